"""A text at each stage of its life, lived in June 2020."""

import datetime

from drafting import workflow
from tests.conftest import HAI_PHONG
from tests.pledges.conftest import few_keys
from tests.support.rows_built_once import built_once

__all__ = ["few_keys"]

TREE = [
    (
        "chapter",
        "Quy định chung",
        "",
        [
            ("article", "Phạm vi điều chỉnh", "Quy chế này áp dụng cho các đơn vị của Khối.", []),
            (
                "article",
                "Nguyên tắc",
                "",
                [
                    ("clause", "", "Tập trung dân chủ.", []),
                    ("clause", "", "Công khai, minh bạch:", [("point", "", "điểm thứ nhất;", [])]),
                ],
            ),
        ],
    ),
]


def moment(text):
    return datetime.datetime.fromisoformat(text).replace(tzinfo=HAI_PHONG)


CLOSES = moment("2020-06-20 17:00")


@built_once
def draft(year2020, lan, at):
    """Soạn thảo: nobody outside the secretariat has seen it."""
    with at("2020-06-01 09:00"):
        return workflow.create_text(year2020, by=lan, kind="regulation", title="Quy chế hoạt động", tree=TREE)


@built_once
def asked(draft, lan, at):
    """Lấy ý kiến: sent to the units on 10/6, until 17:00 on 20/6."""
    with at("2020-06-10 09:00"):
        return workflow.open_consultation(draft, by=lan, closes_at=CLOSES)


@built_once
def hoa_tieu(nine):
    """The unit that hoa leads and nam works for."""
    return nine[5]


@built_once
def written(asked, nam, hoa_tieu, at):
    """A comment of hoa's unit that waits for its leader."""
    with at("2020-06-12 09:00"):
        return workflow.write_comment(
            asked, hoa_tieu, by=nam, stance="agree_with_change", body="Nêu rõ nguyên tắc tự nguyện.",
            replacement="Tự nguyện, công khai.", node_key=asked.text.nodes.get(body="Tập trung dân chủ.").key,
        )  # fmt: skip


@built_once
def sent(written, hoa, at):
    with at("2020-06-13 09:00"):
        return workflow.send_comment(written, by=hoa)


@built_once
def answered(sent, lan, at):
    with at("2020-06-21 09:00"):
        return workflow.answer_comment(sent, by=lan, result="accepted", body="Đã sửa khoản 1 Điều 2.")


@built_once
def settled(answered, asked, lan, at):
    """Chốt: every comment answered."""
    with at("2020-06-22 09:00"):
        return workflow.settle(asked.text, by=lan, reason="Hội nghị trù bị đã thống nhất.")

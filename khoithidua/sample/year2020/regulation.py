"""The regulation: drafted, sent out, commented on, settled; issued after the conference."""

from functools import partial

from drafting import workflow as drafting
from drafting.models import Node, Text
from khoithidua.sample import texts
from khoithidua.sample.people import STAFF
from khoithidua.sample.play import Play, moment
from khoithidua.sample.signing import sign_paper
from records.models import Document
from regulations import workflow as regulations
from regulations.models import Regulation
from units.models import EmulationYear


def draft_regulation(play: Play, year: EmulationYear) -> tuple[Regulation, Document]:
    """Drafted, sent to nine units, commented on, answered, settled; the response table is issued."""
    lan = play.person("lan")
    regulation = play.step(
        "2020-05-04 09:00", lan, "Soạn thảo Quy chế",
        lambda: regulations.start_regulation(
            year, by=lan, title=texts.REGULATION_TITLE, legal_basis=texts.regulation_basis(),
            tree=texts.REGULATION,
        ),
    )  # fmt: skip
    text = regulation.text
    consultation = play.step(
        "2020-05-06 08:30", lan, "Gửi lấy ý kiến 09 đơn vị",
        lambda: drafting.open_consultation(
            text, by=lan, closes_at=moment("2020-05-22 17:00"),
            note="Đề nghị các đơn vị tập trung góp ý nguyên tắc hoạt động, chế độ báo cáo và bình xét.",
        ),
    )  # fmt: skip
    for slug, heading, clause, stance, body, wording, _, _ in texts.COMMENTS:
        unit, key = play.unit(slug), _clause(text, heading, clause).key
        writer = play.person(STAFF[slug][0]) if slug in STAFF else play.leader_of(slug)
        comment = play.step(
            "2020-05-13 09:00", writer, f"Soạn góp ý của {unit.short_name}",
            partial(
                drafting.write_comment, consultation, unit, by=writer, stance=stance, body=body, replacement=wording, node_key=key
            ),
        )  # fmt: skip
        leader = play.leader_of(slug)
        play.step(
            "2020-05-14 15:00", leader, f"Gửi góp ý của {unit.short_name}",
            partial(drafting.send_comment, comment, by=leader),
        )  # fmt: skip
    for slug in texts.AGREE_FULLY:
        unit, leader = play.unit(slug), play.leader_of(slug)
        play.step(
            "2020-05-15 10:00", leader, f"{unit.short_name} nhất trí toàn văn",
            partial(drafting.agree_fully, consultation, unit, by=leader),
        )  # fmt: skip
    play.step("2020-05-20 08:00", lan, "Gửi nhắc các đơn vị chưa góp ý", lambda: drafting.remind(consultation, by=lan))
    play.step("2020-05-25 08:00", lan, "Kết thúc lấy ý kiến", lambda: drafting.close_consultation(consultation, by=lan))
    sent = list(consultation.comments.sent().exclude(body="").select_related("unit", "consultation"))
    for comment in sent:
        row = next(row for row in texts.COMMENTS if row[0] == comment.unit.slug)
        play.step(
            "2020-05-26 09:00", lan, f"Trả lời góp ý của {comment.unit.short_name}",
            partial(
                drafting.answer_comment, comment, by=lan, result=row[6].lower(), body=row[7]
            ),
        )  # fmt: skip
    for heading, clause, wording in texts.REVISIONS:
        node = _clause(text, heading, clause)
        play.step(
            "2020-05-27 09:00", lan, f"Sửa dự thảo: {heading}",
            partial(
                drafting.save_node, node, by=lan, revision=node.revision, heading="", body=wording
            ),
        )  # fmt: skip
    consultation.refresh_from_db()
    consultation = sign_paper(
        play, "response_table", consultation, lan,
        put="2020-05-28 09:00", signed=("2020-05-28 10:30",), issued="2020-05-28 14:00",
    )  # fmt: skip
    table = consultation.response_tables.get().document
    play.step("2020-05-28 15:00", lan, "Chốt nội dung Quy chế", lambda: drafting.settle(text, by=lan))
    return regulation, table


def _clause(text: Text, heading: str, number: int) -> Node:
    parent = text.nodes.get(kind="article", heading=heading)
    return list(text.nodes.filter(parent=parent, kind="clause").order_by("position"))[number - 1]


def issue_regulation(play: Play, regulation: Regulation) -> Regulation:
    """Signed by the Khối trưởng, issued under its number four days after the conference."""
    regulation.refresh_from_db()
    issued: Regulation = sign_paper(
        play, "regulation", regulation, play.person("lan"),
        put="2020-07-03 10:00", signed=("2020-07-03 16:30",), issued="2020-07-06 09:00",
        effective_from=moment("2020-07-06 00:00").date(),
    )  # fmt: skip
    return issued

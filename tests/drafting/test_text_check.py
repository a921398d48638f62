"""The check of a text: what is found, what blocks, what may stand with a reason, what one click mends."""

import pytest

from drafting import workflow
from drafting.models import Node, PassedCheck
from drafting.queries.text_check import Weight, before_consultation, findings_of, of_weight
from drafting.workflow.skeletons import REGULATION
from records.transitions import NotAllowedNow
from tests.drafting.conftest import CLOSES
from tests.drafting.pages import body, get, post


def add(draft, lan, kind, **words):
    parent = draft.nodes.get(heading="Nguyên tắc") if kind in ("clause", "paragraph") else None
    parent = draft.nodes.get(body="Công khai, minh bạch:") if kind == "point" else parent
    return workflow.add_node(draft, by=lan, kind=kind, parent=parent, **words)


def sentences(draft, weight=None):
    return [one.sentence for one in findings_of(draft) if weight in (None, one.weight)]


def test_a_text_in_order_has_only_notes(draft):
    assert {one.weight for one in findings_of(draft)} == {Weight.NOTE}


@pytest.mark.parametrize(
    ("kind", "words", "says"),
    [
        ("clause", "Hội nghị hợp lệ khi có mặt […] đơn vị.", "Khoản 3 Điều 2: còn 1 nội dung để trống “[…]”."),
        ("clause", "Báo cáo trước ngày ……… hằng năm.", "còn 1 nội dung để trống"),
        ("clause", "3. Khoản có số.", "Khoản 3 Điều 2: số “3.” được nhập trong nội dung"),
        ("point", "b) điểm có chữ;", "Điểm b khoản 2 Điều 2: số “b)” được nhập"),
        ("clause", "Thực hiện theo khoản 5 Điều 2.", "dẫn chiếu “khoản 5 Điều 2”"),
        ("clause", "Theo quy định tại Điều 9 Quy chế này.", "dẫn chiếu “Điều 9”"),
        ("clause", "Như điểm c khoản 2 Điều này.", "dẫn chiếu “điểm c khoản 2 Điều này”"),
        ("clause", "", "Khoản 3 Điều 2: chưa có nội dung."),
    ],
)
def test_what_must_be_mended_is_named_at_its_place(draft, lan, kind, words, says):
    add(draft, lan, kind, body=words)
    (sentence,) = sentences(draft, Weight.BLOCKS)
    assert says in sentence


@pytest.mark.parametrize(
    "words",
    [
        "Theo khoản 2 Điều 9 Luật Thi đua, khen thưởng.",
        "Theo Điều 8, Điều 9 của Nghị định số 98/2023/NĐ-CP.",
        "Theo khoản 1 Điều 2 và điểm a khoản 2 Điều 2.",
        "Theo khoản 1 Điều này.",
        "Năm 2020 có 1.500 người; tỷ lệ 2.5.",
        "Hết hạn...",
    ],
)
def test_what_is_right_is_not_named(draft, lan, words):
    add(draft, lan, "clause", body=words)
    assert sentences(draft, Weight.BLOCKS) == []


def test_an_article_without_content_blocks(draft, lan):
    add(draft, lan, "article", heading="Kinh phí")
    assert sentences(draft, Weight.BLOCKS) == ["Điều 3: chưa có nội dung."]


def test_the_units_of_the_year_are_compared(draft, lan, nine):
    add(draft, lan, "clause", body="Khối gồm 08 đơn vị.")
    add(draft, lan, "clause", body="; ".join(unit.name for unit in nine[:-1]) + ".")
    found = sentences(draft, Weight.REASON)
    assert any("ghi 08 đơn vị, năm 2020 Khối có 9 đơn vị" in one for one in found)
    assert any(one == f"Danh sách đơn vị trong văn bản thiếu: {nine[-1].short_name}." for one in found)


def test_units_are_asked_about_a_gap_only_with_a_reason_that_is_kept(draft, lan, at):
    add(draft, lan, "clause", body="Khối gồm […] đơn vị.")
    with at("2020-06-10 09:00"):
        with pytest.raises(NotAllowedNow, match="còn 1 nội dung để trống"):
            workflow.open_consultation(draft, by=lan, closes_at=CLOSES)
        page = get(lan, "drafting:consultation_start", draft.pk)
        assert "Lý do gửi khi còn nội dung cần sửa" in body(page) and "còn 1 nội dung để trống" in body(page)
        typed = {"closes_at": "20/6/2020 17:00"}
        assert post(lan, "drafting:consultation_start", draft.pk, **typed).status_code == 422
        assert post(lan, "drafting:consultation_start", draft.pk, **typed, reason="Xin ý kiến.").status_code == 302
        kept = PassedCheck.objects.get()
        assert (kept.gate, kept.reason, len(kept.findings)) == ("consultation", "Xin ý kiến.", 1)
        assert "Xin ý kiến." in body(get(lan, "drafting:text_detail", draft.pk))


def test_no_reason_settles_a_text_with_gaps(answered, asked, lan, at):
    add(asked.text, lan, "clause", body="Khối gồm […] đơn vị.")
    with at("2020-06-22 09:00"):
        with pytest.raises(NotAllowedNow, match="còn 1 nội dung để trống"):
            workflow.settle(asked.text, by=lan, reason="Vội.")
        page = body(get(lan, "drafting:settle", asked.text_id))
        assert "Phải sửa" in page and "còn 1 nội dung để trống" in page and ">Chốt nội dung</button>" not in page


def test_accepted_and_not_done_wants_a_reason(answered, asked, lan, at):
    with at("2020-06-22 09:00"):
        with pytest.raises(NotAllowedNow, match="nhưng lời văn chưa được sửa"):
            workflow.settle(asked.text, by=lan)
        assert post(lan, "drafting:settle", asked.text_id).status_code == 422
        assert post(lan, "drafting:settle", asked.text_id, reason="Đã sửa ở bảng điểm.").status_code == 302
    assert PassedCheck.objects.get().gate == "settling"


def test_one_click_takes_off_what_came_from_word(draft, lan):
    clause = add(draft, lan, "clause", body="3. Dòng một\x0bđược\x1fgiao; KTĐ\x1e2026; \uf0b7 mục.")
    article = add(draft, lan, "article", heading="Điều 3. Chế độ báo cáo", body="Báo cáo năm.")
    page = body(get(lan, "drafting:text_check", draft.pk))
    assert page.count("Sửa tự động") >= 2
    for node in (clause, article):
        assert post(lan, "drafting:mend_node", node.pk).status_code == 302
    assert Node.objects.get(pk=clause.pk).body == "Dòng một\nđượcgiao; KTĐ-2026; - mục."
    assert Node.objects.get(pk=article.pk).heading == "Chế độ báo cáo"
    assert not of_weight(findings_of(draft), Weight.BLOCKS)


@pytest.mark.parametrize(
    ("words", "mended"),
    [
        ("chuẩn bị dự thảo;", "Chuẩn bị dự thảo;"),
        ("đăng ký:\n- chỉ tiêu;\n- giải pháp.", "Đăng ký:\n- Chỉ tiêu;\n- Giải pháp."),
        ("Một câu được ngắt\ngiữa chừng.", None),
        ("eOffice là phần mềm của thành phố.", None),
        ("80% số phiếu trở lên.", None),
    ],
)
def test_lines_begin_with_a_capital(draft, lan, words, mended):
    point = add(draft, lan, "point", body=words)
    told = [one for one in findings_of(draft) if one.node == point.pk and "chưa viết hoa" in one.sentence]
    assert len(told) == (mended is not None)
    assert post(lan, "drafting:mend_node", point.pk).status_code == 302
    assert Node.objects.get(pk=point.pk).body == (mended or words)


def test_the_frame_goes_out_with_a_reason_but_is_never_settled(year2020, lan):
    text = workflow.create_text(year2020, by=lan, kind="regulation", title="Quy chế", tree=REGULATION)
    found = findings_of(text)
    assert len(of_weight(found, Weight.BLOCKS)) > 10 and not of_weight(before_consultation(found), Weight.BLOCKS)

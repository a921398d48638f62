"""What is said and handed over at an item: pages, verbs, and the lines of the minutes."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from conferences import workflow
from conferences.documents.minutes import minutes_paper
from conferences.models import Contribution
from records.revisions import EditConflict
from records.transitions import NotAllowedNow
from tests.support.pdf import blank_pdf
from tests.support.signing import sign_and_issue

Kind = Contribution.Kind


def at_(name, *args):
    return reverse(f"conferences:{name}", args=args)


@pytest.fixture
def opinion(items, nine, lan):
    return workflow.record_contribution(
        items[2], by=lan, kind="opinion", unit=nine[1], topic="solutions", text="Giao ban hằng quý.",
        person_name="Trần Quốc Bình", outcome="noted",
    )  # fmt: skip


def lines_of(conference):
    return [block.text for block in minutes_paper(conference).body if hasattr(block, "text")]


# --- Constraints, broken on purpose ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"kind": "opinion", "text": "Ý kiến"}, "contribution_is_of_a_unit_where_units_speak"),
        ({"kind": "instruction", "text": "Chỉ đạo", "person_name": "A", "unit": 0}, "contribution_is_of_a_unit"),
        ({"kind": "opinion", "unit": 0}, "contribution_says_something"),
        ({"kind": "paper", "unit": 0, "title": "Tham luận"}, "contribution_says_something"),
        ({"kind": "paper", "unit": 0, "text": "Không tên"}, "contribution_says_something"),
        ({"kind": "handover", "unit": 0, "person_name": "A"}, "contribution_says_something"),
        ({"kind": "instruction", "text": "Chỉ đạo"}, "instruction_and_award_name_who"),
        ({"kind": "handover", "unit": 0, "title": "Cờ"}, "instruction_and_award_name_who"),
        ({"kind": "conclusion", "text": "Kết luận", "outcome": "noted"}, "only_opinions_are_answered"),
        ({"kind": "conclusion", "text": "Kết luận", "topic": "links"}, "only_opinions_are_answered"),
        ({"kind": "opinion", "unit": 0, "text": "x", "outcome": "answered"}, "opinion_answered_in_words"),
        ({"kind": "opinion", "unit": 0, "text": "x", "answer": "y"}, "opinion_answered_in_words"),
        ({"kind": "dance", "unit": 0, "text": "x"}, "kind_check"),
    ],
)
def test_the_database_refuses_a_row_of_no_sense(items, nine, values, constraint):
    if "unit" in values:
        values = values | {"unit": nine[values["unit"]]}
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Contribution.objects.create(item=items[2], **values)


def test_only_a_paper_has_a_file(items, nine, lan, opinion):
    paper = workflow.record_contribution(
        items[2], by=lan, kind="paper", unit=nine[0], title="Cách làm", file=blank_pdf(), filename="a.pdf"
    )
    with pytest.raises(IntegrityError, match="only_papers_have_a_file"), transaction.atomic():
        document, paper.document = paper.document, None
        paper.text = "x"
        paper.save()
        opinion.document = document
        opinion.save()


# --- Pages -----------------------------------------------------------------------------------------------------------


def test_opinions_are_typed_one_by_one(items, opened, nine, client_of, lan):
    browser = client_of(lan)
    address = at_("contribution_add", opened.pk, items[2].pk)
    typed = {"unit": nine[3].pk, "topic": "links", "text": "Giao lưu giữa các đơn vị", "outcome": "noted", "them": "1"}
    answer = browser.post(f"{address}?loai=opinion", typed)
    assert answer.status_code == 302 and answer.url.endswith("?loai=opinion")
    del typed["them"]
    answer = browser.post(address, typed | {"unit": nine[4].pk, "outcome": "answered", "answer": "Đã có trong quy chế"})
    assert answer.url.endswith(f"#noi-dung-{items[2].pk}")
    page = browser.get(at_("conference_detail", opened.pk)).content.decode()
    assert "Giao lưu giữa các đơn vị" in page and "Đã giải trình tại hội nghị: Đã có trong quy chế" in page


@pytest.mark.parametrize(
    ("kind", "typed", "sentence"),
    [
        ("opinion", {"text": "Ý kiến còn dở"}, "Chọn đơn vị"),
        ("opinion", {"unit": 1, "text": "Ý kiến còn dở", "outcome": "answered"}, "Nhập nội dung giải trình"),
        ("opinion", {"unit": 1, "text": "Ý kiến còn dở", "answer": "Vì"}, "Đã có nội dung giải trình"),
        ("paper", {"unit": 1, "title": "Ý kiến còn dở"}, "Nhập nội dung tham luận hoặc chọn tệp"),
        ("instruction", {"person_name": "", "text": "Ý kiến còn dở"}, "Nhập người chỉ đạo"),
        ("handover", {"unit": 1, "title": "Ý kiến còn dở", "person_name": ""}, "Nhập người trao"),
    ],
)
def test_bad_input_keeps_what_was_typed(items, opened, nine, client_of, lan, kind, typed, sentence):
    if "unit" in typed:
        typed = typed | {"unit": nine[1].pk}
    answer = client_of(lan).post(f"{at_('contribution_add', opened.pk, items[2].pk)}?loai={kind}", typed)
    page = answer.content.decode()
    assert answer.status_code == 422 and sentence in page and "Ý kiến còn dở" in page
    assert not Contribution.objects.exists()


def test_the_item_says_what_is_recorded_first(items, opened, client_of, lan):
    browser = client_of(lan)
    for item, words in ((items[2], "Ý kiến của đơn vị"), (items[3], "Ý kiến chỉ đạo"), (items[4], "Trao thưởng")):
        page = browser.get(at_("contribution_add", opened.pk, item.pk)).content.decode()
        assert f"<h1>{words}" in page.replace("\n", "").replace("  ", ""), words
    speech = browser.get(at_("contribution_add", opened.pk, items[3].pk)).content.decode()
    assert 'value="Vũ Thị Hương"' in speech  # the guest usually speaks


def test_a_row_is_changed_and_taken_back(opinion, opened, client_of, lan):
    browser, address = client_of(lan), at_("contribution_edit", opinion.pk)
    typed = {"unit": opinion.unit_id, "text": "Giao ban hằng tháng.", "topic": "solutions", "outcome": "noted"}
    assert browser.post(address, typed | {"revision": "1"}).status_code == 302
    opinion.refresh_from_db()
    assert opinion.text == "Giao ban hằng tháng." and opinion.revision == 2
    late = browser.post(address, typed | {"revision": "1", "text": "Giao ban hằng năm."})
    assert late.status_code == 409 and "hằng <mark>" in late.content.decode().replace("\n", " ")
    assert browser.post(at_("remove_contribution", opinion.pk)).status_code == 302
    assert not Contribution.objects.exists()


def test_others_do_not(opinion, opened, items, client_of, minh, tuan):
    for user, status in ((minh, 403), (tuan, 404)):
        browser = client_of(user)
        for address in (
            at_("contribution_add", opened.pk, items[2].pk),
            at_("contribution_edit", opinion.pk),
            at_("remove_contribution", opinion.pk),
        ):
            assert browser.post(address, {}).status_code == status


def test_nothing_is_written_behind_issued_minutes(closed, lan, nine):
    item = closed.agenda.all()[2]
    row = workflow.record_contribution(item, by=lan, kind="opinion", unit=nine[0], text="Nhất trí.")
    sign_and_issue("minutes", closed, by=lan)
    for act in (
        lambda: workflow.record_contribution(item, by=lan, kind="opinion", unit=nine[1], text="Muộn."),
        lambda: workflow.edit_contribution(row, by=lan, revision=1, text="Khác."),
        lambda: workflow.remove_contribution(row, by=lan),
    ):
        with pytest.raises(NotAllowedNow, match="Biên bản đã hoàn thành"):
            act()


def test_two_writers_of_one_row(opinion, lan):
    workflow.edit_contribution(opinion, by=lan, revision=1, text="Trước.")
    with pytest.raises(EditConflict):
        workflow.edit_contribution(opinion, by=lan, revision=1, text="Sau.")


def test_an_item_at_which_something_was_said_stays_on_the_programme(opinion, lan):
    with pytest.raises(NotAllowedNow, match="đã có ý kiến"):
        workflow.remove_agenda_item(opinion.item, by=lan)


# --- Minutes ---------------------------------------------------------------------------------------------------------


def test_each_row_stands_in_the_minutes_in_the_order_of_the_day(items, opened, opinion, nine, lan):
    def record(item, kind, **values):
        return workflow.record_contribution(items[item], by=lan, kind=kind, **values)

    guest = {"person_name": "Vũ Thị Hương", "person_post": "Trưởng Ban"}
    record(2, "opinion", unit=nine[2], text="Có chỉ tiêu cụ thể", outcome="answered", answer="Đã có trong giao ước")
    record(3, "instruction", text="Xây dựng kế hoạch thực hiện chủ đề năm.", **guest)
    record(
        4, "handover", unit=nine[0], title="Cờ thi đua", on_behalf_of="Ủy ban nhân dân thành phố", receiver="Ông Minh",
        **guest,
    )  # fmt: skip
    record(4, "paper", unit=nine[5], title="Dẫn tàu an toàn", text="Ba lần kiểm tra.", person_name="Đỗ Thị Hòa")
    record(5, "conclusion", text="Gửi kế hoạch trước ngày 31/7/2020.")
    wanted = [
        f"- {nine[1].name} (Trần Quốc Bình), về giải pháp nâng cao chất lượng hoạt động: Giao ban hằng quý.",
        "Hội nghị tiếp thu ý kiến này.",
        f"- {nine[2].name}: Có chỉ tiêu cụ thể",
        "Giải trình: Đã có trong giao ước.",
        "- Vũ Thị Hương, Trưởng Ban: Xây dựng kế hoạch thực hiện chủ đề năm.",
        "- Vũ Thị Hương, Trưởng Ban, thay mặt Ủy ban nhân dân thành phố trao Cờ thi đua tặng "
        f"{nine[0].name}; người nhận: Ông Minh.",
        f"- {nine[5].name} (Đỗ Thị Hòa trình bày): “Dẫn tàu an toàn”.",
        "Ba lần kiểm tra.",
        "- Gửi kế hoạch trước ngày 31/7/2020.",
    ]
    found = [line for line in lines_of(opened) if line in wanted]
    assert found == wanted


# --- Papers ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def with_papers(planned, lan):
    workflow.add_agenda_item(planned, by=lan, kind="papers", title="Chia sẻ kinh nghiệm")
    return planned


def test_a_unit_sends_its_paper_and_all_find_it(with_papers, client_of, hoa, minh, nine):
    page = client_of(hoa).get(at_("paper_send", with_papers.pk))
    assert page.status_code == 200 and nine[0].name not in page.content.decode()  # only the own unit is offered
    file = SimpleUploadedFile("tham-luan.pdf", blank_pdf(), "application/pdf")
    typed = {"unit": nine[5].pk, "title": "Cải cách thủ tục dẫn tàu", "person_name": "Đỗ Thị Hòa", "file": file}
    assert client_of(hoa).post(at_("paper_send", with_papers.pk), typed).status_code == 302
    paper = Contribution.objects.get()
    assert paper.unit == nine[5] and paper.document.head.filename == "tham-luan.pdf"
    reader = client_of(minh)
    found = reader.get(f"{at_('paper_list')}?tim=cai cach dan tau").content.decode()
    assert "Cải cách thủ tục dẫn tàu" in found
    assert "Cải cách thủ tục dẫn tàu" not in reader.get(f"{at_('paper_list')}?tim=bao hiem").content.decode()
    assert reader.get(at_("paper_detail", paper.pk)).status_code == 200
    assert reader.get(at_("paper_file", paper.pk)).content.startswith(b"%PDF")


def test_nobody_sends_the_paper_of_another_unit(with_papers, client_of, hoa, nine):
    typed = {"unit": nine[0].pk, "title": "Của người khác", "text": "Nội dung", "person_name": "A"}
    answer = client_of(hoa).post(at_("paper_send", with_papers.pk), typed)
    assert answer.status_code == 422 and not Contribution.objects.exists()
    with pytest.raises(NotAllowedNow, match="Chỉ cán bộ của"):
        workflow.hand_in_paper(with_papers, by=hoa, unit=nine[0], title="x", person_name="A", text="y")


def test_without_a_place_on_the_programme_no_paper_is_sent(planned, client_of, hoa, nine):
    assert "Gửi tham luận" not in client_of(hoa).get(at_("conference_detail", planned.pk)).content.decode()
    typed = {"unit": nine[5].pk, "title": "Cách làm hay", "text": "Nội dung", "person_name": "Đỗ Thị Hòa"}
    answer = client_of(hoa).post(at_("paper_send", planned.pk), typed)
    assert "Cách làm hay" in answer.content.decode()
    assert answer.status_code == 409 and "chưa có nội dung tham luận" in answer.content.decode()


def test_an_opinion_is_no_paper(opinion, client_of, lan):
    assert client_of(lan).get(at_("paper_detail", opinion.pk)).status_code == 404
    assert client_of(lan).get(at_("paper_file", opinion.pk)).status_code == 404

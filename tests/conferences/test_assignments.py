"""Tasks from conclusions and instructions: given, done by somebody, reported, sent back, confirmed, told next time."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from conferences import workflow
from conferences.documents.minutes import FOLLOWED, minutes_paper
from conferences.models import Assignment
from conferences.worklist import work_for
from libraries.web import clock
from notices.models import Notice
from records.transitions import NotAllowedNow
from tests.support.pdf import blank_pdf


def at_(name, *args):
    return reverse(f"conferences:{name}", args=args)


@pytest.fixture
def due():
    return clock.now() + datetime.timedelta(days=9)


@pytest.fixture
def conclusion(items, lan):
    return workflow.record_contribution(items[5], by=lan, kind="conclusion", text="Các đơn vị gửi kế hoạch.")


@pytest.fixture
def task(conclusion, nine, lan, due):
    """Given to Hoa tiêu."""
    return workflow.assign(conclusion, by=lan, units=[nine[5]], task="Gửi kế hoạch", due_at=due)[0]


# --- Constraints, broken on purpose ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"task": ""}, "assignment_says_what"),
        ({"state": "reported", "report": "x"}, "assignment_reported_when_reported"),
        ({"state": "dancing", "report": "x"}, "state_check"),
        ({}, "one_assignment_a_unit"),
    ],
)
def test_the_database_refuses(task, values, constraint):
    row = {"contribution": task.contribution, "unit": task.unit, "task": "x", "due_at": task.due_at} | values
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Assignment.objects.create(**row)


def test_a_report_has_words_and_an_end_has_its_moment(task, hoa):
    now = clock.now()
    for values, constraint in (
        ({"state": "reported", "reported_at": now, "reported_by": hoa, "report": ""}, "assignment_report_has_words"),
        (
            {"state": "done", "reported_at": now, "reported_by": hoa, "report": "x"},
            "assignment_done_when_done",
        ),
    ):
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            Assignment.objects.filter(pk=task.pk).update(**values)


# --- The way of a task -----------------------------------------------------------------------------------------------


def test_given_to_all_reported_sent_back_reported_again_confirmed(conclusion, nine, client_of, lan, hoa, nam, due):
    browser = client_of(lan)
    page = browser.get(at_("assign", conclusion.pk)).content.decode()
    assert page.count('name="units"') == 9 and page.count("checked") == 9
    typed = {"units": [unit.pk for unit in nine], "task": "Gửi kế hoạch", "due_at": f"{due:%d/%m/%Y}"}
    assert browser.post(at_("assign", conclusion.pk), typed).status_code == 302
    assert Assignment.objects.count() == 9
    row = Assignment.objects.get(unit=nine[5])
    asked = Notice.objects.filter(user=hoa, about=f"conferences.assignment:{row.pk}")
    assert asked.get().done_at is None
    assert [item.title for item in work_for(hoa)] == ["Báo cáo kết quả: Gửi kế hoạch"]

    unit = client_of(hoa)
    assert unit.post(at_("name_owner", row.pk), {"owner": nam.pk}).status_code == 302
    file = SimpleUploadedFile("ke-hoach.pdf", blank_pdf(), "application/pdf")
    report = {"report": "Đã ban hành kế hoạch.", "file": file}
    assert client_of(nam).post(at_("assignment_report", row.pk), report).status_code == 302
    row.refresh_from_db()
    assert row.owner == nam and row.state == "reported" and asked.get().done_at is not None
    assert not list(work_for(hoa)) and "Xem báo cáo: Gửi kế hoạch" in [item.title for item in work_for(lan)]
    assert browser.get(at_("assignment_evidence", row.pk)).content.startswith(b"%PDF")

    assert browser.post(at_("assignment_return", row.pk), {"reason": "Gửi bản đã ký"}).status_code == 302
    assert "Gửi bản đã ký" in unit.get(at_("assignment_detail", row.pk)).content.decode()
    assert [item.why for item in work_for(hoa)] == [f"{nine[5]}. Tổ thư ký đề nghị bổ sung: Gửi bản đã ký"]
    unit.post(at_("assignment_report", row.pk), {"report": "Đã gửi bản đã ký."})
    assert browser.post(at_("confirm_assignment", row.pk)).status_code == 302
    row.refresh_from_db()
    assert row.state == "done" and row.evidence is not None and row.done_by == lan


def test_a_task_follows_from_a_conclusion_only(items, nine, lan, due):
    said = workflow.record_contribution(items[2], by=lan, kind="opinion", unit=nine[0], text="Nhất trí.")
    with pytest.raises(NotAllowedNow, match="Chỉ giao nhiệm vụ"):
        workflow.assign(said, by=lan, units=[nine[0]], task="x", due_at=due)


def test_what_cannot_be_given_is_refused_in_words(task, nine, client_of, lan, hoa, due):
    for units, when, sentence in (
        ([nine[5]], due, "đều đã được giao"),
        ([nine[4]], clock.now() - datetime.timedelta(hours=1), "Thời hạn đã qua"),
    ):
        with pytest.raises(NotAllowedNow, match=sentence):
            workflow.assign(task.contribution, by=lan, units=units, task="x", due_at=when)
    with pytest.raises(NotAllowedNow, match="không thuộc"):
        workflow.name_owner(task, by=hoa, owner=lan)
    answer = client_of(lan).post(at_("assign", task.contribution_id), {"task": "Còn dở", "due_at": "31/02/2027"})
    page = answer.content.decode()
    assert answer.status_code == 422 and "Còn dở" in page and "31/02/2027" in page


def test_a_task_taken_back_asks_nobody(task, client_of, lan, hoa):
    assert client_of(lan).post(at_("remove_assignment", task.pk)).status_code == 302
    assert not Assignment.objects.exists() and not list(work_for(hoa))
    assert Notice.objects.get(about=f"conferences.assignment:{task.pk}", user=hoa).done_at is not None


def test_what_was_given_keeps_its_conclusion(task, lan):
    with pytest.raises(NotAllowedNow, match="Đã giao nhiệm vụ"):
        workflow.remove_contribution(task.contribution, by=lan)


def test_others_do_not(task, client_of, minh, lan, tuan):
    for user, status in ((minh, 403), (lan, 403), (tuan, 404)):
        assert client_of(user).post(at_("assignment_report", task.pk), {"report": "x"}).status_code == status
    for user, status in ((minh, 403), (tuan, 404)):
        assert client_of(user).post(at_("assign", task.contribution_id), {}).status_code == status
    assert client_of(lan).get(at_("assignment_evidence", task.pk)).status_code == 404  # there is none yet


def test_the_list_is_narrowed_by_unit_and_state(task, client_of, minh):
    browser = client_of(minh)
    for query, shown in (("?don_vi=hoa-tieu-kv2", True), ("?don_vi=cang-vu-hang-hai", False), ("?loc=xong", False)):
        page = browser.get(at_("assignment_list") + query).content.decode()
        assert ("Gửi kế hoạch" in page) is shown, query


def test_the_next_conference_tells_what_became_of_it(closed, year2020, nine, lan, hoa, due, at):
    item = closed.agenda.last()
    said = workflow.record_contribution(item, by=lan, kind="conclusion", text="Các đơn vị gửi kế hoạch.")
    rows = workflow.assign(said, by=lan, units=nine[4:6], task="Gửi kế hoạch", due_at=due)
    workflow.confirm_assignment(workflow.report_assignment(rows[1], by=hoa, report="Đã gửi."), by=lan)
    later = workflow.plan(
        year2020, by=lan, kind="midyear", title="Sơ kết", place="Hải Phòng",
        starts_at=closed.starts_at + datetime.timedelta(days=100),
    )  # fmt: skip
    workflow.add_agenda_item(later, by=lan, kind="follow_up", title="Báo cáo thực hiện kết luận")
    paper = minutes_paper(later)
    (table,) = [block for block in paper.body if getattr(block, "columns", None) == FOLLOWED]
    assert [(row[1], row[4]) for row in table.rows] == [
        (nine[4].name, "Đang thực hiện"), (nine[5].name, "Đã hoàn thành. Đã gửi."),
    ]  # fmt: skip
    assert "đã hoàn thành 01/02 nhiệm vụ" in " ".join(getattr(block, "text", "") for block in paper.body)

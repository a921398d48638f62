"""Every refusal of a verb; what a verb leaves behind."""

import datetime
import io

import docx
import pytest

from conferences import workflow
from conferences.actions import CLOSE_CONFERENCE, SUBMIT_MINUTES
from conferences.models import AgendaItem
from notices.models import Notice
from records.models import AuditEvent
from records.transitions import NotAllowedNow, SomeoneWasFaster, in_words, requirements
from signatures.workflow import putting
from tests import factories
from tests.conferences.conftest import STARTS
from tests.support.signing import put, sign_and_issue


def verbs_of(row):
    return list(
        AuditEvent.objects.filter(chain=row.chain, model=row._meta.label_lower)
        .order_by("seq")
        .values_list("verb", flat=True)
    )


def test_the_year_of_one_conference_is_in_the_audit(closed, ballot):
    assert verbs_of(closed) == [
        "conferences.plan", *["conferences.add_agenda_item"] * 6, "conferences.invite_guest",
        "conferences.record_attendance", "conferences.open_conference", "conferences.open_ballot",
        "conferences.record_events", "conferences.close_conference",
    ]  # fmt: skip
    assert verbs_of(ballot) == ["ballots.record_votes", "ballots.close_ballot"]


# --- Programme ------------------------------------------------------------------------------------------------------


def test_items_change_places(planned, lan):
    first, second, *_, last = planned.agenda.all()
    workflow.move_agenda_item(second, by=lan, up=True)
    assert [item.pk for item in planned.agenda.all()][:2] == [second.pk, first.pk]
    workflow.move_agenda_item(last, by=lan, up=False)
    assert [item.pk for item in planned.agenda.all()][-1] == last.pk


def test_a_removed_item_leaves_no_hole(planned, lan):
    workflow.remove_agenda_item(planned.agenda.get(position=3), by=lan)
    assert [item.position for item in planned.agenda.all()] == [1, 2, 3, 4, 5]


def test_an_item_that_was_voted_on_stays(counted, lan):
    with pytest.raises(NotAllowedNow, match="đã có biểu quyết"):
        workflow.remove_agenda_item(counted.held_at.agenda_item, by=lan)
    assert AgendaItem.objects.filter(pk=counted.held_at.agenda_item_id).exists()


def test_a_guest_is_taken_off(planned, lan):
    workflow.remove_guest(planned.guests.get(), by=lan)
    assert not planned.guests.exists()


def test_two_editors_the_second_is_told(planned, lan):
    workflow.edit(planned, by=lan, revision=1, place="Hội trường A")
    with pytest.raises(SomeoneWasFaster, match="chưa được lưu"):
        workflow.edit(planned, by=lan, revision=1, place="Hội trường B")
    planned.refresh_from_db()
    assert (planned.place, planned.revision) == ("Hội trường A", 2)


def test_a_conference_without_programme_does_not_open(year2020, lan):
    empty = workflow.plan(year2020, by=lan, kind="midyear", title="Sơ kết", starts_at=STARTS, place="Hải Phòng")
    with pytest.raises(NotAllowedNow, match="Chương trình chưa có nội dung"):
        workflow.open_conference(empty, by=lan)


# --- Roll ------------------------------------------------------------------------------------------------------------


def test_who_is_here(planned, arrive):
    arrive(planned, 6, absent="excused_in_writing")
    assert planned.quorum().met
    assert planned.attendances.filter(status="excused_in_writing").count() == 3
    arrive(planned, 5)
    assert not planned.quorum().met
    assert planned.attendances.count() == 9


def test_the_same_roll_twice_writes_nothing_twice(planned, arrive):
    arrive(planned)
    before = planned.attendances.first().recorded_at
    arrive(planned)
    assert planned.attendances.first().recorded_at == before


def test_a_stranger_is_not_on_the_roll(planned, lan):
    other = factories.UnitFactory(bloc=planned.bloc)
    with pytest.raises(NotAllowedNow, match="không có tên trong danh sách"):
        workflow.record_attendance(planned, by=lan, roll=[workflow.Presence(other, "present")])


def test_nobody_leaves_while_a_question_is_put(ballot, lan, nine):
    with pytest.raises(NotAllowedNow, match="sau khi kết thúc biểu quyết"):
        workflow.record_attendance(ballot.held_at.conference, by=lan, roll=[workflow.Presence(nine[3], "absent")])
    assert ballot.held_at.conference.quorum().present == 9


def test_guests_are_marked(planned, lan):
    workflow.record_attendance(planned, by=lan, roll=[], guests_here=[])
    assert planned.guests.get().attended is False
    workflow.record_attendance(planned, by=lan, roll=[], guests_here=planned.guests.all())
    assert planned.guests.get().attended is True


# --- Closing and minutes ---------------------------------------------------------------------------------------------


def test_an_open_ballot_keeps_the_conference_open(ballot, lan):
    with pytest.raises(NotAllowedNow, match="biểu quyết chưa có kết quả"):
        workflow.close_conference(ballot.held_at.conference, by=lan)


def test_the_end_is_between_the_start_and_now(opened, lan, at):
    with at("2020-07-02 11:30"):
        for moment in (STARTS, STARTS + datetime.timedelta(hours=4)):
            with pytest.raises(NotAllowedNow, match="Thời gian kết thúc phải sau"):
                workflow.close_conference(opened, by=lan, ends_at=moment)
        closed = workflow.close_conference(opened, by=lan)
    assert closed.ends_at == closed.closed_at


def test_closing_asks_for_chair_secretary_and_roll(year2020, lan, nine):
    conference = workflow.plan(year2020, by=lan, kind="midyear", title="Sơ kết", starts_at=STARTS, place="Hải Phòng")
    workflow.add_agenda_item(conference, by=lan, kind="report", title="Báo cáo")
    workflow.open_conference(conference, by=lan)
    assert len(requirements(CLOSE_CONFERENCE, conference)) == 3
    with pytest.raises(NotAllowedNow, match=r"Chưa có người chủ trì hội nghị\. Chưa có thư ký hội nghị\. Còn 9 đơn vị"):
        workflow.close_conference(conference, by=lan)


def test_minutes_wait_for_what_happened(opened, lan, at):
    with at("2020-07-02 11:30"):
        workflow.close_conference(opened, by=lan)
    assert in_words(requirements(SUBMIT_MINUTES, opened)) == "Chưa có diễn biến của nội dung 1, 2, 3, 4, 5, 6."
    with pytest.raises(NotAllowedNow, match=r"“Trình ký biên bản”\. Chưa có diễn biến"):
        put("minutes", opened, by=lan)


def test_minutes_wait_for_the_end(opened, lan):
    with pytest.raises(NotAllowedNow, match="Đang họp"):
        put("minutes", opened, by=lan)


def test_nothing_is_locked_while_minutes_are_printed(closed, lan, locks_at_printing):
    sign_and_issue("minutes", closed, by=lan)
    assert locks_at_printing and set(locks_at_printing) == {0}


def test_what_is_written_while_minutes_are_printed_stands_in_them(closed, lan, monkeypatch):
    """Somebody saves the conclusions between the printing and the lock: the file says what the page says."""
    prepare = putting.prepare_for_signing

    def and_then_somebody_writes(new, labels):
        prepared = prepare(new, labels)
        closed.refresh_from_db()
        workflow.record_events(closed, by=lan, revision=closed.revision, notes={}, conclusions="Ghi thêm phút chót.")
        return prepared

    monkeypatch.setattr(putting, "prepare_for_signing", and_then_somebody_writes)
    issued = sign_and_issue("minutes", closed, by=lan).minutes
    words = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(issued.word.read())).paragraphs)
    assert "Ghi thêm phút chót." in words


def test_minutes_are_issued_once_and_end_the_writing(closed, lan, minh):
    issued = sign_and_issue("minutes", closed, by=lan).minutes
    assert issued.number == "01/BB-KTĐ"
    assert issued.document.read().startswith(b"%PDF") and issued.word.read().startswith(b"PK")
    assert Notice.objects.filter(user=minh, title="Đã hoàn thành biên bản số 01/BB-KTĐ").exists()
    with pytest.raises(NotAllowedNow, match="đã hoàn thành"):
        put("minutes", closed, by=lan)
    closed.refresh_from_db()
    with pytest.raises(NotAllowedNow, match="không sửa được nội dung"):
        workflow.record_events(closed, by=lan, revision=closed.revision, notes={}, conclusions="Khác")

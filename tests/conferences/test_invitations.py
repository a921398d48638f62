"""Invitations: signed and numbered, sent with a calendar file, answered, reminded of, moved, cancelled."""

import datetime

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from icalendar import Calendar

from conferences import workflow
from conferences.models import Conference, ConferencePaper, Reply
from conferences.queries import invitation_of
from notices import delivery
from notices.models import Notice, OutgoingMail
from notices.worklist import next_action, work_for
from records.transitions import NotAllowedNow
from signatures.workflow import issue_paper
from tests import factories
from tests.asking import asked, asked_in_vain
from tests.conftest import HAI_PHONG
from tests.support.rows_built_once import built_once
from tests.support.signing import put, sign_all, sign_and_issue

STARTS = datetime.datetime(2020, 7, 2, 8, 0, tzinfo=HAI_PHONG)
REPLY_BY = datetime.datetime(2020, 6, 28, 17, 0, tzinfo=HAI_PHONG)
MORNING = "2020-06-20 09:00"


@built_once
def called(planned, minh, hoa, nam, lan, at):
    """Its invitation is signed, numbered and sent to nine units and one guest."""
    with at(MORNING):
        workflow.edit(planned, by=lan, revision=planned.revision, reply_by=REPLY_BY, to_prepare="Mang theo dấu")
        planned.guests.update(email="huong@haiphong.example.vn")
        return sign_and_issue("invitation", planned, by=lan)


@pytest.fixture
def answer(at, nine):
    """`answer(conference, 1, hoa, answer="leader")`: what the second unit says."""

    def given(conference, place, by, **values):
        with at("2020-06-21 08:00"):
            return workflow.reply(Reply.objects.get(conference=conference, unit=nine[place]), by=by, **values)

    return given


def event_of(mail):
    return Calendar.from_ical(mail.calendar).walk("VEVENT")[0]


def test_without_programme_chair_and_a_day_to_answer_it_is_not_put(year2020, lan, at):
    with at(MORNING):
        bare = workflow.plan(year2020, by=lan, kind="other", title="Họp", starts_at=STARTS, place="Cảng")
        with pytest.raises(NotAllowedNow) as refused:
            put("invitation", bare, by=lan)
    for words in ("Chương trình chưa có nội dung", "Chưa có người chủ trì", "Chưa có hạn trả lời"):
        assert words in refused.value.message


def test_it_has_its_number_last_and_carries_the_signature(called):
    paper = invitation_of(called)
    assert paper.number == "01/GM-KTĐ" and paper.document.code and paper.word is not None
    assert [row["field"] for row in paper.document.head.signatures] == ["signer", "Number"]


def test_all_units_are_asked_and_the_guest_has_a_mail(called, nine, hoa, nam, at):
    assert called.replies.count() == len(nine) and not called.replies.exclude(answer="").exists()
    with at(MORNING):
        for person in (hoa, nam):
            assert "conferences.reply" in asked(person)
    mail = OutgoingMail.objects.get(address="huong@haiphong.example.vn")
    assert mail.recipient is None and "Kính gửi Vũ Thị Hương" in mail.body and "/hoi-nghi/khach-moi/" in mail.body


def test_each_mail_carries_the_calendar_file(called, mailoutbox, settings, at):
    mail = OutgoingMail.objects.filter(subject__startswith="Giấy mời họp").first()
    event = event_of(mail)
    assert event["SUMMARY"] == called.title and event["LOCATION"] == called.place
    assert event.decoded("DTSTART") == STARTS and event["SEQUENCE"] == 0
    settings.SAMPLE_MODE = False
    with at(MORNING):
        delivery.deliver_due()
    sent = next(one for one in mailoutbox if one.subject == mail.subject)
    (part,) = [one for one in sent.message().walk() if one.get_content_type() == "text/calendar"]
    assert part.get_param("method") == "PUBLISH" and part.get_filename() == "lich-hop.ics"
    assert part.get_payload(decode=True).decode() == mail.calendar


def test_the_leader_answers_with_one_button(called, client_of, hoa, nine, at):
    with at("2020-06-21 08:00"):
        (item,) = [row for row in work_for(hoa) if row.about.startswith("conferences.reply")]
        client = client_of(hoa)
        page = client.get(item.address).content.decode()
        assert f"Thủ trưởng dự: {hoa.full_name}" in page
        assert client.post(item.address, {"answer": "leader"}).status_code == 302
        assert not [row for row in work_for(hoa) if row.about.startswith("conferences.reply")]
        assert asked_in_vain() == []
    row = called.replies.get(unit=hoa.posts.get().unit)
    assert (
        "Trả lời lại giấy mời"
        in client.get(reverse("conferences:conference_detail", args=[called.pk])).content.decode()
    )
    assert (row.answer, row.person, row.name) == ("leader", hoa, hoa.full_name)


def test_a_deputy_needs_an_authorisation(called, client_of, nam, at):
    row = called.replies.get(unit=nam.posts.get().unit)
    url = reverse("conferences:invitation_reply", args=[row.pk])
    client = client_of(nam)
    with at("2020-06-21 08:00"):
        answer = client.post(url, {"answer": "deputy", "name": "Phạm Thu Dung", "post": "Phó Giám đốc"})
        assert answer.status_code == 422 and "văn bản ủy quyền" in answer.content.decode()
        assert "Phạm Thu Dung" in answer.content.decode()
        typed = {"answer": "deputy", "name": "Phạm Thu Dung", "post": "Phó Giám đốc", "authority": "GUQ số 3"}
        assert client.post(url, typed).status_code == 302
    row.refresh_from_db()
    assert (row.answer, row.name, row.authority, row.replied_by) == ("deputy", "Phạm Thu Dung", "GUQ số 3", nam)


def test_strangers_do_not_answer(called, client_of, tuan, minh, mai, nine, at):
    url = reverse("conferences:invitation_reply", args=[called.replies.get(unit=nine[5]).pk])
    with at("2020-06-21 08:00"):
        assert [client_of(user).get(url).status_code for user in (tuan, minh, mai)] == [404, 404, 404]


def test_who_comes_stands_on_the_roll_by_key(called, answer, hoa, nam, nine, lan):
    place = next(n for n, unit in enumerate(nine) if unit == nam.posts.get().unit)
    # Two people of one name: only the key tells them apart.
    factories.PostFactory(user=factories.UserFactory(full_name=nam.full_name), unit=nine[place], is_leader=False)
    answer(called, place, hoa, answer="specialist", person=nam, companions="Trần An, Chuyên viên")
    workflow.record_everybody_here(called, by=lan)
    row = called.attendances.get(unit=nine[place])
    assert (row.delegate, row.representative_name) == (nam, nam.full_name)
    assert [str(one) for one in row.companions.all()] == ["Trần An, Chuyên viên"]


def test_the_roll_offers_what_was_answered(called, answer, hoa, nine, lan, client_of):
    answer(called, 3, lan, answer="deputy", name="Phạm Thu Dung", post="Phó Giám đốc", authority="GUQ số 3")
    page = client_of(lan).get(reverse("conferences:attendance_edit", args=[called.pk])).content.decode()
    assert 'value="Phạm Thu Dung"' in page


def test_the_silent_are_reminded_once_a_day_and_it_can_be_undone(called, answer, client_of, lan, hoa, nam, nine, at):
    url = reverse("conferences:invitation_detail", args=[called.pk])
    client = client_of(lan)
    with at("2020-06-22 08:00"):
        assert "Gửi nhắc 9 đơn vị chưa trả lời" in client.get(url).content.decode()
        client.post(reverse("conferences:remind_invited", args=[called.pk]), {})
        reminded = Notice.objects.filter(title__startswith="Chưa trả lời", user=nam)
        assert reminded.count() == 1
        client.post(reverse("conferences:take_back_reminder", args=[called.pk]), {})
        assert not reminded.exists()
        client.post(reverse("conferences:remind_invited", args=[called.pk]), {})
        with pytest.raises(NotAllowedNow, match="Hôm nay đã gửi nhắc"):
            workflow.remind_invited(called, by=lan)
    place = next(n for n, unit in enumerate(nine) if unit == nam.posts.get().unit)
    answer(called, place, nam, answer="absent", absent_because="Họp Bộ")
    with at("2020-06-23 08:00"):
        units, _ = workflow.remind_invited(called, by=lan)
    assert nine[place] not in units


def test_moved_all_hear_of_it_and_answer_again(called, answer, hoa, nam, nine, lan, at):
    place = next(n for n, unit in enumerate(nine) if unit == hoa.posts.get().unit)
    answer(called, place, hoa, answer="leader")
    later = STARTS + datetime.timedelta(days=4)
    with at("2020-06-22 08:00"):
        with pytest.raises(NotAllowedNow, match="Giấy mời đã phát hành"):
            workflow.edit(called, by=lan, revision=called.revision, starts_at=later)
        moved = workflow.reschedule(
            called,
            by=lan,
            revision=called.revision,
            starts_at=later,
            place="Nhà khách",
            reply_by=REPLY_BY,
            reason="Bão",
        )
        assert not moved.replies.exclude(answer="").exists()
        assert asked_in_vain() == [] and "conferences.reply" in asked(hoa)
        mails = OutgoingMail.objects.filter(subject__startswith="Thay đổi lịch")
        assert mails.filter(recipient=hoa).exists() and mails.filter(address="huong@haiphong.example.vn").exists()
        event = event_of(mails.first())
        assert event["SEQUENCE"] == 1 and event.decoded("DTSTART") == later
        assert event["UID"] == event_of(OutgoingMail.objects.exclude(calendar="").earliest("pk"))["UID"]
        assert next_action(lan, moved).title == "Trình ký giấy mời"
        again = sign_and_issue("invitation", moved, by=lan)
    first, second = ConferencePaper.objects.filter(conference=again)
    assert (first.number, second.number) == ("01/GM-KTĐ", "02/GM-KTĐ")
    assert first.document.end.replaced_by == second.document


def test_cancelled_all_hear_of_it_and_calendars_forget_it(called, hoa, lan, at, client_of, minh):
    with at("2020-06-22 08:00"):
        done = workflow.cancel(called, by=lan, reason="Dịch bệnh")
        assert asked_in_vain() == [] and "conferences.reply" not in asked(hoa)
    assert done.state == "cancelled"
    mail = OutgoingMail.objects.filter(subject__startswith="Hủy hội nghị", recipient=hoa).get()
    assert "METHOD:CANCEL" in mail.calendar and event_of(mail)["STATUS"] == "CANCELLED"
    assert event_of(mail)["SEQUENCE"] == 1
    with pytest.raises(NotAllowedNow, match="không còn nhận trả lời"):
        workflow.reply(called.replies.first(), by=lan, answer="absent", absent_because="Bận")
    page = client_of(minh).get(reverse("conferences:conference_detail", args=[called.pk])).content.decode()
    assert "Hội nghị đã hủy" in page and "Dịch bệnh" in page
    with pytest.raises(NotAllowedNow, match="Đã hủy"):
        workflow.open_conference(done, by=lan)


def test_a_reason_is_asked_for(called, client_of, lan, at):
    with at("2020-06-22 08:00"):
        for name in ("conference_cancel", "conference_reschedule"):
            answer = client_of(lan).post(reverse(f"conferences:{name}", args=[called.pk]), {"reason": ""})
            assert answer.status_code == 422, name
    assert Conference.objects.get(pk=called.pk).state == "planned"


def test_the_secretary_enters_what_a_guest_said(called, client_of, lan, at):
    guest = called.guests.get()
    with at("2020-06-22 08:00"):
        client_of(lan).post(reverse("conferences:answer_for_guest", args=[called.pk, guest.pk]), {"tra-loi": "khong"})
    guest.refresh_from_db()
    assert guest.coming is False


def test_the_calendar_file_is_there_to_take(called, client_of, minh, tuan):
    url = reverse("conferences:conference_calendar", args=[called.pk])
    answer = client_of(minh).get(url)
    assert answer["Content-Type"].startswith("text/calendar") and b"BEGIN:VEVENT" in answer.content
    assert client_of(tuan).get(url).status_code == 404


# --- What the database holds -----------------------------------------------------------------------------------------


def test_no_number_without_signatures(planned, lan, at, hoa, minh):
    with at(MORNING):
        workflow.edit(planned, by=lan, revision=planned.revision, reply_by=REPLY_BY)
        request = put("invitation", planned, by=lan)
    row = ConferencePaper.objects.get(signing=request)
    stamps = {"number": "09/GM-KTĐ", "document": request.document, "word": request.document, "issued_by": lan}
    with pytest.raises(DatabaseError, match="sau khi đủ chữ ký"), transaction.atomic():
        ConferencePaper.objects.filter(pk=row.pk).update(**stamps, issued_at=STARTS)


def test_what_is_issued_stays(called):
    paper = invitation_of(called)
    for spoil in (lambda rows: rows.update(number="99/GM-KTĐ"), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError, match="không sửa, không xóa"), transaction.atomic():
            spoil(ConferencePaper.objects.filter(pk=paper.pk))


@pytest.mark.parametrize(
    "wrong",
    [
        {"answer": "leader", "name": "Ai"},
        {"answer": "deputy", "name": "Ai", "replied_at": STARTS},
        {"answer": "absent", "replied_at": STARTS},
        {"answer": "leader", "replied_at": STARTS},
        {"absent_because": "Bận"},
    ],
)
def test_an_answer_is_whole(called, lan, wrong):
    rows = called.replies.filter(answer="")[:1]
    who = {"replied_by": lan} if "replied_at" in wrong else {}
    with pytest.raises(IntegrityError), transaction.atomic():
        Reply.objects.filter(pk=rows[0].pk).update(**wrong, **who)


def test_one_answer_a_unit_and_one_open_paper_a_kind(called, lan, nine, at):
    with pytest.raises(IntegrityError), transaction.atomic():
        Reply.objects.create(conference=called, unit=nine[0])


def test_a_conference_is_cancelled_with_a_reason(planned):
    with pytest.raises(IntegrityError), transaction.atomic():
        Conference.objects.filter(pk=planned.pk).update(cancelled_because="Vì bão")


def test_changed_after_it_was_put_it_is_not_issued(planned, lan, minh, hoa, at):
    with at(MORNING):
        workflow.edit(planned, by=lan, revision=planned.revision, reply_by=REPLY_BY)
        request = sign_all(put("invitation", planned, by=lan))
        planned.refresh_from_db()
        workflow.edit(planned, by=lan, revision=planned.revision, place="Nơi khác")
        with pytest.raises(NotAllowedNow, match="Nội dung đã thay đổi"):
            issue_paper(request, by=lan)
    assert invitation_of(planned) is None

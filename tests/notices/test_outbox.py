"""notify and queue_mail: rows in the caller's transaction, once a key, one line, local links."""

import dataclasses
import datetime

import pytest
from django.db import transaction

from libraries.web import clock
from libraries.web.letters import Letter, Words
from notices.models import Notice, OutgoingMail
from notices.outbox import notify, queue_mail, take_back, unread_count
from tests.letters import saying, tell
from tests.notices.conftest import TITLE


def test_one_inbox_row_and_one_mail_a_person(bloc, hoa, nam):
    notices = tell([hoa, nam, hoa], title=TITLE, body="Còn 5 ngày.", url="/giao-uoc/1/", bloc=bloc)
    assert {notice.user for notice in notices} == {hoa, nam}
    mail = OutgoingMail.objects.get(recipient=hoa)
    assert mail.subject == TITLE
    assert mail.address == "hoa@example.vn" and mail.state == "queued"
    assert "Kính gửi Ông Đỗ Thị Hòa" in mail.body and "Còn 5 ngày." in mail.body
    assert "https://khoithidua.example.vn/giao-uoc/1/\n" in mail.body
    assert Notice.objects.get(user=hoa).mail == mail
    assert OutgoingMail.objects.count() == Notice.objects.count() == 2


def test_plain_text_is_not_escaped(bloc, hoa):
    tell([hoa], title="Góp ý", body="Góp ý “A & B <mới>”", bloc=bloc)
    assert "Góp ý “A & B <mới>”" in OutgoingMail.objects.get().body


def test_without_an_address_the_inbox_still_has_it(bloc, hoa):
    hoa.email = ""
    hoa.save()
    tell([hoa], title=TITLE, bloc=bloc)
    assert Notice.objects.get().mail is None and not OutgoingMail.objects.exists()


@pytest.mark.parametrize("address", ["không phải địa chỉ", "a@b.vn\nBcc: c@d.vn", "hoa@"])
def test_an_address_that_is_none_breaks_nothing(bloc, hoa, address):
    hoa.email = address
    tell([hoa], title=TITLE, bloc=bloc)
    assert Notice.objects.count() == 1 and not OutgoingMail.objects.exists()


def test_nobody_is_mailed_who_has_left(bloc, hoa):
    hoa.is_active = False
    tell([hoa], title=TITLE)
    assert not OutgoingMail.objects.exists()


def test_a_step_rolled_back_tells_nobody(bloc, hoa, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks, pytest.raises(ZeroDivisionError), transaction.atomic():
        tell([hoa], title=TITLE, bloc=bloc)
        raise ZeroDivisionError
    assert not Notice.objects.exists() and not OutgoingMail.objects.exists()
    assert callbacks == []


def test_a_worker_is_woken_after_the_commit(bloc, hoa, django_capture_on_commit_callbacks):
    from django_tasks import default_task_backend

    with django_capture_on_commit_callbacks(execute=True):
        tell([hoa], title=TITLE, bloc=bloc)
    assert [result.task.name for result in default_task_backend.results][-1:] == ["deliver_mail"]


def test_the_same_key_tells_once(bloc, hoa, nam):
    first = tell([hoa], title=TITLE, bloc=bloc, key="giao-uoc-1")
    again = tell([hoa, nam], title="Chữ khác", bloc=bloc, key="giao-uoc-1")
    assert Notice.objects.filter(user=hoa).count() == OutgoingMail.objects.filter(recipient=hoa).count() == 1
    assert Notice.objects.filter(user=nam).count() == OutgoingMail.objects.filter(recipient=nam).count() == 1
    assert {notice.user for notice in again} == {hoa, nam} and first[0] in again
    assert Notice.objects.get(user=hoa).title == TITLE


def test_without_a_key_one_may_be_told_twice(bloc, hoa):
    tell([hoa], title=TITLE)
    tell([hoa], title=TITLE)
    assert Notice.objects.count() == 2


@pytest.mark.parametrize(
    "title", ["Ký giao ước\nBcc: ai@khac.vn", "Ký\r\nSubject: khác", "Ký\x00", "Ký\x85ngay", "\u202e", "", "  "]
)
def test_a_title_that_is_not_one_line_of_text_is_refused(bloc, hoa, title):
    with pytest.raises(ValueError, match="title"):
        tell([hoa], title=title, bloc=bloc)
    with pytest.raises(ValueError, match="title"):
        queue_mail(hoa, saying(title))
    assert not Notice.objects.exists() and not OutgoingMail.objects.exists()


def test_a_long_title_is_cut_and_nothing_breaks(bloc, hoa):
    tell([hoa], title="Ẵ" * 900, bloc=bloc)
    assert Notice.objects.get().title == "Ẵ" * 199 + "…"


def test_text_is_stored_nfc(hoa):
    tell([hoa], title="Ky\u0301 giao ươ\u0301c")
    assert Notice.objects.get().title == "Ký giao ước"


@pytest.mark.parametrize(
    "url", ["https://khac.vn/", "//khac.vn/", "/\\khac.vn", "javascript:alert(1)", "giao-uoc/", "/a b"]
)
def test_a_notice_leads_to_this_installation_only(hoa, url):
    with pytest.raises(ValueError, match="page of this installation"):
        tell([hoa], title=TITLE, url=url)


def test_what_is_held_can_be_taken_back(bloc, hoa, nam, at):
    with at("2020-11-20 09:00"):
        notices = tell([hoa, nam], title=TITLE, bloc=bloc, hold_seconds=10)
        assert OutgoingMail.objects.due(clock.now()).count() == 0
        assert take_back(notices) == 2
    assert not Notice.objects.exists() and not OutgoingMail.objects.exists()


def test_what_has_left_is_not_taken_back(bloc, hoa, at):
    with at("2020-11-20 09:00:00"):
        notices = tell([hoa], title=TITLE, bloc=bloc, hold_seconds=10)
    with at("2020-11-20 09:00:10"):
        assert OutgoingMail.objects.due(clock.now()).count() == 1
        assert take_back(notices) == 0
    assert Notice.objects.count() == OutgoingMail.objects.count() == 1


def test_many_people_cost_the_same_queries(
    bloc, hoa, nam, lan, minh, django_assert_num_queries, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(
        connection,
    ) as two:
        tell([hoa, nam], title=TITLE, bloc=bloc)
    with django_assert_num_queries(len(two)):
        tell([hoa, nam, lan, minh], title=TITLE, bloc=bloc)


def test_queue_mail_writes_from_its_template(bloc, hoa):
    mail = queue_mail(hoa, saying("Đặt lại mật khẩu", act="Đặt lại mật khẩu"), url="/tai-khoan/", bloc=bloc)
    assert mail.subject == "Đặt lại mật khẩu"
    assert "https://khoithidua.example.vn/tai-khoan/" in mail.body
    assert not Notice.objects.exists()


def test_queue_mail_knows_its_key_and_missing_addresses(hoa, nam):
    first = queue_mail(hoa, saying("Mã"), key="ma-1")
    assert queue_mail(hoa, saying("Mã khác"), key="ma-1") == first
    nam.email = ""
    assert queue_mail(nam, saying("Mã")) is None
    assert OutgoingMail.objects.count() == 1


def test_a_letter_that_nobody_declared_is_not_sent(bloc, hoa):
    kind = saying("Ký").kind
    stranger = Letter(dataclasses.replace(kind, name="pledges.unheard_of"), Words("Ký", "Nội dung."))
    for send in (lambda: notify([hoa], stranger, bloc=bloc), lambda: queue_mail(hoa, stranger)):
        with pytest.raises(ValueError, match="no such kind of letter"):
            send()
    assert not Notice.objects.exists() and not OutgoingMail.objects.exists()


@pytest.mark.parametrize(("act", "url"), [("Ký", ""), ("", "/giao-uoc/1/")])
def test_a_button_leads_somewhere_and_what_leads_somewhere_is_a_button(hoa, act, url):
    with pytest.raises(ValueError, match="has a button exactly when"):
        notify([hoa], saying("Ký", act=act), url=url)


def test_unread_count(told, hoa, nam):
    assert (unread_count(hoa), unread_count(nam)) == (1, 0)
    Notice.objects.update(read_at=told.created_at + datetime.timedelta(minutes=1))
    assert unread_count(hoa) == 0

"""/loi-moi/…/: a link of one use sets password and second factor at once; opening it does nothing."""

import datetime
import threading

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from libraries.web import clock
from records.models import AuditEvent
from records.transitions import NotAllowedNow
from tests import factories
from tests.units.invited import NEW, choose, code_on, forgotten, invited, newcomer, open_invitation, set_up
from units import workflow
from units.codes import check_identity, has_device
from units.models import Invitation, User
from units.workflow.invitations import hash_of_token


@pytest.fixture
def moi(nine):
    return newcomer(nine[5])


@pytest.fixture
def link(moi, lan):
    return invited(moi, lan)


def test_the_page_says_for_whom_it_is_and_opening_it_writes_nothing(visitor, link, moi, text_of):
    before = Invitation.objects.values().get()
    page = text_of(visitor.get(link))
    assert "Bùi Minh Mới" in page and "moi" in page
    assert Invitation.objects.values().get() == before


def test_password_app_and_codes_are_set_up_at_once(visitor, link, moi, text_of):
    answer = set_up(visitor, link)
    assert "10 mã OTP dự phòng" in text_of(answer)
    moi.refresh_from_db()
    assert moi.check_password(NEW) and has_device(moi)
    assert moi.staticdevice_set.get().token_set.count() == 10
    verbs = set(AuditEvent.objects.filter(row_pk=str(moi.pk)).values_list("verb", flat=True))
    assert {"units.send_invitation", "units.accept_invitation", "units.change_password"} <= verbs
    assert not visitor.session.get("_auth_user_id")


def test_nothing_is_set_up_before_the_first_right_code(visitor, link, moi, text_of):
    device_page = choose(visitor, link).url
    answer = visitor.post(device_page, {"code": "000000"})
    assert answer.status_code == 422 and "Mã OTP chưa đúng" in text_of(answer)
    moi.refresh_from_db()
    assert not moi.has_usable_password() and not has_device(moi) and open_invitation(moi)


def test_the_code_that_set_up_the_app_signs_nothing(visitor, link, moi):
    device_page = choose(visitor, link).url
    code = code_on(visitor.get(device_page))
    visitor.post(device_page, {"code": code})
    with pytest.raises(Exception, match="đã được sử dụng"):
        _outside(lambda: check_identity(moi, password=NEW, code=code))


def _outside(act):
    """Acts that insist on a transaction of their own take the test's for none."""
    around = transaction.atomic()
    around._from_testcase = True
    with around:
        act()


def test_the_key_is_another_one_in_every_browser(link):
    """Who merely opened the mail learns no key that will be used."""
    keys = set()
    for _ in range(2):
        browser = Client()
        page = choose(browser, link).url
        keys.add(browser.get(page).content)
    assert len(keys) == 2


def test_the_second_page_alone_leads_to_the_first(visitor, link):
    assert visitor.get(link + "ung-dung/").url == link


def test_it_works_once(visitor, link, text_of):
    set_up(visitor, link)
    for answer in (visitor.get(link), choose(visitor, link), visitor.get(link + "ung-dung/")):
        assert answer.status_code == 410
        assert "Đường dẫn đã được sử dụng" in text_of(answer)


def test_a_newer_one_replaces_it(visitor, link, moi, lan, text_of):
    newer = invited(moi, lan)
    answer = visitor.get(link)
    assert answer.status_code == 410 and "thư mới nhất" in text_of(answer)
    assert visitor.get(newer).status_code == 200


def test_after_seven_days_it_is_over(visitor, link, text_of):
    with clock.travel(clock.now() + datetime.timedelta(days=7, seconds=1)):
        answer = visitor.get(link)
    assert answer.status_code == 410 and "Đường dẫn đã hết hạn" in text_of(answer)


def test_a_closed_account_is_let_in_by_nothing(visitor, link, moi):
    User.objects.filter(pk=moi.pk).update(is_active=False)
    assert visitor.get(link).status_code == 404


@pytest.mark.parametrize("token", ["abc", "x" * 300, "%00", "ÿ"])
def test_bent_links_are_not_found(visitor, db, token):
    assert visitor.get(f"/loi-moi/{token}/").status_code == 404


def test_the_token_is_kept_as_a_hash_only(link, moi):
    token = link.split("/")[2]
    invitation = open_invitation(moi)
    assert invitation.token_hash == hash_of_token(token)
    assert token not in str(Invitation.objects.values().get()) + str(list(AuditEvent.objects.values_list("data")))


def test_who_is_in_already_is_invited_by_nobody(nam, lan):
    with pytest.raises(NotAllowedNow, match="đã được kích hoạt"):
        workflow.send_invitation(nam, by=lan)


def test_without_an_address_there_is_a_sentence(moi, lan):
    User.objects.filter(pk=moi.pk).update(email="")
    with pytest.raises(NotAllowedNow, match="chưa có địa chỉ"):
        workflow.send_invitation(moi, by=lan)


class TestWithoutMail:
    @pytest.fixture(autouse=True)
    def no_mail(self, settings):
        settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

    def test_it_is_not_sent_but_printed_and_on_record(self, moi, lan, visitor, settings):
        with pytest.raises(NotAllowedNow, match="in thư mời"):
            workflow.send_invitation(moi, by=lan)
        letter = workflow.print_invitation(moi, by=None)
        assert AuditEvent.objects.filter(verb="units.print_invitation", row_pk=str(moi.pk)).count() == 1
        set_up(visitor, letter.link.removeprefix(settings.PUBLIC_ADDRESS))
        moi.refresh_from_db()
        assert has_device(moi)

    def test_to_whoever_is_in_it_gives_a_password_and_no_codes(self, nam, visitor, settings):
        letter = workflow.print_invitation(nam, by=None)
        choose(visitor, letter.link.removeprefix(settings.PUBLIC_ADDRESS))
        nam.refresh_from_db()
        assert nam.check_password(NEW) and not has_device(nam)


def test_with_mail_nobody_prints_it(moi):
    with pytest.raises(NotAllowedNow, match="không in"):
        workflow.print_invitation(moi, by=None)


def test_a_forgotten_password_is_set_anew_and_codes_stay(visitor, hoa, client_of):
    browser = client_of(hoa)
    TOTPDevice.objects.create(user=hoa, confirmed=True)
    answer = choose(visitor, forgotten(hoa))
    assert answer.url == "/dang-nhap/"
    hoa.refresh_from_db()
    assert hoa.check_password(NEW) and has_device(hoa)
    assert browser.get("/tai-khoan/").status_code == 302
    assert not visitor.session.get("_auth_user_id")


@pytest.mark.parametrize(
    ("password", "says"),
    [
        ("ngan", "ít nhất 12 ký tự"),
        ("password12345", "dễ đoán"),
        ("do thi hoa 1", "chỉ gồm họ tên"),
        ("Đỗ Thị Hòa 1968", "giống họ tên"),
        ("KhoiThiDua2026", "chỉ gồm họ tên"),
        ("Hải Phòng 2026", "chỉ gồm họ tên"),
        ("", "Nhập mật khẩu mới"),
    ],
)
def test_weak_passwords_are_refused_in_words(visitor, hoa, city, text_of, password, says):
    answer = choose(visitor, forgotten(hoa), password, password)
    assert answer.status_code == 422
    assert says in text_of(answer)


def test_the_second_writing_must_be_the_same(visitor, hoa, text_of):
    assert "chưa giống nhau" in text_of(choose(visitor, forgotten(hoa), again="con tàu ra khơi buổi chiều"))


WRONG = [
    ("token_hash", "'abc'", "invitation_hash_shape"),
    ("expires_at", "made_at", "invitation_expires_later"),
    ("accepted_at", "now() + interval '100 days'", "invitation_used_in_time"),
    ("address", "''", "invitation_mail_has_an_address"),
    ("purpose", "'nothing'", "units_invitation_purpose"),
]


@pytest.mark.parametrize(("column", "value", "constraint"), WRONG)
def test_the_database_holds_what_the_link_relies_on(link, column, value, constraint):
    with pytest.raises(IntegrityError, match=constraint), connection.cursor() as cursor:
        cursor.execute(f"UPDATE units_invitation SET {column} = {value}")


def test_one_open_link_a_purpose(link, moi):
    row = Invitation.objects.values().get()
    del row["id"]
    with pytest.raises(IntegrityError, match="one_open_invitation_a_purpose"):
        Invitation.objects.create(**row | {"token_hash": "0" * 64})


@pytest.mark.django_db(transaction=True)
def test_of_two_who_accept_at_once_one_sets_up():
    unit = factories.UnitFactory()
    moi = newcomer(unit)
    workflow.send_invitation(moi, by=None)
    invitation = open_invitation(moi)
    results, start = [], threading.Barrier(2)

    def accept(password):
        try:
            start.wait()
            workflow.set_up_account(
                Invitation.objects.get(pk=invitation.pk), password_hash=password, device=TOTPDevice(user=moi)
            )
            results.append("in")
        except NotAllowedNow:
            results.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=accept, args=(f"hash{n}",)) for n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["in", "refused"]
    assert TOTPDevice.objects.count() == 1

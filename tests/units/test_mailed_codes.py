"""Codes by mail, where the installation allows them (docs/security.md: Codes by mail)."""

import datetime
import re

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from libraries.web import clock
from notices.models import OutgoingMail
from records.transitions import NotAllowedNow
from tests import factories
from tests.units.conftest import PASSWORD
from tests.units.test_codes import app_of, refusal
from units import mailed_codes, workflow
from units.codes import FACTOR_WORDS, NO_DEVICE, WRONG_CODE, check_identity, has_device
from units.models import MailedCode, MailFactor, User


@pytest.fixture(autouse=True)
def allowed(settings, hoa):
    settings.MAIL_CODE, settings.EMAIL_HOST = True, "smtp.example.vn"
    hoa.email = "hoa@example.vn"
    hoa.save()


def sent_to(person):
    assert workflow.send_mail_code(person)
    body = OutgoingMail.objects.filter(recipient=person, subject__startswith="Mã OTP").latest("pk").body
    return re.search(r"Mã OTP: ([0-9]{4} [0-9]{4})", body)[1]


@pytest.fixture
def by_mail(hoa):
    workflow.begin_mail_codes(hoa, by=hoa)
    return hoa


def test_a_mailed_code_proves_one_act_and_is_told_as_the_weaker_way(by_mail):
    code = sent_to(by_mail)
    proof = check_identity(by_mail, password=PASSWORD, code=code)
    assert proof.code_kind == "mail"
    assert proof.in_words == "mật khẩu và mã OTP gửi qua thư"
    assert "thấp hơn" in FACTOR_WORDS["mail"]
    assert refusal(by_mail, password=PASSWORD, code=code).sentence == WRONG_CODE


def test_nothing_of_it_where_the_installation_does_not_allow_it(by_mail, settings, nam):
    code = sent_to(by_mail)
    settings.MAIL_CODE = False
    assert not has_device(by_mail)
    assert not workflow.send_mail_code(by_mail)
    assert refusal(by_mail, password=PASSWORD, code=code).sentence == NO_DEVICE
    with pytest.raises(NotAllowedNow):
        workflow.begin_mail_codes(nam, by=nam)


def test_it_lives_for_ten_minutes(by_mail, at):
    with at("2020-07-02 09:00"):
        code = sent_to(by_mail)
    with at("2020-07-02 09:10:01"):
        assert refusal(by_mail, password=PASSWORD, code=code).sentence == WRONG_CODE
    with at("2020-07-02 09:20"):
        code = sent_to(by_mail)
    with at("2020-07-02 09:29"):
        assert check_identity(by_mail, password=PASSWORD, code=code)


def test_a_newer_one_voids_the_older(by_mail, at):
    with at("2020-07-02 09:00"):
        first = sent_to(by_mail)
    with at("2020-07-02 09:02"):
        second = sent_to(by_mail)
        assert refusal(by_mail, password=PASSWORD, code=first).sentence == WRONG_CODE
        assert check_identity(by_mail, password=PASSWORD, code=second)


def test_one_a_minute_and_ten_an_hour(by_mail, at):
    with at("2020-07-02 09:00"):
        assert workflow.send_mail_code(by_mail)
        assert not workflow.send_mail_code(by_mail)
    sent = 1
    for minute in range(2, 40, 2):
        with at(f"2020-07-02 09:{minute:02}"):
            sent += workflow.send_mail_code(by_mail)
    assert sent == 10


def test_guesses_count_with_all_others(by_mail):
    sent_to(by_mail)
    for guess in range(5):
        assert refusal(by_mail, password=PASSWORD, code=f"{guess:08d}").sentence == WRONG_CODE
    assert refusal(by_mail, password=PASSWORD, code="00000009").throttled


def test_the_table_does_not_hold_the_code(by_mail, settings):
    code = sent_to(by_mail).replace(" ", "")
    row = MailedCode.objects.get()
    assert code not in row.code_hash
    settings.SECRET_KEY = "another-secret-for-this-test"
    assert mailed_codes.matching(by_mail, code) is None


def test_the_database_keeps_it_short_lived(by_mail):
    now = clock.now()
    with pytest.raises(IntegrityError), transaction.atomic():
        MailedCode.objects.create(
            user=by_mail, code_hash="0" * 64, sent_at=now, expires_at=now + datetime.timedelta(hours=1)
        )


def test_another_persons_code_is_wrong(by_mail, nam):
    nam.email = "nam@example.vn"
    nam.save()
    workflow.begin_mail_codes(nam, by=nam)
    assert refusal(by_mail, password=PASSWORD, code=sent_to(nam)).sentence == WRONG_CODE


# --- Pages -----------------------------------------------------------------------------------------------------------
def test_switched_on_after_the_factor_there_is_and_off_by_a_factor(post, client_of, hoa):
    browser = client_of(hoa)
    assert "xac-nhan-lai" in post(None, "units:begin_mail_codes", client=browser).url
    post(None, "units:step_up", data={"password": PASSWORD}, client=browser)
    assert post(None, "units:begin_mail_codes", client=browser).url == "/tai-khoan/"
    assert has_device(hoa)
    assert post(None, "units:mail_codes_end", data={"password": PASSWORD}, client=browser).status_code == 422
    typed = {"password": PASSWORD, "code": sent_to(hoa)}
    assert post(None, "units:mail_codes_end", data=typed, client=browser).url == "/tai-khoan/"
    assert not MailFactor.objects.exists()


def test_the_login_sends_one_to_whoever_has_nothing_else(by_mail, settings, text_of):
    settings.LOGIN_CODE = True
    browser = Client()
    answer = browser.post("/dang-nhap/", {"username": by_mail.username, "password": PASSWORD})
    assert answer.url == "/dang-nhap/ma/"
    assert MailedCode.objects.filter(user=by_mail).count() == 1
    page = text_of(browser.get("/dang-nhap/ma/"))
    assert "Gửi mã OTP qua thư" in page
    body = OutgoingMail.objects.filter(recipient=by_mail).latest("pk").body
    code = re.search(r"([0-9]{4} [0-9]{4})", body)[1]
    assert browser.post("/dang-nhap/ma/", {"code": code}).status_code == 302


def test_nothing_is_sent_unasked_to_whoever_has_the_app(by_mail, settings):
    app_of(by_mail)
    settings.LOGIN_CODE = True
    Client().post("/dang-nhap/", {"username": by_mail.username, "password": PASSWORD})
    assert not MailedCode.objects.exists()


def test_the_button_needs_the_seal_of_the_page(by_mail):
    browser = Client()
    assert browser.post("/ma-qua-thu/", {"code_for": str(by_mail.pk)}).url == "/dang-nhap/"
    seal = {"code_for": mailed_codes.sealed(by_mail), "code_page": "//elsewhere.example/"}
    assert browser.post("/ma-qua-thu/", seal).url == "/"
    assert MailedCode.objects.filter(user=by_mail).count() == 1
    told = browser.post("/ma-qua-thu/", seal, HTTP_X_REQUESTED_WITH="fetch")
    assert "chờ 1 phút" in told.content.decode()


def test_a_password_renewed_by_the_same_mailbox_waits_before_it_signs(by_mail, settings):
    """Two letters to one mailbox are one factor."""
    settings.SIGNING_WAIT_HOURS = 24
    User.objects.filter(pk=by_mail.pk).update(signs_from=None)
    workflow.send_password_link(by_mail)
    link = OutgoingMail.objects.get(recipient=by_mail, url__startswith="/loi-moi/").url
    password = "con mèo trèo lên cây cau"
    assert Client().post(link, {"new_password": password, "again": password}).status_code == 302
    with pytest.raises(NotAllowedNow):
        check_identity(by_mail, password=password, code=sent_to(by_mail))


def test_an_invitation_can_be_accepted_without_an_app(lan, settings, text_of):
    person = factories.UserFactory(email="moi@example.vn")
    person.set_unusable_password()
    person.save()
    workflow.send_invitation(person, by=lan)
    link = OutgoingMail.objects.get(recipient=person, url__startswith="/loi-moi/").url
    browser, password = Client(), "con mèo trèo lên cây cau"
    assert browser.post(link, {"new_password": password, "again": password}).status_code == 302
    assert "Nhận mã OTP qua thư" in text_of(browser.get(f"{link}ung-dung/"))
    settings.MAIL_CODE = False
    assert browser.post(f"{link}ung-dung/", {"by_mail": "1"}).status_code == 422
    settings.MAIL_CODE = True
    assert "10 mã" in text_of(browser.post(f"{link}ung-dung/", {"by_mail": "1"}))
    assert check_identity(person, password=password, code=sent_to(person)).code_kind == "mail"

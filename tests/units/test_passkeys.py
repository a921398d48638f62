"""Passkeys: added, used at the login and as second factor, taken away (docs/security.md: Passkeys)."""

import json
import threading

import pytest
from django.db import connection
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice
from lxml import html

from notices.models import Notice
from tests import factories
from tests.support.authenticator import Authenticator
from tests.units.conftest import PASSWORD
from tests.units.test_codes import app_of, refusal, shown_by
from units import passkeys, workflow
from units.codes import OLD_PAGE, WRONG_PASSKEY, IdentityNotProved, check_identity, has_device, prove_passkey_at_login
from units.models import FailedProof, Passkey, SpentChallenge
from units.workflow.account import put_device_to_use

HERE = "https://thidua.example.vn"
HOST = "thidua.example.vn"


@pytest.fixture(autouse=True)
def public_address(settings):
    settings.PUBLIC_ADDRESS = HERE
    settings.ALLOWED_HOSTS = ["*"]


def passkey_of(person, name="Điện thoại", device=None):
    device = device or Authenticator(HERE)
    workflow.add_passkey(person, name=name, answer=device.added(passkeys.to_add(person)), by=person)
    person.refresh_from_db(fields=["login_generation"])
    return device


# --- Adding ----------------------------------------------------------------------------------------------------------
def test_added_it_is_a_second_factor(hoa):
    assert not has_device(hoa)
    passkey_of(hoa)
    row = hoa.passkeys.get()
    assert (row.name, row.site, row.transports) == ("Điện thoại", HOST, ["internal"])
    assert has_device(hoa)


def test_several_for_one_person_each_with_a_name(hoa):
    first, second = passkey_of(hoa, "Điện thoại"), passkey_of(hoa, "Máy tính cơ quan")
    for device, name in ((first, "Điện thoại"), (second, "Máy tính cơ quan")):
        proof = check_identity(hoa, password=PASSWORD, code=device.proves(passkeys.to_prove(hoa)))
        assert proof.device_id == hoa.passkeys.get(name=name).persistent_id


@pytest.mark.parametrize("what", ["not verified", "of another site", "of another person", "for a proof", "twice"])
def test_what_is_not_added(hoa, nam, what):
    device, question = Authenticator(HERE), passkeys.to_add(hoa)
    if what == "of another site":
        device.origin = "https://thidua.example.com"
    if what == "of another person":
        question = passkeys.to_add(nam)
    if what == "for a proof":
        question = json.dumps({"rp": {"id": HOST}, "challenge": json.loads(passkeys.to_prove(hoa))["challenge"]})
    answer = device.added(question, verified=what != "not verified")
    if what == "twice":
        passkeys.added(hoa, answer)
    with pytest.raises(passkeys.NotThisPasskey):
        passkeys.added(hoa, answer)


def test_the_first_factor_of_a_leader_waits_before_signing(hoa, settings):
    settings.SIGNING_WAIT_HOURS = 24
    passkey_of(hoa)
    hoa.refresh_from_db()
    assert hoa.signs_from is not None


def test_adding_tells_the_owner_and_ends_other_logins(client_of, hoa):
    elsewhere = client_of(hoa)
    passkey_of(hoa)
    assert elsewhere.get("/tai-khoan/").status_code == 302
    assert Notice.objects.filter(user=hoa, title__contains="khóa truy cập “Điện thoại”").exists()


# --- Proving ---------------------------------------------------------------------------------------------------------
def test_password_and_passkey_prove_the_person(hoa):
    device = passkey_of(hoa)
    proof = check_identity(hoa, password=PASSWORD, code=device.proves(passkeys.to_prove(hoa)))
    assert proof.code_kind == "passkey"
    assert proof.in_words == "mật khẩu và khóa truy cập"
    assert hoa.passkeys.get().last_used_at is not None


def test_the_same_answer_proves_one_act_only(hoa):
    device = passkey_of(hoa)
    answer = device.proves(passkeys.to_prove(hoa))
    check_identity(hoa, password=PASSWORD, code=answer)
    assert refusal(hoa, password=PASSWORD, code=answer).sentence == WRONG_PASSKEY
    assert FailedProof.objects.filter(user=hoa).count() == 1


def test_a_wrong_password_spends_no_answer(hoa):
    answer = passkey_of(hoa).proves(passkeys.to_prove(hoa))
    assert refusal(hoa, password="sai-mat-khau-roi", code=answer).factor == "password"
    assert check_identity(hoa, password=PASSWORD, code=answer)


@pytest.mark.parametrize(
    "what", ["not verified", "another key", "another person", "another site", "removed", "for the login", "old count"]
)
def test_what_proves_nothing(hoa, nam, what):
    device = passkey_of(hoa)
    question = passkeys.to_prove(hoa)
    if what == "another key":
        device.key = Authenticator(HERE).key
    if what == "another person":
        question = passkeys.to_prove(nam)
    if what == "another site":
        device.origin = "https://thidua.example.com"
    if what == "removed":
        workflow.remove_passkey(hoa.passkeys.get(), by=hoa)
        app_of(hoa)
    if what == "for the login":
        question = passkeys.to_prove(None)
    if what == "old count":
        Passkey.objects.update(sign_count=9)
    answer = device.proves(question, verified=what != "not verified")
    assert refusal(hoa, password=PASSWORD, code=answer).sentence == WRONG_PASSKEY


@pytest.mark.parametrize(
    "answer",
    ["{", "{}", '{"id": 1}', '{"id": "x", "response": []}', '{"response": {"clientDataJSON": "%"}}', "{" * 9_000],
)
def test_what_is_no_answer_is_refused_in_words(hoa, answer):
    device = passkey_of(hoa)
    assert refusal(hoa, password=PASSWORD, code=answer).sentence == WRONG_PASSKEY
    said = json.loads(device.proves(passkeys.to_prove(hoa)))
    for part in ("clientDataJSON", "authenticatorData", "signature"):
        for junk in ("", "%%%", "AAAA", None, 7, []):
            broken = json.dumps(said | {"response": said["response"] | {part: junk}})
            with pytest.raises(passkeys.NotThisPasskey):
                passkeys.proved(hoa, broken)


def test_a_page_that_stood_open_too_long_says_so(hoa, monkeypatch):
    device = passkey_of(hoa)
    answer = device.proves(passkeys.to_prove(hoa))
    monkeypatch.setattr(passkeys, "ASKED_FOR", -1)
    assert refusal(hoa, password=PASSWORD, code=answer).sentence == OLD_PAGE


def used_at_once(person, answer, times=4):
    passed = []

    def act():
        try:
            check_identity(person, password=PASSWORD, code=answer)
            passed.append(True)
        except IdentityNotProved:
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=act) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(passed)


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_one_is_let_through():
    person = factories.UserFactory()
    assert used_at_once(person, passkey_of(person).proves(passkeys.to_prove(person))) == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_row_of_spent_questions_all_are(monkeypatch):
    """The control: a device that always says 0 gives the same answer as often as somebody sends it."""
    person = factories.UserFactory()
    device = passkey_of(person)
    monkeypatch.setattr(SpentChallenge.objects, "create", lambda **_: None)
    device.count = -1
    assert used_at_once(person, device.proves(passkeys.to_prove(person))) == 4


# --- Login -----------------------------------------------------------------------------------------------------------
def logs_in(device, question=None, **options):
    browser = Client()
    answer = device.proves(question or passkeys.to_prove(None), **options)
    return browser, browser.post("/dang-nhap/khoa-truy-cap/", {"passkey": answer, "next": "/don-vi/"}, HTTP_HOST=HOST)


def test_the_passkey_alone_logs_in(hoa):
    browser, answer = logs_in(passkey_of(hoa))
    assert (answer.status_code, answer.url) == (302, "/don-vi/")
    assert browser.get("/tai-khoan/", HTTP_HOST=HOST).status_code == 200


def test_and_the_same_answer_never_again(hoa):
    device = passkey_of(hoa)
    answer = device.proves(passkeys.to_prove(None))
    assert prove_passkey_at_login(answer) == hoa
    with pytest.raises(IdentityNotProved):
        prove_passkey_at_login(answer)


def test_not_without_the_owner_recognised(hoa, text_of):
    browser, answer = logs_in(passkey_of(hoa), verified=False)
    assert answer.status_code == 422
    assert WRONG_PASSKEY in text_of(answer)
    assert browser.get("/tai-khoan/", HTTP_HOST=HOST).status_code == 302


def test_not_by_the_answer_to_a_proof(hoa):
    device = passkey_of(hoa)
    assert logs_in(device, passkeys.to_prove(hoa))[1].status_code == 422


def test_not_into_a_closed_account(hoa):
    device = passkey_of(hoa)
    hoa.is_active = False
    hoa.save()
    assert logs_in(device)[1].status_code == 422


def test_not_where_the_citys_sign_on_is_the_only_way(hoa, settings):
    device = passkey_of(hoa)
    settings.OIDC_RP_CLIENT_ID, settings.OIDC_ONLY = "khoithidua", True
    assert logs_in(device)[1].status_code == 422
    settings.BREAK_GLASS_ACCOUNTS = [hoa.username]
    assert logs_in(device)[1].status_code == 302


def test_an_address_that_sends_answer_after_answer_is_stopped(hoa):
    browser = Client()
    statuses = [
        browser.post("/dang-nhap/khoa-truy-cap/", {"passkey": "{}"}, HTTP_HOST=HOST).status_code for _ in range(25)
    ]
    assert statuses.count(422) == 20
    assert set(statuses[20:]) == {429}


def test_five_wrong_answers_stop_this_persons_passkeys(hoa):
    device = passkey_of(hoa)
    for _ in range(5):
        assert logs_in(device, verified=False)[1].status_code == 422
    assert logs_in(device)[1].status_code == 429


# --- Pages -----------------------------------------------------------------------------------------------------------
def test_offered_only_under_the_public_name(client_of, hoa, text_of, settings):
    assert "Thêm khóa truy cập" in text_of(client_of(hoa).get("/tai-khoan/", HTTP_HOST=HOST))
    assert "Thêm khóa truy cập" not in text_of(client_of(hoa).get("/tai-khoan/", HTTP_HOST="10.0.0.7"))
    settings.PUBLIC_ADDRESS = "https://10.0.0.7"
    assert passkeys.origin() == ""
    settings.PUBLIC_ADDRESS = "http://127.0.0.1:8000"
    assert passkeys.origin() == "http://localhost:8000"


def test_the_page_adds_one(post, client_of, hoa, text_of):
    browser = client_of(hoa)
    post(None, "units:step_up", data={"password": PASSWORD}, client=browser)
    page = browser.get("/tai-khoan/khoa-truy-cap/", HTTP_HOST=HOST)
    (question,) = html.fromstring(page.content.decode()).xpath("//@data-passkey-question")
    typed = {"name": "Điện thoại", "passkey": Authenticator(HERE).added(question)}
    assert post(None, "units:passkey_add", data=typed, client=browser, HTTP_HOST=HOST).url == "/tai-khoan/"
    assert "Điện thoại" in text_of(browser.get("/tai-khoan/", HTTP_HOST=HOST))


def test_the_page_asks_for_the_factor_that_there_is(client_of, hoa):
    app_of(hoa)
    answer = client_of(hoa).get("/tai-khoan/khoa-truy-cap/", HTTP_HOST=HOST)
    assert answer.url.startswith("/tai-khoan/xac-nhan-lai/")


def removed(post, hoa, **typed):
    row = hoa.passkeys.get()
    answer = post(hoa, "units:passkey_remove", row.pk, data={"password": PASSWORD, **typed}, HTTP_HOST=HOST)
    row.refresh_from_db()
    return answer.status_code, row.removed_at is not None


def test_removed_by_a_code_or_by_itself_and_never_by_the_password_alone(post, hoa):
    device = passkey_of(hoa)
    assert removed(post, hoa) == (422, False)
    assert removed(post, hoa, code="123456") == (422, False)
    assert removed(post, hoa, passkey=device.proves(passkeys.to_prove(hoa))) == (302, True)
    assert not has_device(hoa)
    assert Passkey.objects.count() == 1  # the evidence of signatures names it


def test_removed_by_the_app(post, hoa):
    passkey_of(hoa)
    assert removed(post, hoa, code=shown_by(app_of(hoa))) == (302, True)


def test_a_factor_renewed_by_two_ends_every_passkey(hoa):
    device = passkey_of(hoa)
    put_device_to_use(hoa, TOTPDevice(user=hoa, confirmed=True), by=hoa)
    assert refusal(hoa, password=PASSWORD, code=device.proves(passkeys.to_prove(hoa))).sentence == WRONG_PASSKEY


def test_another_persons_passkey_is_not_found(post, hoa, nam):
    passkey_of(hoa)
    assert post(nam, "units:passkey_remove", hoa.passkeys.get().pk, HTTP_HOST=HOST).status_code == 404

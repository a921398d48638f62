"""The proof of identity that signing and deciding ask for (docs/security.md: Proof for each act)."""

import datetime
import threading
import time

import pytest
from django.db import connection
from django.db.models import QuerySet
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests import factories
from tests.racing import meet_at
from units import workflow
from units.codes import (
    INACTIVE,
    NO_DEVICE,
    USED_CODE,
    WRONG_CODE,
    WRONG_PASSWORD,
    IdentityNotProved,
    check_identity,
    has_device,
    prove_new_device,
    prove_password,
    sample_code,
)
from units.models import FailedProof, User

PASSWORD = "mat-khau-thu-nghiem"


def app_of(user, **fields):
    return TOTPDevice.objects.create(user=user, name="Ứng dụng lấy mã OTP", confirmed=True, **fields)


def shown_by(device, steps=0):
    """What the person's telephone shows, `steps` half minutes from now."""
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits)
    totp.time = time.time() + steps * 30
    return f"{totp.token():06d}"


def wrong_for(device):
    right = {shown_by(device, steps) for steps in range(-2, 3)}
    return next(code for code in ("000000", "111111", "222222", "333333", "444444", "555555") if code not in right)


def refusal(*args, **factors):
    with pytest.raises(IdentityNotProved) as caught:
        check_identity(*args, **factors)
    return caught.value


def test_password_and_code_prove_the_person(hoa):
    device = app_of(hoa)
    proof = check_identity(hoa, password=PASSWORD, code=shown_by(device))
    assert proof.code_kind == "totp"
    assert proof.device_id == device.persistent_id
    assert proof.password_at <= proof.code_at
    assert set(proof.as_evidence()) == {"password_at", "code_at", "code_kind", "device_id"}


def test_a_code_typed_with_spaces_is_read(hoa):
    code = shown_by(app_of(hoa))
    assert check_identity(hoa, password=PASSWORD, code=f" {code[:3]} {code[3:]} ").code_kind == "totp"


def test_a_code_proves_one_act_only(hoa):
    code = shown_by(app_of(hoa))
    check_identity(hoa, password=PASSWORD, code=code)
    assert refusal(hoa, password=PASSWORD, code=code).sentence == USED_CODE


def test_static_codes_work_once_each(hoa):
    first, *_ = workflow.issue_static_codes(hoa, by=hoa)
    assert check_identity(hoa, password=PASSWORD, code=f"{first[:5]}-{first[5:]}").code_kind == "static"
    assert refusal(hoa, password=PASSWORD, code=first).sentence == WRONG_CODE
    assert hoa.staticdevice_set.get().token_set.count() == 9


def test_new_static_codes_void_the_old_ones(hoa):
    old = workflow.issue_static_codes(hoa, by=hoa)
    new = workflow.issue_static_codes(hoa, by=hoa)
    assert len(set(old) | set(new)) == 20
    assert refusal(hoa, password=PASSWORD, code=old[0]).sentence == WRONG_CODE
    hoa.staticdevice_set.get().throttle_reset()
    assert check_identity(hoa, password=PASSWORD, code=new[0]).code_kind == "static"


def test_a_wrong_password_does_not_use_up_the_code(hoa):
    code = shown_by(app_of(hoa))
    failed = refusal(hoa, password="sai-mat-khau-roi", code=code)
    assert (failed.sentence, failed.factor) == (WRONG_PASSWORD, "password")
    assert check_identity(hoa, password=PASSWORD, code=code)


def test_a_wrong_code_is_told_and_the_next_one_right_away_waits(hoa):
    device = app_of(hoa)
    assert refusal(hoa, password=PASSWORD, code=wrong_for(device)).sentence == WRONG_CODE
    assert "Chờ" in refusal(hoa, password=PASSWORD, code=shown_by(device)).sentence


@pytest.mark.parametrize("typed", ["", "abc", "12345", "1234567", "١٢٣٤٥٦", "x" * 5000, "'; --", "12345\x00"])
def test_what_is_no_code_is_refused_in_words(hoa, typed):
    app_of(hoa)
    assert refusal(hoa, password=PASSWORD, code=typed).sentence == WRONG_CODE


def test_another_persons_code_is_wrong(hoa, nam):
    app_of(hoa)
    assert refusal(hoa, password=PASSWORD, code=shown_by(app_of(nam))).sentence == WRONG_CODE


def test_without_a_device_the_sentence_says_where_to_set_one_up(hoa):
    assert refusal(hoa, password=PASSWORD, code="123456").sentence == NO_DEVICE
    assert not has_device(hoa)
    assert not FailedProof.objects.exists()


def test_a_device_that_was_never_confirmed_does_not_count(hoa):
    device = workflow.start_device(hoa, by=hoa)
    assert refusal(hoa, password=PASSWORD, code=shown_by(device)).sentence == NO_DEVICE
    prove_new_device(hoa, code=shown_by(device))
    workflow.confirm_device(hoa, by=hoa)
    assert check_identity(hoa, password=PASSWORD, code=shown_by(device, 1))


def test_a_deactivated_person_proves_nothing(hoa):
    device = app_of(hoa)
    User.objects.filter(pk=hoa.pk).update(is_active=False)
    assert refusal(hoa, password=PASSWORD, code=shown_by(device)).sentence == INACTIVE


def test_five_wrong_ones_stop_further_tries_for_fifteen_minutes(hoa, at):
    device = app_of(hoa)
    with at("2020-07-02 09:00"):
        for _ in range(5):
            assert refusal(hoa, password="sai-mat-khau-roi", code="000000").sentence == WRONG_PASSWORD
        stopped = refusal(hoa, password=PASSWORD, code=shown_by(device))
        assert stopped.throttled
        assert "Đã nhập sai 5 lần. Đề nghị thử lại sau 15 phút" in stopped.sentence
    with at("2020-07-02 09:14:59"):
        assert refusal(hoa, password=PASSWORD, code=shown_by(device)).throttled
    with at("2020-07-02 09:15:01"):
        assert check_identity(hoa, password=PASSWORD, code=shown_by(device))
    assert not FailedProof.objects.exists()


def test_a_clock_that_was_set_back_locks_nobody_for_a_day(hoa, at):
    device = app_of(hoa)
    with at("2020-07-03 09:00"):
        for _ in range(5):
            refusal(hoa, password="sai-mat-khau-roi", code="000000")
    with at("2020-07-02 09:00"):
        assert check_identity(hoa, password=PASSWORD, code=shown_by(device))


def test_the_limit_is_each_persons_own_and_shared_by_both_factors(hoa, nam):
    app_of(hoa)
    for _ in range(5):
        with pytest.raises(IdentityNotProved):
            prove_password(hoa, password="sai-mat-khau-roi")
    assert refusal(hoa, password=PASSWORD, code="000000").throttled
    assert prove_password(nam, password=PASSWORD).code_kind == ""


def test_sample_code_is_for_invented_people_in_sample_mode_only(hoa, settings):
    device = app_of(hoa)
    assert sample_code(hoa) is None
    settings.SAMPLE_MODE = True
    assert sample_code(hoa) is None
    hoa.is_sample = True
    assert sample_code(hoa) == shown_by(device)
    settings.SAMPLE_MODE = False
    assert sample_code(hoa) is None


def test_sample_code_is_always_one_that_is_accepted(hoa, settings):
    settings.SAMPLE_MODE = hoa.is_sample = True
    app_of(hoa)
    for _ in range(4):
        assert check_identity(hoa, password=PASSWORD, code=sample_code(hoa))


@pytest.mark.django_db(transaction=True)
def test_a_wrong_try_stays_counted_when_the_act_is_given_up():
    person = factories.UserFactory()
    app_of(person)
    with pytest.raises(IdentityNotProved):
        check_identity(person, password="sai-mat-khau-roi", code="000000")
    assert FailedProof.objects.filter(user=person).count() == 1


@pytest.mark.django_db(transaction=True)
def test_it_refuses_to_run_inside_the_acts_transaction():
    from django.db import transaction

    person = factories.UserFactory()
    with pytest.raises(RuntimeError), transaction.atomic():
        check_identity(person, password=PASSWORD, code="000000")


def both_at_once(person, code):
    """Two acts with one code at the same moment; returns how many were let through."""
    passed = []

    def act():
        try:
            check_identity(person, password=PASSWORD, code=code)
            passed.append(True)
        except IdentityNotProved:
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=act) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(passed)


@pytest.mark.django_db(transaction=True)
def test_of_two_acts_with_one_code_one_passes(monkeypatch):
    meet_at(monkeypatch, TOTPDevice, "verify_token", locked=True)
    person = factories.UserFactory()
    assert both_at_once(person, shown_by(app_of(person))) == 1


@pytest.mark.django_db(transaction=True)
def test_control_without_the_locks_both_would_pass(monkeypatch):
    meet_at(monkeypatch, TOTPDevice, "verify_token", locked=False)
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, *args, **options: self)
    person = factories.UserFactory()
    assert both_at_once(person, shown_by(app_of(person))) == 2


def test_old_failures_do_not_count(hoa, at):
    with at("2020-07-02 09:00"):
        for minute in range(5):
            FailedProof.objects.create(
                user=hoa,
                factor="password",
                at=datetime.datetime(2020, 7, 2, 1, 40 + minute, tzinfo=datetime.UTC),
            )
        assert prove_password(hoa, password=PASSWORD)

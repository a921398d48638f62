"""A signature binds person, intent and document: five attacks, five refusals, no signature.

docs/security.md: Intent.
"""

import datetime

import pytest
from django.urls import reverse
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from libraries.web import clock
from pledges import workflow
from records.transitions import NotAllowedNow
from signatures import embedding
from signatures import workflow as signing
from signatures.models import AcceptedSignature, Signature, SigningIntent
from tests.pledges.conftest import PASSWORD, new_code, start_signing, week_later
from units.codes import IdentityNotProved

pytestmark = pytest.mark.django_db


def totp(device):
    found = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    return f"{found.token():06d}"


@pytest.fixture
def intent(opened, nine, hoa):
    return start_signing(opened, nine[5], by=hoa)


@pytest.fixture(autouse=True)
def nothing_is_signed(db):
    yield
    assert not Signature.objects.exists()


def test_a_replayed_code_is_refused(opened, nine, hoa, minh, client_of):
    device = TOTPDevice.objects.create(user=hoa, name="app", confirmed=True)
    from units.codes import check_identity  # the same proof a signature asks for

    code = totp(device)
    check_identity(hoa, password=PASSWORD, code=code)
    made = start_signing(opened, nine[5], by=hoa)
    with pytest.raises(IdentityNotProved, match="đã được sử dụng"):
        signing.sign_with(made, by=hoa, password=PASSWORD, code=code)
    static = new_code(hoa)
    check_identity(hoa, password=PASSWORD, code=static)
    with pytest.raises(IdentityNotProved):
        signing.sign_with(made, by=hoa, password=PASSWORD, code=static)


def test_a_stale_intent_is_refused_and_costs_no_code(intent, hoa):
    code = new_code(hoa)
    with clock.travel(clock.now() + datetime.timedelta(minutes=10)), pytest.raises(NotAllowedNow, match="10 phút"):
        signing.sign_with(intent, by=hoa, password=PASSWORD, code=code)
    assert hoa.staticdevice_set.get().token_set.filter(token=code).exists()


def test_a_changed_document_is_refused(intent, opened, hoa, lan):
    workflow.withdraw_opening(opened, by=lan, reason="Sửa nội dung")
    workflow.open_signing(opened, by=lan, sign_by=week_later())
    for held in (intent, SigningIntent.objects.get(pk=intent.pk)):
        with pytest.raises(NotAllowedNow, match="đã thay đổi"):
            signing.sign_with(held, by=hoa, password=PASSWORD, code=new_code(hoa))


def test_an_intent_whose_file_is_not_on_record_is_refused(opened, nine, hoa, intent):
    values = {field.attname: getattr(intent, field.attname) for field in SigningIntent._meta.local_fields}
    values |= {"id": "00000000-0000-4000-8000-000000000001", "base_sha256": "a" * 64}
    forged = SigningIntent.objects.create(**values)
    with pytest.raises(NotAllowedNow, match="đã thay đổi"):
        signing.sign_with(forged, by=hoa, password=PASSWORD, code=new_code(hoa))


def test_another_persons_intent_is_refused(intent, minh, client_of):
    with pytest.raises(NotAllowedNow, match="tài khoản khác"):
        signing.sign_with(intent, by=minh, password=PASSWORD, code=new_code(minh))
    answer = client_of(minh).post(
        reverse("signatures:sign_confirm", args=[intent.pk]), {"password": PASSWORD, "code": new_code(minh)}
    )
    assert answer.status_code == 404


def test_an_expired_login_signs_nothing(intent, hoa, client_of):
    browser = client_of(hoa)
    browser.logout()
    code = new_code(hoa)
    answer = browser.post(reverse("signatures:sign_confirm", args=[intent.pk]), {"password": PASSWORD, "code": code})
    assert answer.status_code == 302 and "/dang-nhap/" in answer.url
    assert hoa.staticdevice_set.get().token_set.filter(token=code).exists()


def test_wrong_proofs_sign_nothing_and_stop_after_five(intent, hoa):
    new_code(hoa)
    for password, code in (("sai", "123456"), (PASSWORD, "1234567890"), *((("sai", "1"),) * 3)):
        with pytest.raises(IdentityNotProved):
            signing.sign_with(intent, by=hoa, password=password, code=code)
    with pytest.raises(IdentityNotProved) as stopped:
        signing.sign_with(intent, by=hoa, password=PASSWORD, code=new_code(hoa))
    assert stopped.value.throttled


def test_a_post_that_ended_meanwhile_signs_nothing(intent, hoa):
    hoa.posts.update(valid_to=clock.today())
    with pytest.raises(NotAllowedNow, match="Thẩm quyền ký"):
        signing.sign_with(intent, by=hoa, password=PASSWORD, code=new_code(hoa))


def test_a_deadline_that_passed_meanwhile_signs_nothing(opened, nine, hoa):
    with clock.travel(opened.sign_by - datetime.timedelta(minutes=1)):
        made = start_signing(opened, nine[5], by=hoa)
    with clock.travel(opened.sign_by + datetime.timedelta(minutes=1)), pytest.raises(NotAllowedNow, match="hết hạn"):
        signing.sign_with(made, by=hoa, password=PASSWORD, code=new_code(hoa))


def test_a_file_that_fails_the_gate_is_not_kept(intent, opened, hoa, monkeypatch):
    from libraries.pades.verification import Rejected  # raised by the replaced gate

    def refuse(*args, **options):
        raise Rejected("for the test")

    monkeypatch.setattr(embedding, "check_signatures", refuse)
    with pytest.raises(RuntimeError, match="gate"):
        signing.sign_with(intent, by=hoa, password=PASSWORD, code=new_code(hoa))
    assert opened.document.head.revision == 1 and not Signature.objects.exists()
    # What the person did is kept; a worker makes the file as soon as it can.
    assert SigningIntent.objects.get(pk=intent.pk).used_at == AcceptedSignature.objects.get().accepted_at

"""Each promise of the tables is broken once on purpose, past the ORM and past the verbs."""

import datetime
import hashlib

import pytest
from django.db import IntegrityError, connection, transaction

from libraries.web import clock
from pledges.queries import party_of
from records.write_once import WrittenOnce
from signatures.models import Decline, Party, Signature, SigningIntent, SigningLink
from tests.pledges.conftest import decline, sign, start_signing
from tests.pledges.test_models import refused

pytestmark = pytest.mark.django_db


# --- Requests and parties ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("change", ["title = 'x'", "content_sha256 = repeat('b', 64)", "page_count = 9", "kind = 'x'"])
def test_what_is_put_before_signers_stays(opened, change):
    table = "UPDATE signatures_signingrequest SET"
    refused(f"{table} {change} WHERE id = %s", opened.signing_id, says="đã trình ký, không sửa")


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("sign_by = opened_at", "request_deadline_after_opening"),
        ("completed_at = now()", "request_complete_since"),
        ("ended_at = now()", "request_ended_with_reason"),
        ("state = 'returned'", "request_ended_with_reason"),
        ("state = 'complete', completed_at = now()", "Còn 9 nơi chưa ký"),
    ],
)
def test_a_request_says_what_became_of_it(opened, change, constraint):
    refused(f"UPDATE signatures_signingrequest SET {change} WHERE id = %s", opened.signing_id, says=constraint)


def test_an_ended_request_stays(in_force):
    table = "UPDATE signatures_signingrequest SET"
    refused(f"{table} sign_by = now() WHERE id = %s", in_force.signing_id, says="đã kết thúc")


def test_parties_are_released_once_and_never_changed(opened, nine, hoa, lan):
    table = "UPDATE signatures_party SET"
    party = party_of(opened, nine[0])
    refused(f"{table} unit_id = %s WHERE id = %s", nine[1].pk, party.pk, says="không sửa")
    refused(f"{table} released_at = now() WHERE id = %s", party.pk, says="party_released_with_reason")
    refused("DELETE FROM signatures_party WHERE id = %s", party.pk, says="không xóa")
    sign(opened, nine[5], hoa)
    said = "released_at = now(), released_by_id = %s, release_reason = 'x'"
    refused(f"{table} {said} WHERE id = %s", lan.pk, party_of(opened, nine[5]).pk, says="chưa ký")
    with pytest.raises(IntegrityError, match="không bổ sung nơi ký"), transaction.atomic():
        Party.objects.create(
            request=opened.signing, position=10, person=lan, signs_for="x", field="x", box_width=1, box_height=1
        )


def test_a_party_is_somebody(opened):
    with pytest.raises(IntegrityError, match="party_is_somebody"), transaction.atomic():
        Party.objects.create(request=opened.signing, position=10, signs_for="x", field="x", box_width=1, box_height=1)


# --- Intents and links ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"statement_text": ""}, "intent_states_something"),
        ({"statement_sha256": "x"}, "intent_sha256_shape"),
        ({"base_sha256": "A" * 64}, "intent_sha256_shape"),
        ({"expires_at": datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)}, "intent_expires_later"),
    ],
)
def test_an_intent_is_complete(opened, nine, hoa, facts, constraint):
    made = start_signing(opened, nine[5], by=hoa)
    values = {field.attname: getattr(made, field.attname) for field in SigningIntent._meta.local_fields}
    values.pop("id")
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        SigningIntent.objects.create(**values | facts)


def test_an_intent_changes_only_by_being_used_once(opened, nine, hoa, minh):
    made = start_signing(opened, nine[5], by=hoa)
    table = "UPDATE signatures_signingintent SET"
    refused(f"{table} user_id = %s WHERE id = %s", minh.pk, made.pk, says="chỉ dùng một lần")
    refused(f"{table} expires_at = now() + interval '1 day' WHERE id = %s", made.pk, says="chỉ dùng một lần")
    SigningIntent.objects.filter(pk=made.pk).update(used_at=clock.now())
    refused(f"{table} used_at = NULL WHERE id = %s", made.pk, says="chỉ dùng một lần")


def test_a_link_is_a_hash_and_ends(opened, nine, hoa):
    facts = {"request": opened.signing, "party": party_of(opened, nine[5]), "user": hoa, "created_at": clock.now()}
    later = clock.now() + datetime.timedelta(days=1)
    for more, constraint in (
        ({"token_hash": "mã thật", "expires_at": later}, "link_hash_shape"),
        ({"token_hash": hashlib.sha256(b"a").hexdigest(), "expires_at": facts["created_at"]}, "link_expires_later"),
        ({"token_hash": SigningLink.objects.first().token_hash, "expires_at": later}, "token_hash"),
    ):
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            SigningLink.objects.create(**facts | more)


# --- Signatures -------------------------------------------------------------------------------------------------------


def copy_of(signature, **facts):
    """A second row like this one, with its own intent."""
    values = {field.attname: getattr(signature, field.attname) for field in Signature._meta.local_fields}
    values.pop("id")
    return Signature(**values | facts)


def intent_of(pledge, unit, user):
    return start_signing(pledge, unit, by=user).pk


@pytest.fixture
def signed(opened, nine, hoa):
    return sign(opened, nine[5], hoa)


def test_one_signature_a_unit_a_revision_an_intent(signed, opened, nine, minh, hoa):
    waiting = intent_of(opened, nine[0], minh)
    other = {"party_id": party_of(opened, nine[0]).pk, "user_id": minh.pk, "intent_id": waiting}
    with pytest.raises(IntegrityError, match="one_signature_a_revision"), transaction.atomic():
        copy_of(signed, **other).save()
    with pytest.raises(IntegrityError, match=r"party_id|intent_id"), transaction.atomic():
        copy_of(signed).save()
    values = {field.attname: getattr(signed.intent, field.attname) for field in SigningIntent._meta.local_fields}
    second = SigningIntent.objects.create(**{**values, "id": "00000000-0000-4000-8000-000000000001", "used_at": None})
    with pytest.raises(IntegrityError, match="party_id"), transaction.atomic():
        copy_of(signed, intent_id=second.pk).save()


def test_each_file_grows_out_of_the_one_before(signed, opened, nine, minh):
    other = {
        "party_id": party_of(opened, nine[0]).pk,
        "user_id": minh.pk,
        "intent_id": intent_of(opened, nine[0], minh),
    }
    for wrong in ({"revision": 9}, {"revision": 2, "result_sha256": "a" * 64}, {"base_sha256": "b" * 64}):
        with pytest.raises(IntegrityError, match="không nối tiếp"), transaction.atomic():
            copy_of(signed, **other | wrong).save()


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"level": "L9"}, "signatures_signature_level_check"),
        ({"evidence_sha256": "x"}, "signature_sha256_shape"),
        ({"certificate_sha256": ""}, "signature_sha256_shape"),
    ],
)
def test_a_signature_is_complete(signed, opened, nine, minh, facts, constraint):
    other = {
        "party_id": party_of(opened, nine[0]).pk,
        "user_id": minh.pk,
        "intent_id": intent_of(opened, nine[0], minh),
    }
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        copy_of(signed, **other, **facts).save()


def test_a_signature_fits_its_intent(signed, opened, nine, minh):
    waiting = intent_of(opened, nine[0], minh)
    for wrong in (
        {"party_id": party_of(opened, nine[1]).pk, "user_id": minh.pk},
        {"party_id": party_of(opened, nine[0]).pk},
    ):
        with pytest.raises(IntegrityError, match="không khớp với trang xác nhận ký"), transaction.atomic():
            copy_of(signed, intent_id=waiting, **wrong).save()


def test_a_released_unit_does_not_sign(signed, opened, nine, minh):
    released = party_of(opened, nine[0])
    waiting = intent_of(opened, nine[0], minh)
    values = {"released_at": clock.now(), "released_by": minh, "release_reason": "Giải thể"}
    Party.objects.filter(pk=released.pk).update(**values)
    with pytest.raises(IntegrityError, match="không có tên trong số"), transaction.atomic():
        copy_of(signed, party_id=released.pk, intent_id=waiting, user_id=minh.pk).save()


def test_no_signature_after_coming_into_force(in_force):
    first = in_force.signatures.first()
    with pytest.raises(IntegrityError, match="không ở giai đoạn ký"), transaction.atomic():
        copy_of(first, revision=99).save()


def test_signatures_and_declines_are_written_once(signed, opened, nine, minh):
    decline(opened, nine[0], by=minh, reason="Sửa Điều 1")
    for table, row in (("signatures_signature", signed), ("signatures_decline", Decline.objects.get())):
        refused(f"UPDATE {table} SET user_id = user_id WHERE id = %s", row.pk, says="chỉ ghi một lần")
        refused(f"DELETE FROM {table} WHERE id = %s", row.pk, says="chỉ ghi một lần")
        with pytest.raises(WrittenOnce):
            row.save()
    with pytest.raises(IntegrityError, match="chỉ ghi một lần"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("TRUNCATE signatures_signature CASCADE")


def test_a_decline_says_why(opened, nine, minh):
    with pytest.raises(IntegrityError, match="decline_says_why"), transaction.atomic():
        Decline.objects.create(
            request=opened.signing, party=party_of(opened, nine[0]), user=minh, reason="", at=clock.now()
        )

"""Each promise of the tables is broken once on purpose, past the ORM and past the verbs."""

import datetime
import hashlib

import pytest
from django.db import IntegrityError, connection, transaction

from libraries.web import clock
from pledges import workflow
from pledges.models import Decline, Pledge, Signature, SigningIntent, SigningLink, Target
from records.write_once import WrittenOnce
from tests import factories
from tests.pledges.conftest import settled_text, sign

pytestmark = pytest.mark.django_db


def refused(sql, *values, says=""):
    """The database refuses this statement."""
    with pytest.raises(IntegrityError) as problem, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert says in str(problem.value)


# --- Pledge -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("state = 'hỏng', sign_by = now()", "pledges_pledge_state_check"),
        ("title = ''", "pledge_has_title"),
        ("opened_at = now()", "pledge_sealed_when_opened"),
        ("content_sha256 = repeat('a', 64)", "pledge_sealed_when_opened"),
        ("state = 'open', sign_by = now()", "pledge_sealed_when_opened"),
        ("in_force_at = now()", "pledge_in_force_since"),
        ("closed_at = now()", "pledge_closed_when_closed"),
    ],
)
def test_a_draft_holds_only_what_a_draft_may(draft, change, constraint):
    refused(f"UPDATE pledges_pledge SET {change} WHERE id = %s", draft.pk, says=constraint)


def test_one_pledge_a_year(draft, lan):
    text = settled_text(draft.emulation_year, lan)
    with pytest.raises(IntegrityError, match="one_pledge_a_year"), transaction.atomic():
        Pledge.objects.create(
            emulation_year=draft.emulation_year, text=text, title="Thứ hai", created_at=clock.now(), created_by=lan
        )


@pytest.mark.parametrize(
    "change",
    [
        "content_sha256 = repeat('b', 64)",
        "content = '{}'",
        "required_units = 1",
        "opened_at = opened_at - interval '1 day'",
    ],
)
def test_what_is_sealed_stays(opened, change):
    refused(f"UPDATE pledges_pledge SET {change} WHERE id = %s", opened.pk, says="Nội dung giao ước đã khóa")


def test_the_deadline_is_after_the_opening(opened):
    refused("UPDATE pledges_pledge SET sign_by = opened_at WHERE id = %s", opened.pk, says="deadline_after_opening")
    refused("UPDATE pledges_pledge SET sign_by = NULL WHERE id = %s", opened.pk, says="deadline_after_opening")


def test_no_force_without_all_signatures(opened, nine, hoa):
    sign(opened, nine[5], hoa)
    refused(
        "UPDATE pledges_pledge SET state = 'in_force', in_force_at = now() WHERE id = %s", opened.pk, says="đủ chữ ký"
    )


def test_no_way_back_once_signed(opened, nine, hoa):
    sign(opened, nine[5], hoa)
    refused(
        "UPDATE pledges_pledge SET state = 'draft', opened_at = NULL, opened_by_id = NULL, content = NULL,"
        " content_sha256 = NULL, sealed_version_id = NULL, document_id = NULL, page_count = NULL,"
        " required_units = NULL WHERE id = %s",
        opened.pk,
        says="đã có chữ ký",
    )


# --- Targets ----------------------------------------------------------------------------------------------------------


def target(pledge, unit, by, **facts):
    values = {"name": "Chỉ tiêu", "measure": "%", "value": 1, "position": 1} | facts
    return Target.objects.create(pledge=pledge, unit=unit, written_at=clock.now(), written_by=by, **values)


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"name": ""}, "target_says_what"),
        ({"measure": ""}, "target_says_what"),
        ({"value": -1}, "target_not_negative"),
    ],
)
def test_a_target_says_what_it_means(draft, nine, lan, facts, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        target(draft, nine[0], lan, **facts)


def test_targets_of_a_unit_are_in_an_order(draft, nine, lan):
    target(draft, nine[0], lan)
    with pytest.raises(IntegrityError, match="targets_of_a_unit_in_order"), transaction.atomic():
        target(draft, nine[0], lan)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_sealed_targets_are_neither_added_nor_changed_nor_removed(opened, nine, lan):
    with pytest.raises(IntegrityError, match="chỉ tiêu không sửa"), transaction.atomic():
        target(opened, nine[0], lan, position=9)
    refused("UPDATE pledges_target SET value = 1 WHERE pledge_id = %s", opened.pk, says="chỉ tiêu không sửa")
    refused("DELETE FROM pledges_target WHERE pledge_id = %s", opened.pk, says="chỉ tiêu không sửa")


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
    made = workflow.start_signing(opened, nine[5], by=hoa)
    values = {field.attname: getattr(made, field.attname) for field in SigningIntent._meta.local_fields}
    values.pop("id")
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        SigningIntent.objects.create(**values | facts)


def test_an_intent_changes_only_by_being_used_once(opened, nine, hoa, minh):
    made = workflow.start_signing(opened, nine[5], by=hoa)
    table = "UPDATE pledges_signingintent SET"
    refused(f"{table} user_id = %s WHERE id = %s", minh.pk, made.pk, says="chỉ dùng một lần")
    refused(f"{table} expires_at = now() + interval '1 day' WHERE id = %s", made.pk, says="chỉ dùng một lần")
    SigningIntent.objects.filter(pk=made.pk).update(used_at=clock.now())
    refused(f"{table} used_at = NULL WHERE id = %s", made.pk, says="chỉ dùng một lần")


def test_a_link_is_a_hash_and_ends(opened, nine, hoa):
    facts = {"pledge": opened, "document": opened.document, "user": hoa, "unit": nine[5], "created_at": clock.now()}
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
    return workflow.start_signing(pledge, unit, by=user).pk


@pytest.fixture
def signed(opened, nine, hoa):
    return sign(opened, nine[5], hoa)


def test_one_signature_a_unit_a_revision_an_intent(signed, opened, nine, minh, hoa):
    waiting = intent_of(opened, nine[0], minh)
    other = {"unit_id": nine[0].pk, "user_id": minh.pk, "intent_id": waiting}
    with pytest.raises(IntegrityError, match="one_signature_a_revision"), transaction.atomic():
        copy_of(signed, **other).save()
    with pytest.raises(IntegrityError, match=r"one_signature_a_unit|intent_id"), transaction.atomic():
        copy_of(signed).save()
    values = {field.attname: getattr(signed.intent, field.attname) for field in SigningIntent._meta.local_fields}
    second = SigningIntent.objects.create(**{**values, "id": "00000000-0000-4000-8000-000000000001", "used_at": None})
    with pytest.raises(IntegrityError, match="one_signature_a_unit"), transaction.atomic():
        copy_of(signed, intent_id=second.pk).save()


def test_each_file_grows_out_of_the_one_before(signed, opened, nine, minh):
    other = {"unit_id": nine[0].pk, "user_id": minh.pk, "intent_id": intent_of(opened, nine[0], minh)}
    for wrong in ({"revision": 9}, {"revision": 2, "result_sha256": "a" * 64}, {"base_sha256": "b" * 64}):
        with pytest.raises(IntegrityError, match="không nối tiếp"), transaction.atomic():
            copy_of(signed, **other | wrong).save()


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"level": "L9"}, "pledges_signature_level_check"),
        ({"evidence_sha256": "x"}, "signature_sha256_shape"),
        ({"certificate_sha256": ""}, "signature_sha256_shape"),
    ],
)
def test_a_signature_is_complete(signed, opened, nine, minh, facts, constraint):
    other = {"unit_id": nine[0].pk, "user_id": minh.pk, "intent_id": intent_of(opened, nine[0], minh)}
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        copy_of(signed, **other, **facts).save()


def test_a_signature_fits_its_intent(signed, opened, nine, minh):
    waiting = intent_of(opened, nine[0], minh)
    for wrong in ({"unit_id": nine[1].pk, "user_id": minh.pk}, {"unit_id": nine[0].pk}):
        with pytest.raises(IntegrityError, match="không khớp với trang xác nhận ký"), transaction.atomic():
            copy_of(signed, intent_id=waiting, **wrong).save()


def test_a_stranger_unit_does_not_sign(signed, opened, bloc, nine, minh):
    stranger = factories.UnitFactory(bloc=bloc)
    waiting = intent_of(opened, nine[0], minh)
    with pytest.raises(IntegrityError, match="không có tên trong năm"), transaction.atomic():
        copy_of(signed, unit_id=stranger.pk, intent_id=waiting, user_id=minh.pk).save()


def test_no_signature_after_coming_into_force(in_force):
    first = in_force.signatures.first()
    with pytest.raises(IntegrityError, match="không ở giai đoạn ký"), transaction.atomic():
        copy_of(first, revision=99).save()


def test_signatures_and_declines_are_written_once(signed, opened, nine, minh):
    workflow.decline(opened, nine[0], by=minh, reason="Sửa Điều 1")
    for table, row in (("pledges_signature", signed), ("pledges_decline", Decline.objects.get())):
        refused(f"UPDATE {table} SET user_id = user_id WHERE id = %s", row.pk, says="chỉ ghi một lần")
        refused(f"DELETE FROM {table} WHERE id = %s", row.pk, says="chỉ ghi một lần")
        with pytest.raises(WrittenOnce):
            row.save()
    with pytest.raises(IntegrityError, match="chỉ ghi một lần"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("TRUNCATE pledges_signature CASCADE")


def test_a_decline_says_why(opened, nine, minh):
    with pytest.raises(IntegrityError, match="decline_says_why"), transaction.atomic():
        Decline.objects.create(
            pledge=opened, document=opened.document, unit=nine[0], user=minh, reason="", at=clock.now()
        )

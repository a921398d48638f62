"""Each promise of the tables is broken once on purpose, past the ORM and past the verbs."""

import pytest
from django.db import IntegrityError, connection, transaction

from libraries.web import clock
from pledges.models import Pledge, Target
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
        ("state = 'hỏng'", "pledges_pledge_state_check"),
        ("title = ''", "pledge_has_title"),
        ("opened_at = now()", "pledge_sealed_when_opened"),
        ("content = '{}'", "pledge_sealed_when_opened"),
        ("state = 'open'", "pledge_sealed_when_opened"),
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
        "content = '{}'",
        "signing_id = NULL",
        "opened_at = opened_at - interval '1 day'",
    ],
)
def test_what_is_sealed_stays(opened, change):
    refused(f"UPDATE pledges_pledge SET {change} WHERE id = %s", opened.pk, says="Nội dung giao ước đã khóa")


def test_no_force_without_all_signatures(opened, nine, hoa):
    sign(opened, nine[5], hoa)
    refused(
        "UPDATE pledges_pledge SET state = 'in_force', in_force_at = now() WHERE id = %s", opened.pk, says="đủ chữ ký"
    )


def test_no_way_back_once_signed(opened, nine, hoa):
    sign(opened, nine[5], hoa)
    refused(
        "UPDATE pledges_pledge SET state = 'draft', opened_at = NULL, opened_by_id = NULL, content = NULL,"
        " sealed_version_id = NULL, signing_id = NULL WHERE id = %s",
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

"""Persona × permission × own, other: who may, whatever the page."""

import pytest

from records.access import has_permission
from tests import factories

PERSONS = ("lan", "minh", "hoa", "nam", "tuan", "mai", "duc", "other")
ON_DRAFT = {
    "awards.edit": {"lan"},
    "awards.save_report": {"lan", "hoa", "nam"},
    "awards.finish_report": {"lan", "hoa", "nam"},
    "awards.hand_in_report": {"lan", "hoa", "nam"},
    "awards.attach_minutes": {"lan"},
    "awards.hand_in_minutes": {"lan"},
    "awards.submit": {"lan", "minh"},
    "awards.review": set(),
    "awards.send_back": set(),
    "awards.read_dossier": {"lan", "minh", "hoa", "nam", "mai", "duc"},
}
ON_SUBMITTED = {
    **{name: set() for name in ON_DRAFT},
    "awards.review": {"mai", "duc"},
    "awards.send_back": {"mai", "duc"},
    "awards.decide": {"mai"},
    "awards.read_dossier": {"lan", "minh", "hoa", "nam", "mai", "duc"},
}


@pytest.fixture
def persons(lan, minh, hoa, nam, tuan, mai, duc, other_bloc):
    other = factories.UserFactory(username="thu-ky-khac", full_name="Thư Ký Khác")
    factories.SecretariatSeatFactory(user=other, bloc=other_bloc)
    return dict(zip(PERSONS, (lan, minh, hoa, nam, tuan, mai, duc, other), strict=True))


def who(persons, name, row):
    return {person for person, user in persons.items() if has_permission(user, name, row)}


def test_a_draft(draft, persons):
    assert {name: who(persons, name, draft) for name in ON_DRAFT} == ON_DRAFT


def test_a_submitted_dossier(submitted, persons):
    assert {name: who(persons, name, submitted) for name in ON_SUBMITTED} == ON_SUBMITTED


def test_nobody_of_the_unit_judges_or_decides(submitted, nine):
    own = factories.board_member("own", "Người Đơn Vị", from_unit=nine[5], can_decide=True)
    for name in ("awards.review", "awards.send_back", "awards.decide"):
        assert not has_permission(own, name, submitted)
    assert has_permission(own, "awards.decide") and has_permission(own, "awards.read_queue")


def test_years_and_quotas(year2020, persons):
    assert who(persons, "awards.nominate", year2020) == {"lan"}
    assert who(persons, "awards.set_quota", year2020) == {"lan", "mai", "duc"}


def test_a_decision(decided, persons):
    assert who(persons, "awards.issue", decided) == {"lan", "mai"}


def test_a_certificate(certificate, persons):
    assert who(persons, "awards.revoke", certificate) == {"mai"}
    assert who(persons, "awards.replace", certificate) == {"mai"}
    assert who(persons, "awards.hand_over", certificate) == {"lan", "mai", "duc"}
    assert who(persons, "awards.overprint", certificate) == {"lan", "mai", "duc"}
    assert who(persons, "awards.retry", certificate) == {"lan", "mai"}


def test_a_numbered_certificate_is_neither_revoked_nor_replaced(numbered, mai):
    assert not has_permission(mai, "awards.revoke", numbered) and not has_permission(mai, "awards.replace", numbered)


def test_without_a_row(persons):
    assert who(persons, "awards.read_queue", None) == {"mai", "duc"}
    assert who(persons, "awards.read_templates", None) == {"mai", "duc"}
    assert who(persons, "awards.save_template", None) == {"mai"}
    assert who(persons, "awards.give_out", None) == {"lan", "mai", "duc", "other"}
    assert who(persons, "awards.decide", None) == {"mai"}


def test_visible(draft, persons):
    from awards.models import Nomination

    def sees():
        return {name for name, user in persons.items() if Nomination.objects.visible_to(user).exists()}

    assert sees() == {"lan", "minh", "hoa", "nam"}
    Nomination.objects.update(
        citation="x", summary="y", state="submitted", submitted_at=draft.created_at, submitted_by=draft.created_by
    )
    assert sees() == {"lan", "minh", "hoa", "nam", "mai", "duc"}
    Nomination.objects.update(state="decided", reviewed_at=draft.created_at, decided_at=draft.created_at)
    assert sees() == {"lan", "minh", "hoa", "nam", "mai", "duc"}


def test_visible_decisions_and_certificates(certificate, persons):
    from awards.models import Certificate, Decision

    for model in (Decision, Certificate):
        assert {name for name, user in persons.items() if model.objects.visible_to(user).exists()} == {
            "lan", "minh", "hoa", "nam", "mai", "duc",
        }  # fmt: skip

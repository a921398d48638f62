"""Persona × permission × own, other: who may, whatever the page."""

import pytest

from awards.actions import CERTIFICATE_ACTIONS, FINISH_REPORT, NOMINATION_ACTIONS, SUBMIT
from awards.models import Quota
from records.access import has_permission
from records.transitions import Creation, requirements
from tests import factories
from tests.matrix import assert_matrix, in_state

# lan: secretary; minh: leads the Khối trưởng; hoa, nam: leader and staff of the nominated unit; tuan, other: another
# bloc (other its secretary); mai: the city, decides; duc: the city.
MATRIX = """
act              draft        submitted  reviewed  decided  leads to
nominate         lan          lan        lan       lan      new
edit             lan          -          -         -        stays
save_report      lan+hoa+nam  -          -         -        stays
finish_report    lan+hoa+nam  -          -         -        stays
hand_in_report   lan+hoa+nam  -          -         -        stays
attach_minutes   lan          -          -         -        stays
hand_in_minutes  lan          -          -         -        stays
submit           lan+minh     -          -         -        submitted
review           -            mai+duc    -         -        stays
finish_review    -            itself     -         -        reviewed
send_back        -            mai+duc    mai+duc   -        draft
decide           -            -          mai       -        decided
"""
# Issuing is asked about the decision.
CERTIFICATE_MATRIX = """
act           numbered  valid        revoked  replaced  leads to
issue         lan+mai   lan+mai      lan+mai  lan+mai   new
seal          itself    -            -        -         valid
print_failed  itself    -            -        -         stays
retry         lan+mai   lan+mai      lan+mai  lan+mai   stays
hand_over     -         lan+mai+duc  -        -         stays
revoke        -         mai          -        -         revoked
replace       -         mai          -        -         replaced
"""

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
    "awards.decide": set(),
    "awards.read_dossier": {"lan", "minh", "hoa", "nam", "mai", "duc"},
}


@pytest.fixture
def persons(lan, minh, hoa, nam, tuan, mai, duc, other_bloc):
    other = factories.UserFactory(username="thu-ky-khac", full_name="Thư Ký Khác")
    factories.SecretariatSeatFactory(user=other, bloc=other_bloc)
    return dict(zip(PERSONS, (lan, minh, hoa, nam, tuan, mai, duc, other), strict=True))


def who(persons, name, row):
    return {person for person, user in persons.items() if has_permission(user, name, row)}


def test_the_matrix_of_a_dossier_by_hand(draft, persons):
    def about(action, state):
        return draft.emulation_year if isinstance(action, Creation) else in_state(draft, state)

    assert_matrix(NOMINATION_ACTIONS, MATRIX, persons, about)


def test_the_matrix_of_a_certificate_by_hand(certificate, decided, persons):
    def about(action, state):
        return decided if isinstance(action, Creation) else in_state(certificate, state)

    assert_matrix(CERTIFICATE_ACTIONS, CERTIFICATE_MATRIX, persons, about)


def test_what_is_missing_says_where_it_is_mended(draft, full):
    assert requirements(SUBMIT, full) == []
    Quota.objects.filter(kind=full.kind).update(count=0)
    assert "là 0, đã trình 0 hồ sơ" in requirements(SUBMIT, full)[0].sentence
    Quota.objects.filter(kind=full.kind).delete()
    assert [one.address for one in requirements(SUBMIT, full)] == ["/khen-thuong/chi-tieu/"]
    full.summary = full.citation = ""
    page = f"/khen-thuong/ho-so/{full.pk}/"
    assert [one.address for one in requirements(SUBMIT, full)][:2] == [f"{page}noi-dung/", f"{page}noi-dung/"]
    full.report.overview = ""
    assert [one.address for one in requirements(FINISH_REPORT, full)] == [f"{page}bao-cao/"]


def test_a_draft(draft, persons):
    assert {name: who(persons, name, draft) for name in ON_DRAFT} == ON_DRAFT


def test_a_submitted_dossier(submitted, persons):
    assert {name: who(persons, name, submitted) for name in ON_SUBMITTED} == ON_SUBMITTED


def test_nobody_of_the_unit_judges_or_decides(submitted, nine):
    own = factories.board_member("own", "Người Đơn Vị", from_unit=nine[5], can_decide=True)
    for name in ("awards.review", "awards.send_back"):
        assert not has_permission(own, name, submitted)
    assert not has_permission(own, "awards.decide", in_state(submitted, "reviewed"))
    assert has_permission(own, "awards.record_decision") and has_permission(own, "awards.read_queue")


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
    assert who(persons, "awards.record_decision", None) == {"mai"}


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

"""Persona × permission × own, other: who may, whatever the page."""

import pytest

from awards import workflow
from awards.actions import (
    CERTIFICATE_ACTIONS,
    DECISION_ACTIONS,
    KIND_ACTIONS,
    NOMINATION_ACTIONS,
    QUOTA_ACTIONS,
    SELECTION_ACTIONS,
    SUBMISSION_ACTIONS,
    SUBMIT,
    SUBMIT_REPORT,
    TEMPLATE_ACTIONS,
    TERMS_ACTIONS,
)
from awards.models import Nomination, Quota
from records.access import has_permission
from records.transitions import COLLECTION_OF, Creation, requirements
from tests import factories
from tests.matrix import assert_matrix, in_state

# lan: secretary; minh: leads the Khối trưởng; hoa, nam: leader and staff of the nominated unit; tuan, other: another
# bloc (other its secretary); mai: the city, decides; duc: the city.
MATRIX = """
act                      draft        submitted  reviewed  decided  leads to
nominate                 lan          lan        lan       lan      new
edit                     lan          -          -         -        stays
save_report              lan+hoa+nam  -          -         -        stays
submit_report            lan+hoa+nam  -          -         -        stays
finish_report            itself       -          -         -        stays
hand_in_report           lan+hoa+nam  -          -         -        stays
attach_minutes           lan          -          -         -        stays
hand_in_minutes          lan          -          -         -        stays
prepare_selection_minutes  lan        -          -         -        stays
finish_selection         itself       -          -         -        stays
submit                   lan+minh     -          -         -        submitted
review                   -            mai+duc    -         -        stays
finish_review            -            itself     -         -        reviewed
send_back                -            mai+duc    mai+duc   -        draft
decide                   -            -          mai       -        decided
"""
# Issuing is asked about the decision.
CERTIFICATE_MATRIX = """
act           numbered  valid        revoked  replaced  leads to
issue         mai       mai          mai      mai       new
seal          itself    -            -        -         valid
print_failed  itself    -            -        -         stays
retry         mai       mai          mai      mai       stays
hand_over     -         lan+mai+duc  -        -         stays
revoke        -         mai          -        -         revoked
replace       -         mai          -        -         replaced
"""

# Of a paper before it is sent.
SUBMISSION_MATRIX = """
act                 prepared  issued    dropped   leads to
prepare_submission  lan+minh  lan+minh  lan+minh  new
submit_submission   lan+minh  -         -         stays
issue_submission    itself    -         -         issued
drop_submission     lan+minh  -         -         dropped
"""

# What has no states. Recording a decision is asked without a row, a quota about the year.
OTHERS = {
    SELECTION_ACTIONS: """
act               any     leads to
submit_selection  lan     stays
issue_selection   itself  stays
""",
    QUOTA_ACTIONS: """
act              any      leads to
set_quota        mai+duc  stays
""",
    KIND_ACTIONS: """
act        any  leads to
make_kind  -    new
edit_kind  -    stays
""",
    TERMS_ACTIONS: """
act          any  leads to
begin_terms  -    new
""",
    DECISION_ACTIONS: """
act              any  leads to
record_decision  mai  new
keep_original    mai  stays
""",
    TEMPLATE_ACTIONS: """
act              any  leads to
make_template    mai  new
save_template    mai  stays
place_words      mai  stays
""",
}

PERSONS = ("lan", "minh", "hoa", "nam", "tuan", "mai", "duc", "other")


@pytest.fixture
def persons(lan, minh, hoa, nam, tuan, mai, duc, other_bloc):
    other = factories.UserFactory(username="thu-ky-khac", full_name="Thư Ký Khác")
    factories.SecretariatSeatFactory(user=other, bloc=other_bloc)
    return dict(zip(PERSONS, (lan, minh, hoa, nam, tuan, mai, duc, other), strict=True))


def of_the_room(room):
    """Every collection of acts that the room declares: none may be left out of a matrix."""
    return {collection for collection in COLLECTION_OF.values() if collection.room == room}


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


def test_the_matrix_of_a_submission_by_hand(full, persons, lan):
    submission = workflow.prepare_submission([full], by=lan)

    def about(action, state):
        return full.emulation_year if isinstance(action, Creation) else in_state(submission, state)

    assert_matrix(SUBMISSION_ACTIONS, SUBMISSION_MATRIX, persons, about)


def test_the_matrix_of_what_has_no_state_by_hand(year2020, persons):
    for collection, table in OTHERS.items():
        assert_matrix(
            collection,
            table,
            persons,
            lambda action, state: None if isinstance(action, Creation) else year2020,
        )
    assert {*OTHERS, NOMINATION_ACTIONS, CERTIFICATE_ACTIONS, SUBMISSION_ACTIONS} == of_the_room("awards")


def test_what_is_missing_says_where_it_is_mended(draft, full):
    assert requirements(SUBMIT, full) == []
    Quota.objects.filter(kind=full.kind).update(count=0)
    assert "phân bổ 0 Bằng khen năm 2020, đã trình 0 hồ sơ" in requirements(SUBMIT, full)[0].sentence
    Quota.objects.filter(kind=full.kind).delete()
    assert [one.address for one in requirements(SUBMIT, full)] == ["/khen-thuong/chi-tieu/"]
    full.summary = full.citation = ""
    page = f"/khen-thuong/ho-so/{full.pk}/"
    assert [one.address for one in requirements(SUBMIT, full)][:2] == [f"{page}noi-dung/", f"{page}noi-dung/"]
    full.report.overview = ""
    assert [one.address for one in requirements(SUBMIT_REPORT, full)] == [f"{page}bao-cao/"]


@pytest.mark.parametrize("state", Nomination.State.values)
def test_who_reads_the_papers_of_a_dossier(draft, persons, state):
    assert who(persons, "awards.read_dossier", in_state(draft, state)) == {"lan", "minh", "hoa", "nam", "mai", "duc"}


def test_nobody_of_the_unit_judges_or_decides(submitted, nine):
    own = factories.board_member("own", "Người Đơn Vị", from_unit=nine[5], can_decide=True)
    for name in ("awards.review", "awards.send_back"):
        assert not has_permission(own, name, submitted)
    assert not has_permission(own, "awards.decide", in_state(submitted, "reviewed"))
    assert has_permission(own, "awards.record_decision") and has_permission(own, "awards.read_queue")


def test_who_prints_words_on_a_blank(certificate, persons):
    assert who(persons, "awards.overprint", certificate) == {"lan", "mai", "duc"}


def test_without_a_row(persons):
    assert who(persons, "awards.read_queue", None) == {"mai", "duc"}
    assert who(persons, "awards.read_templates", None) == {"mai", "duc"}
    assert who(persons, "awards.give_out", None) == {"lan", "mai", "duc", "other"}


def test_visible(draft, persons):
    def sees():
        return {name for name, user in persons.items() if Nomination.objects.visible_to(user).exists()}

    assert sees() == {"lan", "minh", "hoa", "nam"}
    Nomination.objects.update(
        citation="x",
        summary="y",
        state="submitted",
        submitted_at=draft.created_at,
        submitted_by=draft.created_by,
        submission=factories.submission_of(draft.emulation_year, draft.created_by),
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

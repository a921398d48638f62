"""Every verb from every state that forbids it."""

import datetime

import pytest

from awards import workflow
from awards.models import Certificate, Nomination
from records.transitions import NotAllowedNow
from tests import factories
from tests.awards.conftest import SECTIONS
from tests.awards.sending import finish_report, send


def acts(person, proof, facts):
    """step → the verb called with what it needs."""
    minutes = {"content": b"%PDF-1.7", "filename": "a.pdf"}
    words = {"recipient_name": "A", "citation": "b", "summary": "c"}
    return {
        "edit": lambda row: workflow.edit(row, by=person, revision=row.revision, **words),
        "save_report": lambda row: workflow.save_report(row, by=person, revision=99, **SECTIONS),
        "submit_report": lambda row: finish_report(row, by=person),
        "hand_in_report": lambda row: workflow.hand_in_report(row, by=person, **minutes),
        "attach_minutes": lambda row: workflow.attach_minutes(row, by=person, minutes=None),
        "hand_in_minutes": lambda row: workflow.hand_in_minutes(row, by=person, **minutes),
        "submit": lambda row: send(row, by=person),
        "review": lambda row: workflow.review(row, by=person, standard="met", conclusion="agree"),
        "send_back": lambda row: workflow.send_back(row, by=person, reason="x"),
        "decide": lambda row: workflow.decide([row], by=person, proof=proof, **facts),
    }


# Written by hand: in which states each verb acts. The last agreement finishes the review; it has no verb of its own.
BY_HAND = {
    "edit": {"draft"},
    "save_report": {"draft"},
    "submit_report": {"draft"},
    "hand_in_report": {"draft"},
    "attach_minutes": {"draft"},
    "hand_in_minutes": {"draft"},
    "submit": {"draft"},
    "review": {"submitted"},
    "send_back": {"submitted", "reviewed"},
    "decide": {"reviewed"},
}
PAIRS = [(state, step) for step, states in BY_HAND.items() for state in Nomination.State.values if state not in states]


@pytest.mark.parametrize(("state", "step"), PAIRS)
def test_no_step_from_another_state(full, mai, proof, facts, state, step):
    now = datetime.datetime.now(datetime.UTC)
    filled = {
        "draft": {},
        "submitted": {"submitted_at": now, "submitted_by": mai},
        "reviewed": {"submitted_at": now, "submitted_by": mai, "reviewed_at": now},
        "decided": {"submitted_at": now, "submitted_by": mai, "reviewed_at": now, "decided_at": now},
    }[state]
    if state != "draft":
        filled["submission"] = factories.submission_of(full.emulation_year, mai)
    Nomination.objects.filter(pk=full.pk).update(state=state, **filled)
    row = Nomination.objects.get(pk=full.pk)
    with pytest.raises(NotAllowedNow, match="đang ở trạng thái"):
        acts(mai, proof, facts)[step](row)
    row.refresh_from_db()
    assert row.state == state


@pytest.mark.parametrize("state", ["numbered", "revoked", "replaced"])
def test_a_certificate_that_is_not_valid_is_left_as_it_is(certificate, mai, proof, conference, state):
    if state == "revoked":
        workflow.revoke(certificate, by=mai, reason="x", proof=proof)
    elif state == "replaced":
        workflow.replace(certificate, by=mai, replaced_as="exchange", reason="x", proof=proof)
    else:
        Certificate.objects.filter(pk=certificate.pk).update(state=state, document=None, sealed_at=None)
    row = Certificate.objects.get(pk=certificate.pk)
    for act in (
        lambda: workflow.revoke(row, by=mai, reason="x", proof=proof),
        lambda: workflow.replace(row, by=mai, replaced_as="exchange", reason="x", proof=proof),
        lambda: workflow.hand_over([row], by=mai, conference=conference),
    ):
        with pytest.raises(NotAllowedNow, match="đang ở trạng thái"):
            act()
    row.refresh_from_db()
    assert row.state == state and row.handed_over_at is None

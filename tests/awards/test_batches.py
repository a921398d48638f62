"""A batch of certificates: as many statements for many as for few, one file each, an audit chain without a gap."""

import functools

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from awards import printing, workflow
from awards.models import Certificate, DecisionLine, Nomination
from libraries.web import clock
from records.audit import broken_links
from records.models import AuditEvent, DocumentFile, Job
from tests import factories
from tests.awards.conftest import agree

# Of one certificate in a batch, when the batch is large: what each further one adds.
QUERIES_EACH = 4


@pytest.fixture
def many(year2020, nine, lan, mai, duc, diploma, quotas, proof, facts):
    """Lines of one decision, for as many units as are asked for."""

    def decided(count):
        paper = factories.submission_of(year2020, lan)
        nominations = []
        for unit in nine[:count]:
            nomination = Nomination(
                emulation_year=year2020, unit=unit, kind=diploma, recipient_name=unit.name, citation="Thành tích",
                summary="x", state="submitted", submitted_at=clock.now(), submitted_by=lan, submission=paper,
                created_by=lan,
            )  # fmt: skip
            nomination.set_keys()
            nomination.save()
            nominations.append(agree(nomination, mai, duc))
        decision = workflow.decide(nominations, by=mai, proof=proof, **facts)
        return list(DecisionLine.objects.filter(decision=decision))

    return decided


def statements(act) -> int:
    with CaptureQueriesContext(connection) as asked:
        act()
    return len(asked)


def test_a_further_certificate_costs_no_further_statement(many, mai):
    lines = many(9)
    few = statements(lambda: workflow.issue(lines[:2], by=mai)), statements(workflow.print_waiting)
    more = statements(lambda: workflow.issue(lines[2:], by=mai)), statements(workflow.print_waiting)
    assert Certificate.objects.filter(state="valid").count() == 9
    assert more[0] <= few[0] and more[1] <= few[1]


def test_control_one_by_one_costs_as_many_again(many, mai, monkeypatch):
    """What the batch saves: without it each certificate pays for its own statements."""
    lines = many(6)
    workflow.issue(lines, by=mai)
    monkeypatch.setattr(printing, "_print_some", functools.partial(printing._print_some, 1))
    assert statements(workflow.print_waiting) > 6 * QUERIES_EACH * 4
    assert Certificate.objects.filter(state="valid").count() == 6


def test_rows_files_and_audit_are_those_of_single_ones(many, mai):
    lines = many(5)
    job = workflow.issue(lines, by=mai)
    assert workflow.print_waiting() == 5
    rows = list(Certificate.objects.select_related("document").order_by("number"))
    assert [row.number for row in rows] == [1, 2, 3, 4, 5]
    assert [row.line_id for row in rows] == [line.pk for line in sorted(lines, key=lambda line: line.line_no)]
    for row in rows:
        file = DocumentFile.objects.get(document=row.document)
        assert (file.revision, file.size, file.mime) == (1, len(row.document.read()), "application/pdf")
        assert row.document.created_by == mai and row.document.public["Tập thể được khen thưởng"] == row.recipient_name
        seal = AuditEvent.objects.get(verb="awards.seal", row_pk=str(row.pk))
        assert (seal.from_state, seal.to_state, seal.actor) == ("numbered", "valid", mai)
        assert seal.data == {"code": row.document.code}
        stored = AuditEvent.objects.get(verb="records.store", row_pk=str(row.document_id))
        assert stored.data["sha256"] == file.sha256
        issued = AuditEvent.objects.get(verb="awards.issue", row_pk=str(row.pk))
        assert (issued.from_state, issued.to_state, issued.data["number"]) == ("", "numbered", row.full_number)
    job.refresh_from_db()
    assert (job.done, job.failed, job.state) == (5, 0, Job.State.DONE)
    assert list(broken_links()) == []


def test_one_that_cannot_be_printed_does_not_hold_up_the_others(many, mai):
    workflow.issue(many(4), by=mai)
    second = Certificate.objects.order_by("number")[1]
    Certificate.objects.filter(pk=second.pk).update(recipient_name="Y漢n")
    assert workflow.print_waiting() == 3
    second.refresh_from_db()
    assert second.state == "numbered" and "漢" in second.print_error
    second.job.refresh_from_db()
    assert (second.job.done, second.job.failed, second.job.state) == (3, 1, Job.State.DONE)


def test_one_that_cannot_be_kept_is_found_and_the_others_are_kept(many, mai, monkeypatch):
    """A fault while the batch is written takes the batch back; each by itself then tells which one it was."""
    workflow.issue(many(4), by=mai)
    wrong = Certificate.objects.order_by("number")[2]
    kept = printing.issue_prepared

    def full(prepared, *, by):
        if any(new.number == wrong.full_number for new, _ in prepared):
            raise OSError("no space left")
        return kept(prepared, by=by)

    monkeypatch.setattr(printing, "issue_prepared", full)
    assert workflow.print_waiting() == 3
    wrong.refresh_from_db()
    assert wrong.state == "numbered" and "OSError" in wrong.print_error
    assert Certificate.objects.filter(state="valid").count() == 3 and list(broken_links()) == []

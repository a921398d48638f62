"""Several people at once; each race once more without its lock, where it must go wrong."""

import threading
from contextlib import contextmanager

import pytest
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from awards import workflow
from awards.models import Certificate, Decision, DecisionLine, Nomination
from awards.signing import submission as signing
from awards.workflow import certificates, dossier, judgement
from records.revisions import EditConflict
from records.transitions import NotAllowedNow, Refused
from tests import factories
from tests.awards.conftest import SECTIONS, agree, fill
from tests.awards.sending import hand_over, numbered
from tests.racing import at_once, failures

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def without_row_locks(monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(QuerySet, "select_for_update", lambda self, *args, **options: self._chain())
        yield patch


@contextmanager
def meeting(patch, module, name, count):
    """Everybody has read before anybody writes: `name` waits until all are there."""
    gate, inner = threading.Barrier(count), getattr(module, name)

    def held(*args, **options):
        result = inner(*args, **options)
        gate.wait(10)
        return result

    patch.setattr(module, name, held)
    yield


def test_two_boards_at_once_make_it_reviewed_once(submitted, mai, duc):
    def judge(person):
        return lambda: workflow.review(submitted, by=person, standard="met", conclusion="agree")

    assert failures(at_once([judge(mai), judge(duc)])) == []
    submitted.refresh_from_db()
    assert submitted.state == "reviewed" and submitted.reviews.count() == 2


def test_control_two_boards_without_the_lock(submitted, mai, duc, monkeypatch):
    """Each counts before the other's opinion is committed: both agree, and the dossier waits for ever."""

    def judge(person):
        return lambda: workflow.review(submitted, by=person, standard="met", conclusion="agree")

    gate, take = threading.Barrier(2), judgement.agreements

    def count(nomination):
        result = take(nomination)
        gate.wait(10)
        return result

    with without_row_locks(monkeypatch) as patch:
        patch.setattr(judgement, "agreements", count)
        # The audit chain is one queue too: without it the two do not wait for each other.
        patch.setattr(judgement, "finish", lambda *args, **options: None)
        at_once([judge(mai), judge(duc)])
    submitted.refresh_from_db()
    assert submitted.reviews.count() == 2 and submitted.state == "submitted"


def test_two_decide_at_once(reviewed, mai, proof, facts):
    other = factories.board_member("hai", "Người Thứ Hai", can_decide=True)

    def decide(person, number):
        return lambda: workflow.decide([reviewed], by=person, proof=proof, **facts | {"number": number})

    results = at_once([decide(mai, "1/QĐ-UBND"), decide(other, "2/QĐ-UBND")])
    (loser,) = failures(results)
    assert isinstance(loser, NotAllowedNow) and "trạng thái" in loser.message
    assert Decision.objects.count() == DecisionLine.objects.count() == 1


def test_control_two_decide_without_the_lock(reviewed, mai, proof, facts, monkeypatch):
    """Nothing tells the loser before the end: the file is made and the tables throw the second decision out."""
    other = factories.board_member("hai", "Người Thứ Hai", can_decide=True)

    def decide(person, number):
        return lambda: workflow.decide([reviewed], by=person, proof=proof, **facts | {"number": number})

    with without_row_locks(monkeypatch) as patch:
        patch.setattr(judgement, "finish", lambda *args, **options: None)
        with meeting(patch, judgement, "_refuse_number_and_day", 2):
            results = at_once([decide(mai, "1/QĐ-UBND"), decide(other, "2/QĐ-UBND")])
    (loser,) = failures(results)
    assert isinstance(loser, IntegrityError)


def fifty(year2020, nine, lan, mai, duc, kinds, proof, facts):
    """Ten decisions of five lines each, over years of the bloc, made quickly."""
    import datetime

    from records.documents import store_document

    decisions, now = [], datetime.datetime.now(datetime.UTC)
    units = [*nine, factories.UnitFactory(bloc=year2020.bloc, slug="muoi", named="Đơn vị thứ mười")]
    for place in range(10):
        year = factories.EmulationYearFactory(bloc=year2020.bloc, year=2000 + place)
        decision = Decision.objects.create(
            number=f"{place + 1}/QĐ-UBND",
            decided_on=datetime.date(2026, 1, 5),
            decided_by="chair",
            authority="UBND",
            signer_lines="CHỦ TỊCH",
            signer_name="Nguyễn Văn Mẫu",
            document=store_document(
                b"%d" % place, chain="thanh-pho", kind="decision", title="QĐ", filename="q.pdf", by=mai
            ),
            recorded_at=now,
            recorded_by=mai,
        )
        for line_no, unit in enumerate(units[place % 2 :: 2], 1):
            nomination = Nomination(
                emulation_year=year,
                unit=unit,
                kind=kinds["bang-khen"],
                recipient_name=unit.name,
                citation="Đã có thành tích",
                summary="x",
                state="submitted",
                submitted_at=now,
                submitted_by=lan,
                submission=factories.submission_of(year, lan),
                created_by=lan,
            )
            nomination.set_keys()
            nomination.save()
            agree(nomination, mai, duc)
            DecisionLine.objects.create(decision=decision, line_no=line_no, nomination=nomination)
        decisions.append(decision)
    assert DecisionLine.objects.count() == 50
    return decisions


def issuing(decisions, mai):
    return [lambda decision=decision: workflow.issue(decision.lines.all(), by=mai) for decision in decisions]


@pytest.mark.slow
def test_fifty_certificates_numbered_at_once(year2020, nine, lan, mai, duc, kinds, proof, facts):
    decisions = fifty(year2020, nine, lan, mai, duc, kinds, proof, facts)
    assert failures(at_once(issuing(decisions, mai))) == []
    numbers = list(Certificate.objects.values_list("number", flat=True).order_by("number"))
    assert numbers == list(range(1, 51)), "no gap, no duplicate"


@pytest.mark.slow
def test_control_fifty_without_the_counter_lock(year2020, nine, lan, mai, duc, kinds, proof, facts, monkeypatch):
    decisions = fifty(year2020, nine, lan, mai, duc, kinds, proof, facts)
    gate = threading.Barrier(len(decisions))
    waited = threading.local()

    def last_plus_one(*, chain, series, year, count):
        last = Certificate.objects.filter(year=year).order_by("-number").values_list("number", flat=True).first()
        if not getattr(waited, "once", False):
            waited.once = True
            gate.wait(20)
        return range((last or 0) + 1, (last or 0) + 1 + count)

    monkeypatch.setattr(certificates, "take_numbers", last_plus_one)
    lost = failures(at_once(issuing(decisions, mai)))
    assert lost and Certificate.objects.count() < 50, "numbers were given twice and whole decisions thrown out"


def test_issue_pressed_twice(decided, mai):
    lines = list(decided.lines.all())
    results = at_once([lambda: workflow.issue(lines, by=mai)] * 2)
    (loser,) = failures(results)
    assert isinstance(loser, NotAllowedNow) and "Đã cấp bằng" in loser.message
    assert Certificate.objects.get().number == 1


def test_control_issue_pressed_twice_without_the_lock(decided, mai, monkeypatch):
    """Only the tables notice, when the number is already taken out of the series."""
    lines = list(decided.lines.all())
    number, gate = certificates._number, threading.Barrier(2)

    def held(*args, **options):
        gate.wait(10)
        return number(*args, **options)

    monkeypatch.setattr(certificates, "_lock_decisions", lambda lines: None)
    monkeypatch.setattr(certificates, "_number", held)
    (loser,) = failures(at_once([lambda: workflow.issue(lines, by=mai)] * 2))
    assert isinstance(loser, IntegrityError) and not isinstance(loser, Refused)


def test_two_workers_print_each_certificate_once(numbered):
    results = at_once([workflow.print_waiting] * 3)
    assert failures(results) == [] and sum(results) == 1
    numbered.refresh_from_db()
    assert numbered.state == "valid"
    numbered.job.refresh_from_db()
    assert (numbered.job.done, numbered.job.failed) == (1, 0)


@pytest.fixture
def two_signed(full, year2020, nine, diploma, lan):
    """Two papers, each with a dossier for the one place that the quota leaves."""
    second = fill(workflow.nominate(year2020, by=lan, unit=nine[2], kind=diploma), lan)
    made = [numbered(workflow.prepare_submission([row], by=lan), by=lan) for row in (full, second)]
    return [lambda one=one: hand_over(one, by=lan) for one in made]


def test_two_submit_into_one_place(two_signed):
    (loser,) = failures(at_once(two_signed))
    assert isinstance(loser, NotAllowedNow) and "Khối được phân bổ" in loser.message
    assert Nomination.objects.filter(state="submitted").count() == 1


def test_control_two_submit_without_the_lock(two_signed, monkeypatch):
    """Each counts what the quota leaves before the other's dossier is submitted: one more than the city allows."""
    with without_row_locks(monkeypatch) as patch, meeting(patch, signing, "objections_to_sending", 2):
        results = at_once(two_signed)
    assert failures(results) == [] and Nomination.objects.filter(state="submitted").count() == 2


def test_revoked_and_replaced_at_once(certificate, mai, proof):
    results = at_once(
        [
            lambda: workflow.revoke(certificate, by=mai, reason="x", proof=proof),
            lambda: workflow.replace(certificate, by=mai, replaced_as="exchange", reason="y", proof=proof),
        ]
    )
    (loser,) = failures(results)
    assert isinstance(loser, NotAllowedNow)
    certificate.refresh_from_db()
    assert certificate.state in ("revoked", "replaced")
    assert Certificate.objects.filter(state="valid").count() == (certificate.state == "replaced")


def test_numbers_have_no_gap_after_a_refusal(decided, mai):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        workflow.issue(decided.lines.all(), by=mai)
        raise ZeroDivisionError
    workflow.issue(decided.lines.all(), by=mai)
    assert Certificate.objects.get().number == 1


# --- Two who edit the same text ---------------------------------------------------------------------------------------


def saves(draft, lan, nam):
    """What two people save on the same reading: the words of the dossier, the first report, the sheet."""
    words = {"recipient_name": "Tên", "citation": "x"}
    return {
        "edit": [
            lambda summary=summary: workflow.edit(draft, by=lan, revision=1, summary=summary, **words)
            for summary in ("của một người", "của người kia")
        ],
        "save_report": [
            lambda by=by: workflow.save_report(draft, by=by, revision=0, **SECTIONS | {"law": by.username})
            for by in (lan, nam)
        ],
        "save_template": [
            lambda move=move: workflow.save_template(
                draft.kind.templates.get(), by=lan, revision=1, overprint_x_mm=move
            )
            for move in ("1.5", "2.5")
        ],
    }


@pytest.mark.parametrize("verb", ["edit", "save_report", "save_template"])
def test_of_two_who_save_at_once_one_is_told(draft, lan, nam, verb):
    results = at_once(saves(draft, lan, nam)[verb])
    (loser,) = failures(results)
    assert isinstance(loser, EditConflict)
    (winner,) = (result for result in results if result is not loser)
    assert loser.row.revision == winner.revision and type(loser.row) is type(winner)


def test_control_two_who_save_without_the_lock(draft, lan, nam, monkeypatch):
    """Both are told that it was saved, and one text is gone."""
    with without_row_locks(monkeypatch) as patch, meeting(patch, dossier, "next_revision", 2):
        assert failures(at_once(saves(draft, lan, nam)["edit"])) == []

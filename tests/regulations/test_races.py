"""Several people at once. Each race has a control run without the lock, in which the promise must break."""

import contextlib
import threading

import pytest
from django.db import IntegrityError

from law.models import LegalText
from libraries.web import clock
from records import audit, numbering
from records.models import AuditEvent, Document, NumberSeries
from records.transitions import Refused
from regulations.actions import REGULATION_ACTIONS
from regulations.models import Regulation
from regulations.queries import rows as locking
from regulations.signing import regulation as signing
from regulations.workflow import regulations as workflow
from signatures import workflow as signatures
from signatures.models import SigningRequest
from signatures.workflow import putting
from tests.racing import at_once, failures
from tests.regulations.conftest import issue
from tests.support.signing import put, sign_all

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def law_in_force(db):
    """Racers run at the hour of the wall: what the regulation of 2020 cites still holds."""
    LegalText.objects.update(valid_to=None)


@pytest.fixture
def meet(monkeypatch):
    """Both racers have read before either writes, as far as the lock lets them; without one they wait for each other
    however busy the machine is.
    """

    def before(module, name, patience=1):
        meeting, act = threading.Barrier(2), getattr(module, name)

        def slow(*args, **kwargs):
            with contextlib.suppress(threading.BrokenBarrierError):
                meeting.wait(patience)
            return act(*args, **kwargs)

        monkeypatch.setattr(module, name, slow)

    return before


@pytest.fixture
def without_lock(monkeypatch):
    def switch_off():
        rows = Regulation.objects.select_related("emulation_year__bloc", "bloc", "text", "adopted_version")
        for module in (locking, signing):
            monkeypatch.setattr(module, "locked_regulation", lambda pk: rows.get(pk=pk))
        monkeypatch.setattr(REGULATION_ACTIONS, "lock", lambda pk: rows.get(pk=pk))

    return switch_off


@pytest.fixture
def naive_finish(monkeypatch):
    """An act as somebody would write it first: set the state, save. No comparison with the state that was seen."""

    def switch_on():
        def naive(action, row, *, by, reason="", data=None, notice=None, **stamps):
            for name, value in ({"state": action.target} | stamps).items():
                setattr(row, name, value)
            row.save()
            return audit.record(action.name, row, by=by, to_state=action.target)

        monkeypatch.setattr(workflow, "finish", naive)

    return switch_on


def adoptions():
    return AuditEvent.objects.filter(verb="regulations.adopt").count()


def test_two_adopt_at_once(settled, vote, lan, meet):
    ballots = [vote(), vote()]
    meet(locking, "locked_text")
    results = at_once([lambda b=b: workflow.adopt(settled, by=lan, ballot=b) for b in ballots])
    assert [isinstance(problem, Refused) for problem in failures(results)] == [True], results
    assert adoptions() == 1


def test_control_without_lock_and_comparison_both_adopt(settled, vote, lan, meet, without_lock, naive_finish):
    ballots = [vote(), vote()]
    without_lock()
    naive_finish()
    meet(workflow, "finish")
    # The text's lock still lines them up, but the second one has read the old state and overwrites the first.
    results = at_once([lambda b=b: workflow.adopt(settled, by=lan, ballot=b) for b in ballots])
    assert not [problem for problem in failures(results) if isinstance(problem, Refused)], results
    assert adoptions() == 2


def ready(regulation, by):
    """Signed by all, waiting for its number; the act that takes it."""
    request = sign_all(put("regulation", regulation, by=by))
    return lambda: signatures.issue_paper(request, by=by, effective_from=clock.today())


def test_two_issue_at_once(adopted, lan, meet):
    act = ready(adopted, lan)
    meet(numbering, "take_number")
    results = at_once([act] * 2)
    assert [isinstance(problem, Refused) for problem in failures(results)] == [True], results
    assert NumberSeries.objects.get(series="QC-KTĐ").last == 1
    assert Document.objects.filter(kind="regulation").exclude(number="").count() == 2  # one PDF, one Word


def test_two_put_it_before_signers_at_once(adopted, lan, meet):
    meet(putting, "open_request")
    results = at_once([lambda: put("regulation", adopted, by=lan)] * 2)
    assert [isinstance(problem, Refused) for problem in failures(results)] == [True], results
    assert SigningRequest.objects.filter(kind="regulation").count() == 1


def test_one_number_is_left_for_the_next(adopted, lan, short_adopted):
    at_once([ready(adopted, lan)] * 2)
    issue(short_adopted("Quy chế sửa đổi"), lan, clock.today())
    assert list(Regulation.objects.order_by("number").values_list("number", flat=True)) == [1, 2]


def test_two_regulations_issued_at_once(adopted, short_adopted, lan, meet):
    """Both are issued, one after the other; the later one supersedes the earlier one."""
    acts = [ready(row, lan) for row in (adopted, short_adopted("Quy chế sửa đổi"))]
    meet(numbering, "take_number")
    results = at_once(acts)
    assert failures(results) == [], results
    assert sorted(Regulation.objects.values_list("state", flat=True)) == ["issued", "superseded"]
    assert sorted(Regulation.objects.values_list("number", flat=True)) == [1, 2]
    for row in Regulation.objects.all():
        assert row.document.number == row.number_text


def test_control_without_the_lock_two_would_be_in_force(adopted, short_adopted, lan, without_lock, monkeypatch):
    """Neither has seen the other when it asks what it replaces; only the unique index is left to refuse.

    The locks of the counter and of the log line them up before they ask: the answer is the one from before both.
    """
    acts = [ready(row, lan) for row in (adopted, short_adopted("Quy chế sửa đổi"))]
    without_lock()
    monkeypatch.setattr(signing, "in_force_in", lambda regulation: None)
    results = at_once(acts)
    (problem,) = failures(results)
    assert isinstance(problem, IntegrityError), results

"""Any order of sign, return, release, replace, extend, withdraw, put again, number: never stuck, never complete without
every act. The files are plain bytes here; what is tried is the life of a request.
"""

import datetime
import random

import pytest
from django.db import IntegrityError, transaction

from libraries.pades import SignedResult
from libraries.pades.verification import ExpectedSignature
from libraries.web import clock
from records.documents import new_code, store_document
from records.issuing import Prepared, Stamp
from records.numbering import Numbered
from records.transitions import NotAllowedNow
from regulations.models import Regulation
from signatures import embedding, workflow
from signatures.kinds import PAPERS, PaperKind
from signatures.models import Party, SigningRequest
from signatures.queries import in_turn, signers_of, unsigned
from signatures.workflow import issuing, opening, putting
from tests import factories
from tests.support.signing import put, sign

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_files")]
ORDERS, STEPS = 12, 9
HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)
NOON = datetime.datetime(2020, 7, 3, 5, tzinfo=datetime.UTC)


@pytest.fixture
def plain_files(monkeypatch):
    """No keys and no printing: each signature makes the file one word longer."""

    def make(waiting, head):
        content, made = head.read(), []
        expected = [ExpectedSignature.from_json(row) for row in head.signatures]
        for accepted in waiting:
            signer, content = embedding.signer_of(accepted), content + f" {accepted.pk}".encode()
            field, at = accepted.party.field, accepted.accepted_at
            expected.append(ExpectedSignature(field, "a" * 64, signer.full_name, signer.unit, "L1", at))
            made.append(embedding.Made(accepted, signer, SignedResult(content, "a" * 64, "1"), tuple(expected)))
        return made

    def prepare(new, labels):
        stamp = Stamp("", new_code())
        return Prepared(stamp, new.paper(stamp), "", stamp.code.encode(), None)

    def number(new, signed, *, code):
        stamp = Stamp("01/QC-KTĐ", code)
        return Numbered(stamp, new.paper(stamp), signed.read() + b" 01", [], b"Word")

    monkeypatch.setattr(embedding, "_make", make)
    monkeypatch.setattr(opening, "check_signatures", lambda content, expected: [])
    monkeypatch.setattr(putting, "prepare_for_signing", prepare)
    monkeypatch.setattr(putting, "page_count", lambda content: 1)
    monkeypatch.setattr(issuing, "prepare_number", number)


def whole(request):
    """What must hold after each step, whatever it was."""
    request = SigningRequest.objects.get(pk=request.pk)
    missing = unsigned(request).count()
    if request.state in ("complete", "issued"):
        assert missing == 0 and request.signatures.exists()
    if request.state == "open":
        assert missing > 0 or not request.signatures.exists()
        assert in_turn(request)
    signed = {row.party_id: row.signed_at for row in request.signatures.all()}
    for party in request.parties.filter(pk__in=signed):
        earlier = request.parties.filter(turn__lt=party.turn, released_at=None)
        assert all(one.pk in signed and signed[one.pk] <= signed[party.pk] for one in earlier), "out of turn"
    return request


def played(rng, world, steps, least=0):
    """Steps at random, each either done or refused with a sentence; then everybody who is left does their part."""
    now = NOON
    for _ in range(rng.randint(least, steps)):
        now += rng.choice((HOUR, HOUR, DAY))
        with clock.travel(now):
            try:
                with transaction.atomic():
                    rng.choice(world.steps)(rng)
            except NotAllowedNow as refusal:
                assert refusal.message
            world.request = whole(world.request)
    with clock.travel(now + HOUR):
        world.finish()
        return whole(world.request)


class Signed:
    """Whatever the kind: whose turn it is signs, the deadline moves."""

    def signs(self, rng):
        party = rng.choice(list(self.request.parties.all()))
        if (by := signers_of(party).first()) is not None:
            sign(party, by)

    def extends(self, rng):
        workflow.extend(self.request, by=self.lan, sign_by=self.request.sign_by + rng.choice((-DAY, DAY)))

    def sign_what_is_left(self):
        if self.request.is_late:
            workflow.extend(self.request, by=self.lan, sign_by=clock.now() + DAY)
        while waiting := in_turn(self.request):
            sign(waiting[0])
        self.request = SigningRequest.objects.get(pk=self.request.pk)


# --- A paper that units sign: leaders change, units are released -----------------------------------------------------


class OfUnits(Signed):
    def __init__(self, year, units, lan):
        self.lan, self.year, self.units, self.made = lan, year, units, 0
        self.steps = [self.signs, self.signs, self.signs, self.releases, self.replaces, self.extends, self.withdraws]
        self.begin()

    def begin(self):
        self.made += 1
        document = store_document(
            str(self.made).encode(), chain=self.year.bloc.slug, kind="pledge", title="Thử", filename="x", by=self.lan
        )
        places = [
            opening.Place(f"u{unit.pk}", unit.name, (9, 9), unit=unit, turn=1 + number // 2)
            for number, unit in enumerate(self.units)
        ]
        self.request = opening.open_request(
            PAPERS["trial"],
            self.year,
            document,
            b"",
            by=self.lan,
            title="Thử",
            content_sha256="a" * 64,
            page_count=1,
            sign_by=clock.now() + DAY,
            places=places,
        )

    def releases(self, rng):
        party = rng.choice(list(self.request.parties.all()))
        workflow.release_party(party, by=self.lan, reason="Sáp nhập.")

    def replaces(self, rng):
        """The leader leaves; whoever follows signs."""
        unit = rng.choice(self.units)
        leads = unit.posts.filter(is_leader=True, valid_to=None, valid_from__lt=clock.today())
        if leads.update(valid_to=clock.today()):
            user = factories.UserFactory(full_name="Người Kế Nhiệm")
            office = {"is_leader": True, "title": "Giám đốc", "valid_from": clock.today()}
            factories.PostFactory(user=user, unit=unit, **office)

    def withdraws(self, rng):
        workflow.withdraw(self.request, by=self.lan, reason="Sai")

    def finish(self):
        if self.request.state == "withdrawn":
            self.begin()
        if self.request.state == "open":
            self.sign_what_is_left()
        assert self.request.state == "complete"


@pytest.fixture
def trial():
    """A kind of paper with nothing behind it."""
    nothing = lambda *_: None  # noqa: E731
    PAPERS["trial"] = PaperKind("trial", "TH", "Ký", nothing, nothing, nothing, nothing, lambda request: "/")
    yield
    del PAPERS["trial"]


@pytest.fixture
def units(nine, minh, hoa):
    """Four, each with somebody who signs for it."""
    units = [nine[0], nine[5], nine[1], nine[2]]
    for number, unit in enumerate(units[2:]):
        factories.leader(unit, f"lanhdao{number}", f"Người Lãnh Đạo {number}")
    return units


def test_a_paper_of_units_always_comes_to_an_end(trial, year2020, units, lan):
    ends = set()
    for seed in range(ORDERS):
        with transaction.atomic(), clock.travel(NOON):
            ends.add(played(random.Random(seed), OfUnits(year2020, units, lan), STEPS).required)
            transaction.set_rollback(True)
    assert len(ends) > 1, "units were released in some orders and in some not"


def played_by_two(year, units, lan):
    """Two units, orders of signing and releasing alone: the shortest way to whatever is wrong."""
    for seed in range(6):
        with transaction.atomic(), clock.travel(NOON):
            world = OfUnits(year, units[:2], lan)
            world.steps = [world.signs, world.releases]
            played(random.Random(seed), world, 5, least=5)
            transaction.set_rollback(True)


def test_control_a_paper_that_waits_for_nobody_is_found(trial, year2020, units, lan, monkeypatch):
    played_by_two(year2020, units, lan)
    monkeypatch.setattr(opening, "complete", lambda request, **how: None)
    with pytest.raises(AssertionError):
        played_by_two(year2020, units, lan)


def test_control_a_paper_complete_too_early_is_found(trial, year2020, units, lan, monkeypatch):
    monkeypatch.setattr(SigningRequest, "required", 1)
    with pytest.raises(IntegrityError, match="nơi chưa ký"):
        played_by_two(year2020, units, lan)


# --- A paper that gets a number: approved, signed, returned, put again, numbered -------------------------------------


class OfTheBloc(Signed):
    def __init__(self, regulation, lan):
        self.lan, self.regulation = lan, regulation
        self.steps = [self.signs, self.signs, self.signs, self.returns, self.extends, self.withdraws]
        self.steps += [self.puts, self.issues]
        self.puts()

    def puts(self, rng=None):
        regulation = Regulation.objects.get(pk=self.regulation.pk)
        self.request = put("regulation", regulation, by=self.lan, days=2, approval=self.lan)

    def returns(self, rng):
        workflow.return_paper(self.request, by=self.request.parties.get(field="signer").person, reason="Sửa khoản 1")

    def withdraws(self, rng):
        workflow.withdraw(self.request, by=self.lan, reason="Sai căn cứ")

    def issues(self, rng=None):
        workflow.issue_paper(self.request, by=self.lan, effective_from=clock.today())

    def finish(self):
        if self.request.state in ("returned", "withdrawn"):
            self.puts()
        if self.request.state == "open":
            self.sign_what_is_left()
        if self.request.state == "complete":
            self.issues()
        regulation = Regulation.objects.get(pk=self.regulation.pk)
        assert regulation.number == 1 and regulation.document.code == regulation.signing.code


def test_a_numbered_paper_always_comes_to_its_number(adopted, minh, lan):
    parties = set()
    for seed in range(ORDERS):
        with transaction.atomic(), clock.travel(NOON):
            request = played(random.Random(seed), OfTheBloc(adopted, lan), STEPS)
            assert request.state == "issued" and request.signatures.count() == 2
            parties.add(Party.objects.filter(request__kind="regulation").count())
            transaction.set_rollback(True)
    assert len(parties) > 1, "some were put before their signers more than once"

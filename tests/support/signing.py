"""Papers signed by their people: put before them, signed one after the other, numbered by the secretariat."""

import datetime
from contextlib import contextmanager
from unittest import mock

from libraries.web import clock
from records.documents import new_code, store_document
from signatures import embedding, workflow
from signatures.kinds import PAPERS
from signatures.models import SigningRequest
from signatures.queries import in_turn, signers_of
from units.codes import Proof


@contextmanager
def quick_signatures():
    """While a world is built the gate, which examines all signatures at each, is spared: tests/pledges tests it."""
    with mock.patch.object(embedding, "check_signatures", lambda *args, **options: []):
        yield


def proof() -> Proof:
    """Password and one-time code, just given."""
    return Proof(clock.now(), clock.now(), "totp", "1")


def chosen(kind, row, **wanted):
    """The first who can be chosen in each role that must be filled; wanted: field → whoever else."""
    roles = kind.roles(row, clock.today())
    found = {role.field: role.candidates[0] for role in roles if role.candidates and not role.optional}
    for field, user in wanted.items():
        role = next(role for role in roles if role.field == field)
        found[field] = next(row for row in role.candidates if row.user == user)
    return found


def put(slug, row, *, by, days=7, **wanted):
    """The paper of a row before its signers."""
    kind = PAPERS[slug]
    sign_by = clock.now() + datetime.timedelta(days=days)
    return workflow.put_before_signers(kind, row, by=by, signers=chosen(kind, row, **wanted), sign_by=sign_by)


def sign(party, by=None):
    """One signature, at one place."""
    user = by or signers_of(party).first()
    return workflow.sign(workflow.start_signing(party, by=user), by=user, proof=proof())


def sign_all(request):
    """Everybody, turn by turn."""
    while waiting := in_turn(request):
        for party in waiting:
            sign(party)
    request.refresh_from_db()
    return request


def sign_and_issue(slug, row, *, by, typed=None, **wanted):
    """Put, signed by all, numbered and issued; the row above as it is then."""
    request = sign_all(put(slug, row, by=by, **wanted))
    workflow.issue_paper(request, by=by, **(typed or {}))
    return type(row).objects.get(pk=row.pk)


def signed_already(row, *, by, kind="minutes", field="minutes_signing"):
    """A request of a row's paper that everybody has signed, as a bare row: for tests of what comes after."""
    now = clock.now()
    request = SigningRequest.objects.create(
        emulation_year=row.emulation_year,
        kind=kind,
        title="Văn bản",
        document=store_document(b"%PDF signed", chain=row.chain, kind=kind, title="BB", filename="b.pdf", by=by),
        code=new_code(),
        content_sha256="a" * 64,
        page_count=1,
        state="complete",
        sign_by=now + datetime.timedelta(days=1),
        opened_at=now,
        opened_by=by,
        completed_at=now,
    )
    type(row).objects.filter(pk=row.pk).update(**{field: request})
    return request

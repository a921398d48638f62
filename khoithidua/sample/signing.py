"""A paper of the sample is signed by its people: put before them, signed with password and code, then numbered."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from khoithidua.sample.play import Play, moment
from libraries.web import clock
from signatures import workflow
from signatures.kinds import PAPERS, Candidate, NumberedPaper
from signatures.models import Party, Signature, SigningRequest
from units.codes import Proof
from units.models import User


def sign_paper(
    play: Play, kind: str, row: Any, by: User, *, put: str, signed: Sequence[str], issued: str, **typed: Any
) -> Any:
    """The row above as it is when its paper is issued. put, signed (one for each signer), issued: moments."""
    paper = PAPERS[kind]
    assert isinstance(paper, NumberedPaper)
    title = paper.title(row)
    request = play.step(put, by, f"Trình ký: {title}", partial(_put, paper, row, by, signed[-1]))
    for when, party in zip(signed, request.parties.all(), strict=True):
        assert party.person is not None
        play.step(when, party.person, f"Ký: {title}", partial(sign_place, party, party.person))
    play.step(
        issued, by, f"Cấp số và phát hành: {title}",
        lambda: workflow.issue_paper(SigningRequest.objects.get(pk=request.pk), by=by, **typed),
    )  # fmt: skip
    return type(row).objects.get(pk=row.pk)


def _put(paper: NumberedPaper, row: Any, by: User, last: str) -> SigningRequest:
    end = moment(f"{last[:10]} 23:00")
    return workflow.put_before_signers(paper, row, by=by, signers=first_signers(paper, row), sign_by=end)


def first_signers(paper: NumberedPaper, row: Any) -> dict[str, Candidate]:
    """The first who can be chosen in each role that must be filled."""
    roles = paper.roles(row, clock.today())
    return {role.field: role.candidates[0] for role in roles if role.candidates and not role.optional}


def sign_place(party: Party, by: User) -> Signature:
    """One signature of an invented person, who proves it as often as the year asks: codes would run out in a minute."""
    intent = workflow.start_signing(party, by=by)
    return workflow.sign(intent, by=by, proof=Proof(clock.now(), clock.now(), "totp", ""))

"""A paper that gets its number last, as it was put before its signers: described again from its row and its parties."""

import datetime
from collections.abc import Iterable
from typing import Any

from libraries.printing.paper import Paper
from libraries.web.formats import local_date
from records.issuing import NewDocument, Stamp
from records.numbering import content_sha256
from records.transitions import NotAllowedNow
from signatures.kinds import Candidate, NumberedPaper, Role, kind_of
from signatures.models import Party, SigningRequest

CHANGED = (
    "Nội dung đã thay đổi sau khi trình ký, khác bản đã ký. Thu hồi văn bản trình ký, sau đó trình ký lại nội dung mới."
)


def numbered_kind(request: SigningRequest) -> NumberedPaper:
    """Its kind; NotAllowedNow for a paper that gets no number."""
    kind = kind_of(request)
    if not isinstance(kind, NumberedPaper):
        raise NotAllowedNow("Văn bản này không cấp số sau khi ký.")
    return kind


def put_facts(request: SigningRequest) -> dict[str, Any]:
    """What the log keeps of a paper that was put before its signers: its content, and whom it asks."""
    return {"content_sha256": request.content_sha256, "parties": [party.who for party in request.parties.all()]}


def signers_of_request(request: SigningRequest) -> dict[str, Candidate]:
    """Field → who was asked, as the paper prints them; those released are no more on it."""
    return {party.field: _candidate(party) for party in request.parties.select_related("person", "unit")}


def _candidate(party: Party) -> Candidate:
    lines = tuple(party.printed_lines.splitlines())
    return Candidate(
        party.person, party.signs_for, party.capacity, lines, party.printed_post, party.unit, party.paper_name
    )


def described(request: SigningRequest, on: datetime.date) -> NewDocument:
    """The document of a day: with the words as they are now, and the people who were asked."""
    kind = numbered_kind(request)
    row = kind.row(request)
    if row is None:
        raise NotAllowedNow("Văn bản này đã được trình ký lại. Mở bản trình ký mới nhất.")
    return kind.document(row, signers_of_request(request), on)


def paper_as_put(request: SigningRequest) -> Paper | None:
    """What is read on the page; None where the row says something else by now: then the file alone tells."""
    kind = numbered_kind(request)
    if kind.row(request) is None:
        return None
    paper = _paper(described(request, local_date(request.opened_at)), request)
    return paper if content_sha256(paper) == request.content_sha256 else None


def annex_as_put(request: SigningRequest) -> Paper | None:
    """What goes with it as a file of its own, to be read before it is signed; its number comes with the paper's."""
    kind = kind_of(request)
    if not isinstance(kind, NumberedPaper) or kind.annex is None or kind.row(request) is None:
        return None
    paper: Paper = kind.annex(kind.row(request), "", local_date(request.opened_at)).paper(Stamp("", ""))
    return paper


def has_changed(request: SigningRequest) -> bool:
    """The words of the row above are no longer those before the signers: it can only be taken back and put again."""
    return request.gets_a_number and request.is_going_on and paper_as_put(request) is None


def refuse_changed(request: SigningRequest) -> None:
    """NotAllowedNow where the words are no longer those that were signed."""
    if paper_as_put(request) is None:
        raise NotAllowedNow(CHANGED)


def _paper(new: NewDocument, request: SigningRequest) -> Paper:
    paper: Paper = new.paper(Stamp("", request.code or ""))
    return paper


def labels_of(roles: Iterable[Role]) -> dict[str, str]:
    """Field → what a reader of the file shows for it."""
    return {role.field: f"Chữ ký: {role.label}" for role in roles}

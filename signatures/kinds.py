"""Kinds of papers that are signed: each room registers its own in its `signing.py`, loaded when the apps are ready.

    register_paper(PaperKind("pledge", reference="GƯ", button="Ký giao ước", ...))
    register_paper(NumberedPaper("minutes", reference="BB", button="Ký biên bản", ...))

This room knows none of them: a request keeps the slug, and asks here what the room above has to say.
docs/recipes.md: Let a paper be signed.
"""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from libraries.printing.paper import Paper, Signature
from libraries.web import forms
from records.issuing import Issued, NewDocument
from records.transitions import Action

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from signatures.models import Party, SigningRequest
    from units.models import Unit, User


@dataclass(frozen=True)
class PaperKind:
    """slug        kept with each request
    reference   words that begin the references of its signatures: "GƯ"
    button      the words of the button on the reading page: "Ký giao ước"
    lock        the row above whose paper this is, locked; before the request itself (lock order: paper, request, …)
    completed   everybody has signed: called under both locks, by whoever signed last
    ended       returned or withdrawn, with the reason: the row above goes back to where it can be mended
    paper       what is read on the page, from what was fixed; None where only the file still says it
    address     the page of the row above
    bars        why this person does not sign at this place though the post allows it, in a sentence; "" lets them
    may_return  those who sign may return it, which ends the request; otherwise they ask for a change and may sign later
    """

    slug: str
    reference: str
    button: str
    lock: Callable[["SigningRequest"], Any]
    completed: Callable[["SigningRequest", "User", datetime.datetime], None]
    ended: Callable[["SigningRequest", "User", str], None]
    paper: Callable[["SigningRequest"], Paper | None]
    address: Callable[["SigningRequest"], str]
    may_return: bool = True
    bars: Callable[["Party", "User"], str] = lambda party, user: ""


Kind = TypeVar("Kind", bound=PaperKind)
PAPERS: dict[str, PaperKind] = {}


def register_paper(kind: Kind) -> Kind:
    """Declare a kind, once."""
    if kind.slug in PAPERS:
        raise ValueError(f"papers of kind {kind.slug!r} are registered twice")
    PAPERS[kind.slug] = kind
    return kind


def kind_of(request: "SigningRequest") -> PaperKind:
    return PAPERS[request.kind]


# What stands in the room for a signature in a draft, and in a copy without the visible signature.
NOT_SIGNED, SIGNED = "(chưa ký)", "(đã ký)"


# --- Papers that get a number after they were signed -----------------------------------------------------------------


@dataclass(frozen=True)
class Candidate:
    """Somebody who can sign in a role, as the paper prints them.

    signs_for  on whose behalf; capacity: in which post, as the signer states it and the stamp shows it
    lines      authority and post over the signature: ("TM. KHỐI THI ĐUA", "KHỐI TRƯỞNG"); post: the line below it
    paper_name the name of somebody without an account: signs on paper only
    """

    user: "User | None"
    signs_for: str
    capacity: str
    lines: tuple[str, ...]
    post: str = ""
    unit: "Unit | None" = None
    paper_name: str = ""

    @property
    def key(self) -> str:
        """What the form sends for this choice."""
        return f"{self.user.pk}-{self.unit.pk if self.unit else 0}" if self.user else "paper"

    @property
    def name(self) -> str:
        return self.user.full_name if self.user else self.paper_name

    def printed(self, field: str = "", mark: str = "") -> Signature:
        """On the paper: with a room to sign in, or with a mark instead."""
        return Signature(self.lines, self.name, agency_post=self.post, box=field, mark=mark)


@dataclass(frozen=True)
class Role:
    """One who must sign: field names the room on the paper; meaning and turn as of a Party; box in millimetres.

    nobody: what to do where nobody can be chosen, in a sentence.
    """

    field: str
    label: str
    candidates: tuple[Candidate, ...]
    box: tuple[float, float]
    meaning: str = "signs"
    turn: int = 2
    optional: bool = False
    nobody: str = ""


# Field of a role → who signs in it.
Signers = Mapping[str, Candidate]


@dataclass(frozen=True, kw_only=True)
class NumberedPaper(PaperKind):
    """A paper that people sign first; then the secretariat takes the number and issues it.

    for_the_bloc  everybody in the bloc may see how it is signed; otherwise who signs and who collects the signatures
    submit     the act that puts it before its signers: who may, in which states, what must be there before
    rows       the rows above that a person sees
    title      of the paper: "Biên bản Hội nghị tổng kết năm 2020"
    roles      who must sign, with those who can be chosen, found from the posts of that day
    document   the paper with these signers as of a day, without a number or with one (records.issuing.NewDocument)
    unit       whose own paper it is: its register gives the number, its people issue it; None: the bloc's series
    annex      a file of its own that goes with the paper under its number, sealed when it is issued ("" before)
    current    the request that the row above names, of any state; None before the first
    put        the row above names the request, under its lock
    row_address  the page of the row above
    row        the row above of a request, None when it names another one by now
    issued     the row above gets number and files; `typed`: what the form of `issue_form` was given
    """

    for_the_bloc: bool = True
    submit: Action
    rows: "Callable[[User], QuerySet[Any]]"
    title: Callable[[Any], str]
    roles: Callable[[Any, datetime.date], list[Role]]
    document: Callable[[Any, Signers, datetime.date], NewDocument]
    current: "Callable[[Any], SigningRequest | None]"
    put: Callable[[Any, "SigningRequest", "User"], None]
    row_address: Callable[[Any], str]
    row: Callable[["SigningRequest"], Any]
    issued: Callable[[Any, Issued, "SigningRequest", "User", dict[str, Any]], None]
    issue_form: "type[IssueForm]"
    unit: "Callable[[Any], Unit | None]" = lambda row: None
    annex: Callable[[Any, str, datetime.date], NewDocument] | None = None


class IssueForm(forms.Form):
    """What is asked when the number is taken: nothing, unless a kind asks for more."""

    def __init__(self, data: Any = None, *, row: Any):
        super().__init__(data)
        self.row = row

    @staticmethod
    def public(typed: dict[str, Any]) -> dict[str, str]:
        """What the public is told of it, besides what the document says itself."""
        return {}

    @staticmethod
    def given_number(typed: dict[str, Any]) -> str:
        """Of a paper without a series: what stands in the register of the office that numbers it."""
        return ""

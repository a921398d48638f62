"""What all papers of a conference have around them: head, day, signer; as a draft, before its signer, or numbered."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from conferences.models import Conference
from libraries.printing.paper import Block, Paper, Signature
from libraries.web.formats import local_date
from records.numbering import NUMBER_FIELD
from signatures.kinds import NOT_SIGNED, SIGNED, Signers

KEPT = "Lưu: VT, Hồ sơ hội nghị"
SIGNER = "signer"


@dataclass(frozen=True)
class Stage:
    """How far a paper is: a draft; with room for those who sign, as of a day; with its number and code."""

    signers: Signers | None = None
    on: datetime.date | None = None
    number: str = ""
    verification: tuple[str, str] | None = None


DRAFT = Stage()


def framed_one_signer(
    conference: Conference, stage: Stage, subject: str, body: Iterable[Block], unsigned: Signature, **more: Any
) -> Paper:
    """A paper with one signer. unsigned: who is printed below a draft."""
    day = stage.on or local_date(conference.starts_at)
    bloc, signers = conference.bloc, stage.signers
    signed = signers[SIGNER].printed(SIGNER, SIGNED if stage.number else "") if signers else unsigned
    facts: dict[str, Any] = {
        "superior": bloc.superior_on(day),
        "issuer": bloc.name_on(day).upper(),
        "number": stage.number,
        "number_room": NUMBER_FIELD if signers and not stage.number else "",
        "verification": stage.verification,
        "place": bloc.place_on(day),
        "date": day,
        "subject": subject,
        "body": tuple(body),
        "signatures": (signed,),
        "note_box": "" if signers else "DỰ THẢO",
        "sample": conference.is_sample,
    }
    return Paper(**(facts | more))


def unsigned(lines: tuple[str, ...], name: str) -> Signature:
    """The foot of a draft."""
    return Signature(lines, name, mark=NOT_SIGNED)

"""An issued text taken up again to be amended: its parts with the numbers and keys that they were issued under."""

from collections.abc import Mapping, Sequence

from drafting.models import AMENDED, BoundPart, Node, Text
from drafting.queries import working_content
from drafting.queries.numbering import Piece, number_in
from drafting.workflow.recognising import recognise_all
from drafting.workflow.versions import keep_version
from drafting.workflow.writing import create_text
from units.models import EmulationYear, User


def create_amending_text(
    year: EmulationYear,
    *,
    by: User,
    kind: str,
    title: str,
    legal_basis: str,
    own_provisions: str,
    amends: str,
    amended_title: str,
    content: Sequence[Piece],
    bound: Mapping[str, str],
) -> Text:
    """A text that begins as `content` reads today and is changed from there; `bound`: key of a part by setting.

    Call it in a transaction. What is amended is kept as version 0.
    """
    text = create_text(year, by=by, kind=kind, title=title, legal_basis=legal_basis)
    text.amends, text.own_provisions = amends, own_provisions
    text.save(update_fields=["amends", "own_provisions"])
    nodes = _planted(text, content)
    BoundPart.objects.bulk_create(
        BoundPart(text=text, setting=setting, node=nodes[key]) for setting, key in bound.items() if key in nodes
    )
    recognise_all(text)
    keep_version(text, AMENDED, title=amended_title, legal_basis="", content=working_content(text), by=by)
    return text


def _planted(text: Text, content: Sequence[Piece]) -> dict[str, Node]:
    nodes = dict[str, Node]()
    for place, piece in enumerate(content, 1):
        nodes[piece["key"]] = Node.objects.create(
            text=text,
            key=piece["key"],
            parent=nodes[piece["parent"]] if piece["parent"] else None,
            kind=piece["kind"],
            position=place * 10,
            kept_number=number_in(piece),
            heading=piece["heading"],
            body=piece["body"],
        )
    return nodes

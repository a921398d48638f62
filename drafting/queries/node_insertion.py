"""Where a new Chương, Mục, Điều, Khoản, Điểm goes when somebody asks for one "here".

A kind that may stand directly under `here` is put at its end; any other goes up from `here` to the first place that
takes it, right behind the branch it came from. So "thêm Điều" pressed at a Khoản gives the next Điều.
"""

from collections.abc import Mapping

from drafting.models import Node

# What may stand directly under what; None is the text itself.
ALLOWED_UNDER: dict[str | None, tuple[str, ...]] = {
    None: ("paragraph", "chapter", "article"),
    "chapter": ("section", "article"),
    "section": ("article",),
    "article": ("clause", "point", "paragraph"),
    "clause": ("point",),
    "point": (),
    "paragraph": (),
}
# In the order of the buttons; loose paragraphs are offered only where they are usual.
KINDS = ("point", "clause", "article", "section", "chapter")


def place_for(kind: str, here: Node | None, nodes: Mapping[int, Node]) -> tuple[Node | None, Node | None] | None:
    """(parent, sibling to stand behind); None where the kind has no place. `here` None: at the end of the text.

    `nodes`: the text's nodes by primary key, so that no parent costs a query.
    """
    if here is not None and kind in ALLOWED_UNDER[here.kind]:
        return here, None
    after = here
    while after is not None:
        parent = nodes[after.parent_id] if after.parent_id else None
        if kind in ALLOWED_UNDER[parent.kind if parent else None]:
            return parent, after
        after = parent
    return (None, None) if here is None and kind in ALLOWED_UNDER[None] else None


def kinds_for(here: Node, nodes: Mapping[int, Node]) -> list[tuple[str, str]]:
    """(kind, "Khoản") for the buttons at `here`."""
    offered = [kind for kind in KINDS if place_for(kind, here, nodes)]
    if here.kind == Node.Kind.ARTICLE:
        offered.remove("point")  # Điểm belongs under a Khoản; an Điều of points alone is rare enough to be typed so
    if here.kind in (Node.Kind.ARTICLE, Node.Kind.PARAGRAPH):
        offered.append("paragraph")
    return [(kind, Node.Kind(kind).label) for kind in offered]

"""Where a new Chương, Mục, Điều, Khoản, Điểm goes when somebody asks for one "here".

A kind that may stand directly under `here` is put at its end; any other goes up from `here` to the first place that
takes it, right behind the branch it came from. So "thêm Điều" pressed at a Khoản gives the next Điều.
"""

from collections.abc import Mapping

from drafting.models import Node, Text

# What may stand directly under what; None is the text itself.
ALLOWED_UNDER: dict[str | None, tuple[str, ...]] = {
    None: ("paragraph", "chapter", "article", "annex", "table"),
    "chapter": ("section", "article"),
    "section": ("article",),
    "article": ("clause", "point", "paragraph", "table"),
    "clause": ("point", "table"),
    "point": ("table",),
    "paragraph": (),
    "table": (),
    "annex": ("article", "clause", "paragraph", "table"),
}
# In the order of the buttons; loose paragraphs are offered only where they are usual.
KINDS = ("point", "clause", "article", "section", "chapter", "annex")


NO_ANNEX = "Phụ lục của giao ước là chỉ tiêu đăng ký của các đơn vị, do hệ thống lập khi in. Không thêm phụ lục khác."


def may_hold(text_kind: str, kind: str) -> bool:
    """A pledge has one Phụ lục, its targets, which is no part of what is drafted."""
    return kind != Node.Kind.ANNEX or text_kind != Text.Kind.PLEDGE


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
    if here.kind != Node.Kind.ANNEX:
        offered.remove("annex")  # at the end of the text there is a button for the next one
    if here.kind == Node.Kind.ARTICLE:
        offered.remove("point")  # Điểm belongs under a Khoản; an Điều of points alone is rare enough to be typed so
    if here.kind in (Node.Kind.ARTICLE, Node.Kind.PARAGRAPH, Node.Kind.ANNEX, Node.Kind.TABLE):
        offered.append("paragraph")
    if here.kind in (Node.Kind.ARTICLE, Node.Kind.CLAUSE, Node.Kind.PARAGRAPH, Node.Kind.ANNEX):
        offered.append("table")
    return [(kind, Node.Kind(kind).label) for kind in offered]

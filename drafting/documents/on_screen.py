"""A settled text as the hall reads it on the wall: Điều by Điều, with what changed since the units were asked."""

from django.template.loader import render_to_string

from ballots.subjects import TextPart
from drafting.models import Text, Version
from drafting.queries.redline import NodeChange, changes


def parts_on_screen(text: Text) -> list[TextPart]:
    """The settled version against the last one before it that the units know; empty while nothing is settled.

    Nothing here is news to a delegate: versions that were neither sent nor settled are not read.
    """
    settled = text.settled_version
    if settled is None:
        return []
    before = _known_before(settled)
    nodes = changes(before.content if before else settled.content, settled.content)
    return [_part(group) for group in _by_article(nodes)]


def _known_before(settled: Version) -> Version | None:
    """The version that was sent last, or, of an amendment, what it amends."""
    earlier = Version.objects.filter(text=settled.text_id, no__lt=settled.no)
    sent = earlier.filter(consultations__isnull=False).order_by("-no").first()
    return sent or earlier.filter(no=0).first()


def _by_article(nodes: list[NodeChange]) -> list[list[NodeChange]]:
    """Each Điều with the Chương and Mục that begin before it; a text without any is one part."""
    groups: list[list[NodeChange]] = []
    heads: list[NodeChange] = []
    for node in nodes:
        kind = node.row["kind"]
        if kind in {"chapter", "section"}:
            heads.append(node)
        elif kind in {"article", "annex"} or heads or not groups:
            groups.append([*heads, node])
            heads = []
        else:
            groups[-1].append(node)
    return [*groups, heads] if heads else groups


def _part(group: list[NodeChange]) -> TextPart:
    main = next((node for node in group if node.row["kind"] in {"article", "annex"}), group[-1])
    row = main.row
    label = f"{row['citation']}. {row['heading']}" if row["heading"] else row["citation"] or row["body"][:60]
    return TextPart(
        key=main.key,
        label=label,
        html=render_to_string("drafting/_redline.html", {"nodes": group}),
        is_changed=any(node.is_touched for node in group),
    )

"""Which parts the words of a part cite, worked out when these words are written."""

from drafting.models import Node, Text
from drafting.queries.numbering import frozen, numbered
from drafting.queries.references import CITED, recognised
from drafting.queries.version_index import VersionIndex, WorkingText


def recognised_in(node: Node, text: Text) -> dict[str, str]:
    """Of one part; a query only where its words cite something."""
    words = f"{node.heading} {node.body}"
    if not CITED.search(words):
        return {}
    nodes = numbered(text.nodes.counted())
    row = next((row for row in nodes if row.node.pk == node.pk), None)
    if row is None:
        return dict(node.references)
    return recognised(row, words, VersionIndex(WorkingText(frozen(nodes))), node.references)


def recognise_all(text: Text) -> None:
    """Of a text that has just been made of many parts."""
    nodes = numbered(text.nodes.counted())
    index, changed = VersionIndex(WorkingText(frozen(nodes))), []
    for row in nodes:
        words = f"{row.heading} {row.body}"
        if CITED.search(words) and (found := recognised(row, words, index)):
            row.node.references = found
            changed.append(row.node)
    Node.objects.bulk_update(changed, ["references"])

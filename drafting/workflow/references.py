"""Cross references: recognised when words are saved, carried along when parts are numbered anew."""

from django.db import transaction

from drafting.actions import SAVE_NODE
from drafting.models import Node, Text
from drafting.queries.numbering import frozen, numbered
from drafting.queries.references import followed, recognised
from drafting.queries.version_index import VersionIndex, WorkingText
from drafting.workflow.writing import save_node
from records.transitions import begin, finish
from units.models import User


def follow_references(text: Text, *, by: User) -> None:
    """Write each reference with the number that its part bears now. Call it in an act that holds the lock."""
    nodes = numbered(text.nodes.counted())
    index = VersionIndex(WorkingText(frozen(nodes)))
    for row in nodes:
        node: Node = row.node
        if not node.references:
            continue
        heading, body = (followed(words, row, index, node.references) for words in (node.heading, node.body))
        if (heading, body) != (node.heading, node.body):
            was = dict(node.references)
            save_node(node, by=by, heading=heading, body=body)
            # By the keys: the new words may be those that another reference had before.
            Node.objects.filter(pk=node.pk).update(references=_renamed(was, index))


def _renamed(was: dict[str, str], index: VersionIndex) -> dict[str, str]:
    found: dict[str, str] = {}
    for words, key in was.items():
        target = index.at(key)
        now = target.citation if target is not None and target.citation else words
        capital = words[:1].isupper() and not now[:1].isupper()
        found[words if now.casefold() == words.casefold() else now[:1].upper() + now[1:] if capital else now] = key
    return found


@transaction.atomic
def confirm_references(node: Node, *, by: User) -> Node:
    """Xác nhận dẫn chiếu: what the words of this part cite are the parts that bear these numbers now."""
    text = begin(SAVE_NODE, node.text, by=by)
    nodes = numbered(text.nodes.counted())
    index = VersionIndex(WorkingText(frozen(nodes)))
    row = next(row for row in nodes if row.node.pk == node.pk)
    references = recognised(row, f"{row.heading} {row.body}", index)
    Node.objects.filter(pk=node.pk).update(references=references)
    finish(SAVE_NODE, text, by=by, data={"key": str(node.key), "references": references})
    return Node.objects.get(pk=node.pk)

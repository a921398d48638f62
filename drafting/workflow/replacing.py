"""Words replaced through the text, in the parts that somebody chose; and put back as they were."""

from collections.abc import Mapping

from django.db import transaction

from drafting.actions import SAVE_NODE
from drafting.models import Node, Text
from drafting.queries import words_of_revision
from drafting.queries.numbering import frozen, numbered
from drafting.queries.replacing import Found, found_in
from drafting.queries.version_index import VersionIndex, WorkingText
from drafting.workflow.writing import LONGEST_BODY, LONGEST_HEADING, save_node
from records.revisions import was_changed
from records.transitions import NotAllowedNow, begin
from units.models import User

CHANGED = "Nội dung của {place} vừa được sửa ở nơi khác. Tìm lại rồi chọn các phần cần thay."


@transaction.atomic
def replace_words(
    text: Text, *, by: User, words: str, replacement: str, same_case: bool, chosen: Mapping[int, int]
) -> list[Node]:
    """Thay cụm từ in the chosen parts (primary key → the revision that was shown). All of them or none.

    NotAllowedNow where one of them was changed since, has the words no longer, or would become too long.
    """
    text = begin(SAVE_NODE, text, by=by)
    found = {row.node.pk: row for row in search(text, words, replacement, same_case=same_case)}
    if missing := chosen.keys() - found.keys():
        node = text.nodes.filter(pk__in=missing).first()
        raise NotAllowedNow(CHANGED.format(place=f"“{node}”" if node else "một phần"))
    return [_replaced(found[pk], revision, by=by) for pk, revision in chosen.items()]


def _replaced(row: Found, revision: int, *, by: User) -> Node:
    if was_changed(row.node, revision):
        raise NotAllowedNow(CHANGED.format(place=row.place))
    if len(row.heading) > LONGEST_HEADING or len(row.body) > LONGEST_BODY:
        raise NotAllowedNow(f"{row.place} sẽ quá dài sau khi thay. Bỏ chọn phần này, hoặc sửa trực tiếp.")
    return save_node(row.node, by=by, heading=row.heading, body=row.body, revision=revision)


@transaction.atomic
def put_words_back(text: Text, *, by: User, chosen: Mapping[int, int]) -> list[Node]:
    """Hoàn tác: the parts (primary key → the revision before the replacing) read as they did. All of them or none."""
    text = begin(SAVE_NODE, text, by=by)
    nodes = {node.pk: node for node in text.nodes.active().filter(pk__in=chosen)}
    back = []
    for pk, revision in chosen.items():
        node = nodes.get(pk)
        was = words_of_revision(node, revision) if node is not None else None
        if node is None or was is None or was_changed(node, revision + 1):
            place = f"“{node}”" if node else "một phần"
            raise NotAllowedNow(f"{place[:1].upper()}{place[1:]} đã được sửa tiếp sau khi thay, không hoàn tác được.")
        back.append(save_node(node, by=by, heading=was["heading"], body=was["body"], revision=node.revision))
    return back


def search(text: Text, words: str, replacement: str, *, same_case: bool) -> list[Found]:
    """What is found in the text as it is being written; two queries."""
    nodes = numbered(text.nodes.counted())
    return found_in(nodes, VersionIndex(WorkingText(frozen(nodes))), words, replacement, same_case=same_case)

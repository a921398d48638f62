"""A place written anew part by part, as a proposal wants it, and put back as it was."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypedDict

from drafting.models import Node, Text
from drafting.queries import working_content
from drafting.queries.version_index import VersionIndex, WorkingText
from drafting.queries.wording import Line, read_lines, rewriting
from drafting.workflow.writing import add_node, remove_node, restore_node, save_node
from records.transitions import NotAllowedNow
from units.models import User


class Changed(TypedDict):
    """One part and its words; was None: it was put in, now None: it was taken out."""

    key: str
    was: str | None
    now: str | None


def rewrite(text: Text, standing: Sequence[Line], words: str, *, by: User) -> list[Changed]:
    """Make the place read as these words say: parts are changed, added and put into the bin; the rest is untouched.

    `standing`: its parts as they are now. Call it in an act that holds the lock of the text.
    """
    plan = rewriting(standing, read_lines(words, standing[0].kind))
    nodes = {str(node.key): node for node in text.nodes.active()}
    top = nodes[str(standing[0].key)]
    gone, changed = list(plan.gone), list[Changed]()
    clause: Node | None = top if top.kind == Node.Kind.CLAUSE else None
    last: dict[int, Node] = {}
    for line in plan.lines:
        if line.key == str(top.key):
            changed += _saved(top, line.body, by=by)
            continue
        parent = clause if line.kind == Node.Kind.POINT and clause is not None else top
        if line.key and nodes[line.key].parent_id != parent.pk:
            gone.append(line.key)
            line = replace(line, key=None)
        if line.key:
            node = nodes[line.key]
            changed += _saved(node, line.body, by=by)
        else:
            after = last.get(parent.pk)
            first = after is None
            node = add_node(text, by=by, kind=line.kind, parent=parent, after=after, first=first, body=line.body)
            changed.append(Changed(key=str(node.key), was=None, now=line.body))
        last[parent.pk] = node
        if line.kind == Node.Kind.CLAUSE:
            clause = node
    return changed + _removed([nodes[key] for key in gone], by=by)


def _saved(node: Node, body: str, *, by: User) -> list[Changed]:
    if node.body.strip() == body:
        return []
    save_node(node, by=by, heading=node.heading, body=body)
    return [Changed(key=str(node.key), was=node.body, now=body)]


def _removed(nodes: list[Node], *, by: User) -> list[Changed]:
    """A part takes what stands under it along; that is not named again."""
    along = {node.pk for node in nodes}
    heads = [node for node in nodes if node.parent_id not in along]
    for node in heads:
        remove_node(node, by=by)
    return [Changed(key=str(node.key), was=node.body, now=None) for node in heads]


def put_back(text: Text, changed: Sequence[Changed], *, by: User) -> None:
    """Undo `rewrite`. NotAllowedNow where one of its parts was changed again since."""
    for one in reversed(changed):
        node = text.nodes.get(key=one["key"])
        if one["now"] is None:
            restore_node(node, by=by)
        elif node.removed_at is not None or node.body == one["was"]:
            continue
        elif node.body != one["now"]:
            raise NotAllowedNow(
                f"{_place(text, node)} đã được sửa tiếp sau khi tiếp thu, không hoàn tác được. "
                "Sửa trực tiếp tại “Soạn thảo nội dung”."
            )
        elif one["was"] is None:
            remove_node(node, by=by)
        else:
            save_node(node, by=by, heading=node.heading, body=one["was"])


def _place(text: Text, node: Node) -> str:
    return VersionIndex(WorkingText(working_content(text))).place_words(node.key)

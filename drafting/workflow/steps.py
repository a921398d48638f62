"""Structural acts that can be undone and done again (hoàn tác, làm lại), by whoever did them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from drafting.actions import REDO_STEP, UNDO_STEP
from drafting.models import EditStep, Node, Text
from drafting.queries import locked_text
from drafting.queries.steps import MOST_STEPS, steps_of
from drafting.workflow.references import follow_references
from drafting.workflow.writing import save_node
from libraries.web import clock
from records.transitions import NotAllowedNow, begin, finish
from units.models import User

PLACE = ("parent_id", "position", "references")
FIELDS = ("parent_id", "position", "removed", "heading", "body", "references")
WORDS = ("heading", "body")
Changed = dict[str, dict[str, list[Any]]]


@dataclass
class Step:
    """What the act says about itself."""

    words: str = ""
    node: Node | None = None


@contextmanager
def undoable(text: Text, *, by: User) -> Iterator[Step]:
    """Acts on the parts of a text inside of it are one step. It says `words` in the end ("xóa khoản 2 Điều 5")."""
    with transaction.atomic():
        locked_text(text.pk)
        before = _stand(text)
        step = Step()
        yield step
        follow_references(text, by=by)
        after = _stand(text)
        changed: Changed = {}
        for pk, now in after.items():
            was = before.get(pk, now | {"removed": True})  # a part that was put in lay in the bin before
            if fields := {field: [was[field], now[field]] for field in FIELDS if was[field] != now[field]}:
                changed[str(pk)] = fields
        if changed:
            text.steps.filter(done_by=by, undone=True).delete()
            words = step.words[:300]
            text.steps.create(words=words, changed=changed, node=step.node, done_at=clock.now(), done_by=by)
            old = text.steps.filter(done_by=by).order_by("-pk").values_list("pk", flat=True)[MOST_STEPS:]
            EditStep.objects.filter(pk__in=list(old)).delete()


def _stand(text: Text) -> dict[int, dict[str, Any]]:
    """Where every part stands, and its words; those in the bin too."""
    rows = Node.objects.filter(text=text).values("pk", "parent_id", "position", "removed_at", *WORDS, "references")
    return {row["pk"]: row | {"removed": row["removed_at"] is not None} for row in rows}


def undo_step(text: Text, *, by: User) -> EditStep:
    """Hoàn tác: the last step of this person. NotAllowedNow where somebody changed the same since, or there is none."""
    return _turned(text, by=by, back=True)


def redo_step(text: Text, *, by: User) -> EditStep:
    """Làm lại: the step undone last."""
    return _turned(text, by=by, back=False)


@transaction.atomic
def _turned(text: Text, *, by: User, back: bool) -> EditStep:
    action = UNDO_STEP if back else REDO_STEP
    text = begin(action, text, by=by)
    steps = steps_of(text, by)
    step = steps.undo if back else steps.redo
    if step is None:
        raise NotAllowedNow(f"Không có bước nào để {'hoàn tác' if back else 'làm lại'}.")
    wanted, standing = (0, 1) if back else (1, 0)
    nodes = {str(node.pk): node for node in Node.objects.filter(text=text, pk__in=step.changed)}
    for pk, fields in step.changed.items():
        now = _fields(nodes[pk])
        if any(now[field] != sides[standing] for field, sides in fields.items()):
            raise NotAllowedNow(f"Dự thảo đã được sửa tiếp tại nơi này nên không thực hiện được: {step.words}.")
    for pk, fields in step.changed.items():
        _put(nodes[pk], {field: sides[wanted] for field, sides in fields.items()}, by=by)
    step.undone = back
    step.save(update_fields=["undone"])
    finish(action, text, by=by, data={"step": step.words, "parts": [str(node.key) for node in nodes.values()]})
    return step


def _fields(node: Node) -> dict[str, Any]:
    return {**{field: getattr(node, field) for field in FIELDS if field != "removed"}, "removed": bool(node.removed_at)}


def _put(node: Node, values: dict[str, Any], *, by: User) -> None:
    """Words are written where the part stands: what comes out of the bin before, what goes into it after."""
    words = {field: values.get(field, getattr(node, field)) for field in WORDS}
    if values.keys() & set(WORDS) and node.removed_at is None:
        save_node(node, by=by, **words)
    place: dict[str, Any] = {
        field: values[field] for field in ("parent_id", "position", "references") if field in values
    }
    if "removed" in values:
        gone = values["removed"]
        place |= {"removed_at": clock.now() if gone else None, "removed_by": by if gone else None}
    if place:
        Node.objects.filter(pk=node.pk).update(**place)
    if values.keys() & set(WORDS) and node.removed_at is not None:
        save_node(Node.objects.get(pk=node.pk), by=by, **words)
        if "references" in values:
            Node.objects.filter(pk=node.pk).update(references=values["references"])

"""Every form of every room, every box of it, and every kind of value that fits the box."""

import os
from collections import Counter
from collections.abc import Iterator
from itertools import cycle

import pytest
from django.urls import get_resolver

from tests.hostile.judge import complaints, words_said
from tests.hostile.kinds import KINDS, Kind
from tests.hostile.trying import send
from tests.support.form import Box, Form, plausible

pytestmark = pytest.mark.django_db

# The whole product takes a quarter of an hour; by default each box gets this many kinds, its neighbour others.
ALL = os.environ.get("KHOITHIDUA_HOSTILE") == "all"
SHARE = {"text": 4, "choice": 3, "hidden": 3, "date": 9, "moment": 9, "number": 9}


def acting_views(resolver=None, space=""):
    for pattern in (resolver or get_resolver()).url_patterns:
        if hasattr(pattern, "url_patterns"):
            yield from acting_views(pattern, pattern.namespace or space)
        elif getattr(pattern.callback, "is_acting", False):
            yield f"{space}:{pattern.name}"


def boxes_of(form: Form) -> list[Box]:
    """One of each: the ninth row of a table is like the first."""
    known: dict[str, Box] = {}
    for box in form.boxes:
        if box.name != "submission_token" and box.type != "file":
            known.setdefault(box.stem, box)
    return list(known.values())


def family(box: Box) -> str:
    if box.type in ("choice", "tick", "button"):
        return "choice"
    return "hidden" if box.type == "hidden" else box.mode or "text"


_turns: dict[str, Iterator[Kind]] = {}


def kinds_for(box: Box) -> list[Kind]:
    """Where the last box of this family left off."""
    fitting = [kind for kind in KINDS if family(box) in kind.fits]
    if ALL:
        return fitting
    turn = _turns.setdefault(family(box), cycle(fitting))
    return [next(turn) for _ in range(SHARE[family(box)])]


def test_the_form_of_every_act_was_met(forms):
    # Shown for ten seconds after a reminder was sent; it has no box.
    after_an_act = {"signatures:take_back_reminder"}
    assert set(acting_views()) - {form.view for form in forms} - after_an_act == set()


def test_what_is_meant_well_is_taken(forms, house):
    """The ground of all else here: one wrong value is refused for itself, not for what surrounds it."""
    taken, refused = 0, []
    for form in forms:
        if form.method == "post" and all(box.type != "file" for box in form.boxes):
            answer = send(house, form, plausible(house, form))
            if answer.accepted or answer.written:
                taken += 1
            else:
                refused.append(f"{form}: {answer.status} {answer.trouble} {words_said(answer)[:200]}")
    print(taken, "taken;", *refused, sep="\n")
    assert len(refused) <= 6, "\n".join(refused)


def test_every_box_gets_every_kind(forms, house):
    tries, found, answers, met = 0, [], Counter(), set()
    others = ids_elsewhere(forms)
    for form in forms:
        for box in boxes_of(form):
            for kind in kinds_for(box):
                value = others(box) if kind.word == "id-of-others" else kind.value
                sent = with_value(plausible(house, form), box, value)
                raw = {box.name: kind.bytes} if kind.bytes else None
                answer = send(house, form, sent, raw, follow=bool(kind.raw))
                tries += 1
                met.add(kind)
                answers[answer.status] += 1
                wrong = [f"{form} | {box.name} | {kind}: {what}" for what in complaints(form, box, kind, sent, answer)]
                found += wrong
                if ALL and wrong:
                    print(*wrong, sep="\n", flush=True)
    boxes = sum(len(boxes_of(form)) for form in forms)
    print(f"\n{len(forms)} forms, {boxes} boxes, {len(met)} of {len(KINDS)} kinds of values, {tries} tries")
    print(dict(answers))
    assert met == set(KINDS)
    assert not found, f"{len(found)}\n" + "\n".join(found)


def with_value(pairs, box: Box, value: str):
    kept = [(name, old) for name, old in pairs if name != box.name]
    place = next((place for place, (name, _) in enumerate(pairs) if name == box.name), len(kept))
    return [*kept[:place], (box.name, value), *kept[place:]]


def ids_elsewhere(forms):
    """A value that boxes of this name have in other forms, mostly the id of another unit, bloc or person."""
    offered: dict[str, set[str]] = {}
    for form in forms:
        for box in form.boxes:
            offered.setdefault(box.stem, set()).update([*box.options, box.value])

    def one(box: Box) -> str:
        strange = {value for value in offered[box.stem] if value.isdigit()} - set(box.options) - {box.value}
        return min(strange, key=lambda value: (len(value), value), default="1")

    return one

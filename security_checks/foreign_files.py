"""The door for foreign files: small files that cost much are stopped by the limits of the child, and only by them."""

import time

from libraries import foreign_files
from libraries.foreign_files import FileRefused, Limits
from security_checks.goals import Goals
from tests.support.hostile_files import nested_forms, packed_zeros

WIDE = Limits(seconds=60, wall_seconds=90, megabytes=4096)


def run(goals: Goals, *, kills: int) -> None:
    begun = time.monotonic()
    refused = [code_of(nested_forms(9), draw=True), code_of(packed_zeros(300))]
    goals.equals("files.bombs-refused", refused, ["cannot_draw", "bomb"])
    goals.most("files.bombs-seconds", time.monotonic() - begun, 2 * Limits().wall_seconds)
    smaller = nested_forms(6)
    goals.equals("files.limit", code_of(smaller, draw=True, limits=Limits(seconds=2)), "cannot_draw")
    goals.control("files.limit", code_of(smaller, draw=True, limits=WIDE) == "taken")


def code_of(content: bytes, *, draw: bool = False, limits: Limits | None = None) -> str:
    try:
        if draw:
            foreign_files.draw(content, limits=limits)
        else:
            foreign_files.clean(content, limits=limits)
    except FileRefused as refusal:
        return refusal.code
    return "taken"

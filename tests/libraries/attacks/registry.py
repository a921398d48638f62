"""Every attack by its name."""

from collections.abc import Callable
from dataclasses import dataclass

Change = Callable[[bytes], bytes]


@dataclass(frozen=True)
class Attack:
    """`status` is what the public is told."""

    make: Change
    status: str


ATTACKS: dict[str, Attack] = {}


def attack(status: str = "altered"):
    def add(make: Change) -> Change:
        ATTACKS[make.__name__] = Attack(make, status)
        return make

    return add

"""A row as an address names it, and all rows by kind."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Thing:
    """A row as an address names it: its arguments, whose it is, and its situation in words.

    `asked`: (page, query) of what only this row can be asked in the address.
    """

    name: str
    args: tuple = ()
    bloc: str = ""
    unit: str = ""
    owner: str = ""
    being: frozenset = frozenset()
    asked: tuple[tuple[str, str], ...] = ()


@dataclass
class World:
    things: dict[str, list[Thing]] = field(default_factory=dict)

    def of(self, kind: str | None) -> list[Thing]:
        return [Thing("")] if kind is None else self.things[kind]

    def named(self, kind: str, name: str) -> Thing:
        return next(thing for thing in self.things[kind] if thing.name == name)


def add_thing(world, kind, name, args, bloc="", unit="", owner="", *being, asked=()):
    args = args if isinstance(args, tuple) else (args,)
    world.things.setdefault(kind, []).append(Thing(name, args, bloc, unit, owner, frozenset(being), asked))

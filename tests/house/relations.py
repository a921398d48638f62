"""How a person stands to a row: the words of which tests/house/doors/ is made, joined by | and &."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.house.world import Thing
from tests.support.persona import BLOC_OF, HEADS, Persona


class Who:
    """A relation between a person and a row, joined by | and &."""

    def __init__(self, test: Callable[[Persona, Thing], bool]):
        self.test = test

    def __call__(self, person: Persona, thing: Thing) -> bool:
        return self.test(person, thing)

    def __or__(self, other: "Who") -> "Who":
        return Who(lambda person, thing: self(person, thing) or other(person, thing))

    def __and__(self, other: "Who") -> "Who":
        return Who(lambda person, thing: self(person, thing) and other(person, thing))

    def __invert__(self) -> "Who":
        return Who(lambda person, thing: not self(person, thing))


# --- Relations -------------------------------------------------------------------------------------------------------
anybody = Who(lambda person, thing: True)
nobody = Who(lambda person, thing: False)
logged_in = Who(lambda person, thing: person.active)
member = Who(lambda person, thing: person.active and bool(thing.bloc) and person.bloc == thing.bloc)
secretary = Who(lambda person, thing: person.active and bool(thing.bloc) and person.keeps == thing.bloc)
secretary_somewhere = Who(lambda person, thing: person.active and bool(person.keeps))
# worker: staff or leader of the row's unit. signer: speaks for it, as leader or by an authorisation. chief: its leader.
worker = Who(lambda person, thing: bool(thing.unit) and person.unit == thing.unit)
signer = Who(lambda person, thing: worker(person, thing) and person.speaks)
chief = Who(lambda person, thing: worker(person, thing) and person.leads)
some_worker = Who(lambda person, thing: bool(thing.bloc) and BLOC_OF.get(person.unit) == thing.bloc)
some_signer = Who(lambda person, thing: some_worker(person, thing) and person.speaks)
head_leader = Who(lambda person, thing: some_signer(person, thing) and person.unit == HEADS[thing.bloc])
head_worker = Who(lambda person, thing: some_worker(person, thing) and person.unit == HEADS[thing.bloc])
board = Who(lambda person, thing: person.board)
decider = Who(lambda person, thing: person.decides)
operator = Who(lambda person, thing: person.operator)
oneself = Who(lambda person, thing: bool(thing.owner) and person.name == thing.owner)
# Rows that are what their address says (not a unit of one bloc under the address of another).
real = Who(lambda person, thing: bool(thing.bloc))
# Whoever holds the address of a link: nobody logged in, or the person it was sent to.
link_holder = ~logged_in | oneself


def being(word: str) -> Who:
    """The row's situation, as tests/house/world/ writes it down."""
    return Who(lambda person, thing: word in thing.being)


sent, published, settled, shown = being("sent"), being("issued"), being("settled"), being("shown")
ended, sealed, decided, handed_in = being("ended"), being("sealed"), being("decided"), being("handed in")


# --- Lines -----------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Door:
    """`kind`: the rows it is tried with (None: the page has no row). `at_login`: its own answer leads to the login.

    `acting`: who may post, where that is not everybody who may look.
    """

    methods: tuple[str, ...]
    kind: str | None
    who: Who
    at_login: bool = False
    acting: Who | None = None

    def may(self, person: Persona, thing: Thing, method: str) -> bool:
        return (self.acting if self.acting is not None and method == "POST" else self.who)(person, thing)


def sees(kind: str | None, who: Who, **more) -> Door:
    return Door(("GET",), kind, who, **more)


def acts(kind: str | None, who: Who, **more) -> Door:
    return Door(("POST",), kind, who, **more)


def both(kind: str | None, who: Who, **more) -> Door:
    return Door(("GET", "POST"), kind, who, **more)

"""Whose a row is: its emulation year, its bloc, and the chain of the audit log that its acts are written to.

`chain` is the slug of the bloc; rows of the installation or of the city write `chain = INSTALLATION`, `chain = CITY`.
"""

from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from units.models import Bloc, EmulationYear, Unit


class BlocOwned:
    """A row with a `bloc`."""

    if TYPE_CHECKING:

        @property
        def bloc(self) -> "Bloc": ...

    @property
    def chain(self) -> str:
        return self.bloc.slug


class UnitOwned(BlocOwned):
    """A row with a `unit`: the unit's bloc is its bloc."""

    unit: "Unit"

    @property
    def bloc(self) -> "Bloc":
        return self.unit.bloc


class YearOwned(BlocOwned):
    """A row with an `emulation_year`."""

    if TYPE_CHECKING:

        @property
        def emulation_year(self) -> "EmulationYear": ...

    @property
    def bloc(self) -> "Bloc":
        return self.emulation_year.bloc


class PartOf(YearOwned):
    """A row that hangs on another one: `part_of` names the field that leads to it."""

    part_of: ClassVar[str]

    @property
    def emulation_year(self) -> "EmulationYear":
        whole: YearOwned = getattr(self, self.part_of)
        return whole.emulation_year


class Toned:
    """A row whose state has a colour: state → the tone of its tag (`mut`, `info`, `warn`, `ok`, `late`)."""

    state: Any
    TONES: ClassVar[dict[str, str]]

    @property
    def state_tone(self) -> str:
        return self.TONES[self.state]

"""A unit's part in a pledge: what the unit's own people may work on. Not a row; what permissions are asked about."""

from dataclasses import dataclass

from pledges.models import Pledge
from units.models import EmulationYear, Unit


@dataclass(frozen=True)
class Part:
    """The targets of one unit; open to be written exactly when the pledge is."""

    pledge: Pledge
    unit: Unit

    @property
    def emulation_year(self) -> EmulationYear:
        return self.pledge.emulation_year

    @property
    def state_row(self) -> Pledge:
        """A part has no state of its own."""
        return self.pledge

"""The emulation year once more in the rows that are listed by it, kept by the database.

A list of the city is ordered newest year first. With the year in a joined table PostgreSQL sorts all rows to show
twenty; with it in the row an index gives the twenty at once.
"""

from typing import Any

import pgtrigger
from django.db import models

from records.triggers import Trigger


def listed_year() -> Any:
    """The field. Nobody writes it but the trigger."""
    return models.PositiveSmallIntegerField("năm để xếp", default=0, editable=False)


YEAR_OF_THE_ROW = Trigger(
    name="year_of_the_row",
    operation=pgtrigger.Insert | pgtrigger.Update,
    func="""
        SELECT year INTO NEW.listed_year FROM units_emulationyear WHERE id = NEW.emulation_year_id;
        RETURN NEW;
    """,
)

"""A short table typed into boxes and kept as text: one line a row, its cells between semicolons."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDict
from django.utils.safestring import SafeString

SEPARATOR = ";"
SPARE = 3


@dataclass(frozen=True)
class Cell:
    """A column of the table: its label, its width in twelfths of a wide page, an example."""

    label: str
    width: int
    example: str = ""


class TypedLines(str):
    """The text of the rows, and the words of their boxes as they were typed: a form shown again changes no letter."""

    rows: list[list[str]]

    def __new__(cls, text: str, rows: list[list[str]]) -> "TypedLines":
        lines = super().__new__(cls, text)
        lines.rows = rows
        return lines


class LinesWidget(forms.Widget):
    """The boxes of every row, named `<field>_<row>_<column>`, with spare rows below; an emptied row goes."""

    def __init__(self, cells: tuple[Cell, ...], most: int) -> None:
        super().__init__()
        self.cells, self.most = cells, most

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        if isinstance(value, TypedLines):
            rows = list(value.rows)
        else:
            lines = [line for line in str(value or "").splitlines() if line.strip()]
            rows = [[cell.strip() for cell in line.split(SEPARATOR)] for line in lines]
        count = min(max(len(rows) + SPARE, 1), self.most)
        rows += [[] for _ in range(count - len(rows))]
        boxes = [
            [
                {
                    "cell": cell,
                    "name": f"{name}_{place}_{column}",
                    "value": row[column] if column < len(row) else "",
                }
                for column, cell in enumerate(self.cells)
            ]
            for place, row in enumerate(rows)
        ]
        return render_to_string("components/lines.html", {"rows": boxes, "id": (attrs or {}).get("id", "")})

    def value_from_datadict(self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str) -> TypedLines:
        """The rows with something in them; a semicolon inside a box would be one more column: a comma."""
        lines, rows = [], []
        for place in range(self.most):
            typed = [str(data.get(f"{name}_{place}_{column}", "") or "") for column in range(len(self.cells))]
            cells = [" ".join(one.replace(SEPARATOR, ",").split()) for one in typed]
            if any(cells):
                lines.append(f"{SEPARATOR} ".join(cells).strip())
                rows.append(typed)
        return TypedLines("\n".join(lines), rows)

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return False

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_0_0" if id_ else ""

"""A redline as Word's own tracked changes."""

from __future__ import annotations

import datetime

from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.oxml.xmlchemy import BaseOxmlElement

from libraries.printing.paper import Redline
from libraries.printing.word.elements import element, raw_run

REDLINE_AUTHOR = "Tổ thư ký Khối"


class TrackedChanges:
    """Each change with its own number: Word shows, accepts and refuses them one by one."""

    def __init__(self, date: datetime.date | None) -> None:
        self.date = date
        self.count = 0

    def write(self, paragraph: CT_P, redline: Redline, *, size: float | None) -> None:
        """The runs of a redline, into this paragraph."""
        kinds = {kind for kind, text in redline.ops if text}
        if len(kinds) == 1 and kinds <= {"insert", "delete"}:
            # The whole paragraph is new or gone: its mark too, or an empty paragraph stays after accepting.
            properties = paragraph.get_or_add_pPr()
            mark = element("rPr")
            mark.append(self.change("ins" if kinds == {"insert"} else "del"))
            properties.append(mark)
        for kind, text in redline.ops:
            if not text:
                continue
            holder = paragraph
            if kind != "equal":
                holder = self.change("ins" if kind == "insert" else "del")
                paragraph.append(holder)
            holder.append(raw_run(text, size=size, deleted=kind == "delete"))

    def change(self, name: str) -> BaseOxmlElement:
        self.count += 1
        made = element(name, id=self.count, author=REDLINE_AUTHOR)
        if self.date:
            made.set(qn("w:date"), f"{self.date.isoformat()}T00:00:00Z")
        return made

"""A form (mẫu văn bản), described once: for the room that issues it, the page that shows it, the test of its look."""

import dataclasses
import datetime
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import ParamSpec

from law.paper_forms.elements import Element
from law.queries import citations
from libraries.printing.paper import Paper
from records.transitions import NotAllowedNow

Given = ParamSpec("Given")


@dataclass(frozen=True)
class FormElement:
    """An element in its place on a form; one that is not required may be left out where there is nothing to say."""

    element: Element
    required: bool = True


@dataclass(frozen=True)
class PaperForm:
    """A kind of paper: everything about it that does not change from one paper to the next.

    slug        its word in addresses and file names
    name        how the office calls it; kind: what is printed, "" for an official letter
    symbol      abbreviation of the kind in the number ("QĐ"); "" for a letter and for papers without a number
    purpose     when it is used, a sentence
    source      where the law shows it
    elements    in the order in which they are read
    topics      of law.models.LegalText that its basis cites, on the day of the act
    resolution  the word before the articles
    """

    slug: str
    name: str
    kind: str
    symbol: str
    purpose: str
    source: str
    elements: tuple[FormElement, ...]
    topics: tuple[str, ...] = ()
    resolution: str = ""
    landscape: bool = False
    ends_with_mark: bool = True

    @property
    def required(self) -> tuple[Element, ...]:
        return tuple(row.element for row in self.elements if row.required)

    def has(self, element: Element) -> bool:
        return any(row.element == element for row in self.elements)

    def series(self, code: str) -> str:
        """What follows the number: "QC-KTĐ" for the bloc (or agency) whose symbol is "KTĐ"; of a letter "KTĐ" alone."""
        return f"{self.symbol}-{code}" if self.symbol else code

    def basis(self, on: datetime.date, *own: str) -> tuple[str, ...]:
        """What it rests on, on that day: the law's texts in force, then the paper's own grounds."""
        law = citations(on, *self.topics) if self.topics else ()
        return (*law, *(line for line in own if line))

    def filled(self, paper: Paper) -> Paper:
        """The paper in this form. NotAllowedNow, naming what is missing, for anything but a draft."""
        paper = dataclasses.replace(
            paper,
            kind=paper.kind or self.kind,
            resolution=self.resolution,
            landscape=self.landscape,
            ends_with_mark=self.ends_with_mark,
        )
        if not paper.note_box and (missing := self.missing(paper)):
            words = ", ".join(str(element) for element in missing)
            raise NotAllowedNow(f"{self.name} chưa đủ thể thức, còn thiếu: {words}. Bổ sung rồi thực hiện lại.")
        return paper

    def missing(self, paper: Paper) -> tuple[Element, ...]:
        """Required elements that this paper lacks."""
        return tuple(element for element in self.required if not element.is_on(paper))

    def describes(self, make: Callable[Given, Paper]) -> Callable[Given, Paper]:
        """Decorates the function that gives a paper of this form its facts."""

        @wraps(make)
        def made(*args: Given.args, **options: Given.kwargs) -> Paper:
            return self.filled(make(*args, **options))

        return made


@dataclass(frozen=True)
class SheetForm:
    """A drawn sheet of its own size (certificate, flag): no administrative document, but it has its order of lines.

    `lines`: slot of the layout → how it is called.
    """

    slug: str
    name: str
    purpose: str
    source: str
    size: str
    lines: tuple[tuple[str, str], ...]


Form = PaperForm | SheetForm

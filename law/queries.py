"""What is in force on a day, how papers cite it, and what is wrong with a basis that somebody typed."""

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from law.models import BaseSalary, LegalText, Wording
from libraries.text import likeness
from libraries.web import clock
from libraries.web.formats import document_date, short_date
from units.models import in_force

TEN_THOUSAND = Decimal(10_000)
# The order in which a paper names its grounds: whose authority first, then the matter; laws before what details them.
TOPICS = (LegalText.Topic.AUTHORITY, LegalText.Topic.EMULATION, LegalText.Topic.PAPERWORK)
KINDS = tuple(LegalText.Kind)
NUMBER = re.compile(r"\d{1,4}/\d{4}/[A-ZĐ][A-ZĐ0-9-]*")
LAW_NAME = "luat thi dua, khen thuong"


def texts_in_force(on: datetime.date, *topics: str) -> list[LegalText]:
    """Texts in force on that day that may be cited, in the order of a paper; amendments after what they amend."""
    rows = list(LegalText.objects.in_force(on).citable().filter(topic__in=topics).order_by("issued_on", "pk"))
    bases = [row for row in rows if row.amends_id is None]
    bases.sort(key=lambda row: (TOPICS.index(LegalText.Topic(row.topic)), KINDS.index(LegalText.Kind(row.kind))))
    found = []
    for base in bases:
        found += [base, *(row for row in rows if row.amends_id == base.pk)]
    return found


def citations(on: datetime.date, *topics: str) -> tuple[str, ...]:
    """Lines "Căn cứ …" for a paper of that day: each text with its amendments on one line.

    NĐ 30/2020, Phụ lục I, II.6: the paper itself puts ";" and "." at the ends.
    """
    lines: list[str] = []
    for text in texts_in_force(on, *topics):
        if text.amends_id is None:
            lines.append(f"Căn cứ {text.citation}")
        else:
            lines[-1] += f"; {text.citation}"
    return tuple(lines)


def suggested_basis(on: datetime.date) -> str:
    """What a text begun on that day starts with, a line each; its writer may change it."""
    return "\n".join(citations(on, LegalText.Topic.EMULATION))


@dataclass(frozen=True)
class WrongBasis:
    """A typed line of the legal basis that does not hold on the day, in a sentence that says what to write."""

    line: str
    sentence: str


def wrong_bases(lines: Iterable[str], on: datetime.date) -> list[WrongBasis]:
    """Typed lines that name a text not in force on that day, or a law without its day (Phụ lục I, II.6).

    A text that this installation does not know (a decision of the city, minutes) is not judged.
    """
    texts = list(LegalText.objects.all())
    return [WrongBasis(line, sentence) for line in lines for sentence in _faults(line, texts, on)]


def _faults(line: str, texts: list[LegalText], on: datetime.date) -> Iterator[str]:
    named = [text for text in texts if _names(line, text)]
    for text in named:
        if text.valid_from > on:
            yield (
                f"{text} có hiệu lực từ ngày {short_date(text.valid_from)}, chưa có hiệu lực vào "
                f"ngày {short_date(on)}. Bỏ hoặc thay căn cứ này."
            )
        elif text.valid_to is not None and text.valid_to <= on:
            yield (
                f"{text} đã hết hiệu lực từ ngày {short_date(text.valid_to)}, không còn là căn cứ vào "
                f"ngày {short_date(on)}. Bỏ hoặc thay căn cứ này."
            )
    begins = likeness(line).removeprefix("can cu ").startswith(LAW_NAME)
    if begins and not any(text.kind == LegalText.Kind.LAW for text in named):
        right = next(iter(citations(on, LegalText.Topic.EMULATION)), "")
        if right:
            yield f"Căn cứ Luật Thi đua, khen thưởng chưa có ngày ban hành. Sửa thành: “{right}”."
    for text in named:
        if text.kind == LegalText.Kind.LAW and text.number.casefold() in line.casefold():
            yield f"Luật được viện dẫn theo tên và ngày, không kèm số. Sửa thành: “Căn cứ {text.citation}”."


def _names(line: str, text: LegalText) -> bool:
    """The line cites this text: by its number, or a law by its day."""
    numbers = {number.casefold() for number in NUMBER.findall(line.upper())}
    if text.number.casefold() in numbers:
        return True
    key = likeness(line)
    return text.kind == LegalText.Kind.LAW and "luat" in key and likeness(document_date(text.issued_on)) in key


def wording_on(day: datetime.date | None = None) -> Wording:
    """The words of that day (today by default); of a day before the first period, the first ones.

    What a paper, a signature or a result says is read by its own day, so that a new period changes nothing old.
    """
    day = day or clock.today()
    held = Wording.objects.filter(in_force(day)).first() or Wording.objects.order_by("valid_from").first()
    return held or Wording()


def prize(multiplier: Decimal, on: datetime.date) -> int | None:
    """Đồng of a prize decided on that day: multiplier × base salary, rounded up to ten thousand; None without one.

    NĐ 152/2025 Đ.49.
    """
    salary = BaseSalary.objects.filter(in_force(on)).first()
    if salary is None:
        return None
    return int((salary.amount * multiplier / TEN_THOUSAND).to_integral_value(ROUND_CEILING) * TEN_THOUSAND)

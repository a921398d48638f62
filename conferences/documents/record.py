"""What was said and handed over at an item, as lines of the minutes: the same words wherever the record is printed."""

from collections.abc import Iterator
from itertools import groupby

from conferences.models import Contribution
from libraries.web.formats import lower_first

Kind = Contribution.Kind
HEADS = {
    Kind.OPINION: "Ý kiến của các đơn vị:",
    Kind.PAPER: "Tham luận, trao đổi kinh nghiệm:",
    Kind.INSTRUCTION: "Ý kiến chỉ đạo:",
    Kind.CONCLUSION: "Kết luận:",
    Kind.HANDOVER: "Trao thưởng:",
}


def record_lines(rows: tuple[Contribution, ...], names: dict[int, str]) -> Iterator[str]:
    """A head for each run of one kind, then a line a row. names: unit → the name it bore on the day."""
    for kind, run in groupby(rows, key=lambda row: Kind(row.kind)):
        yield HEADS[kind]
        for row in run:
            yield from line_of(row, names)


def line_of(row: Contribution, names: dict[int, str]) -> Iterator[str]:
    """One row; the paragraphs of a long text below its first line."""
    unit = "" if row.unit_id is None else names.get(row.unit_id) or str(row.unit)
    if row.kind == Kind.HANDOVER:
        receiver = f"; người nhận: {row.receiver}" if row.receiver else ""
        yield _ended(f"- {row.person_words} trao {row.title} tặng {unit}{receiver}")
        return
    if row.kind == Kind.PAPER:
        who = f" ({row.person_words} trình bày)" if row.person_words else ""
        file = "" if row.document_id is None else "; toàn văn trong hồ sơ hội nghị"
        yield _ended(f"- {unit}{who}: “{row.title}”{file}")
        yield from _paragraphs(row.text)
        return
    who = f"{unit} ({row.person_words})" if unit and row.person_words else unit or row.person_words
    topic = f", về {lower_first(row.get_topic_display())}" if row.topic else ""
    first, *more = _paragraphs(row.text)
    yield f"- {who}{topic}: {first}" if who else f"- {first}"
    yield from more
    if row.outcome == Contribution.Outcome.ANSWERED:
        yield _ended(f"Giải trình: {row.answer}")
    elif row.outcome == Contribution.Outcome.NOTED:
        yield "Hội nghị tiếp thu ý kiến này."


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?", "…")) else f"{sentence}."


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]

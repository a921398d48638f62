"""The check of a text (kiểm tra văn bản) before it goes out, is settled, adopted and issued: what is still wrong.

What BLOCKS must be mended before the words become final, what wants a REASON may stand when somebody says why, a NOTE
is only told. Before a consultation nothing blocks: units may be asked about a gap, but not without a word why.
"""

import datetime
import enum
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from drafting.models import Text
from drafting.queries.amended import base_of
from drafting.queries.answering import accepted_unchanged
from drafting.queries.bound_parts import bound_lines, likely_part
from drafting.queries.numbering import NumberedNode, frozen, numbered
from drafting.queries.references import lost_references, references_in
from drafting.queries.splitting import numbered_lines
from drafting.queries.typed_numbers import BOX, capital_lines, plain_marks, typed_number, without_number
from drafting.queries.version_index import VersionIndex, WorkingText
from law.queries import wrong_bases
from libraries.web import clock
from libraries.web.formats import vn_number
from units.bound_settings import SETTINGS

PLACEHOLDER = re.compile(r"\[\s*(?:…|\.{2,}|_+)\s*\]|…{2,}|\.{4,}|_{3,}")
COUNT = re.compile(
    r"(?P<before>ít nhất |tối thiểu |từ |trên |quá |dưới )?"
    r"(?:(?:gồm|tổng số)(?: có)?\s+(?P<all>\d{1,3})\s*(?:\([^)]{1,30}\)\s*)?đơn vị"
    r"|(?P<members>\d{1,3})\s*(?:\([^)]{1,30}\)\s*)?đơn vị thành viên)\b"
)


class Weight(enum.Enum):
    """What a finding means for the text."""

    BLOCKS = "Phải sửa"
    REASON = "Sửa hoặc nêu lý do"
    NOTE = "Nên xem lại"


@dataclass(frozen=True)
class Finding:
    """One thing found: where it is, in words; the part to open; whether one click mends it."""

    weight: Weight
    sentence: str
    node: int | None = None
    comment: int | None = None
    mends: bool = False
    confirms: bool = False  # one click says that the part which bears the number now is meant
    binds: bool = False  # it is mended where parts are bound to settings


def findings_of(text: Text, on: datetime.date | None = None) -> list[Finding]:
    """All that is wrong with the working text on that day (today), in the order of the text."""
    nodes = numbered(text.nodes.counted())
    index = VersionIndex(WorkingText(frozen(nodes)))
    holding, there = {node.parent for node in nodes}, citations_of(index)
    found = [*_of_bases(text, on or clock.today())]
    for node in nodes:
        found += _of_node(node, index, node.key in holding, there)
    base = base_of(text)
    if base is not None and base.content == index.content:
        found.append(Finding(Weight.BLOCKS, "Chưa sửa nội dung nào của văn bản được sửa đổi."))
    if text.amends and not text.own_provisions:
        found.append(Finding(Weight.BLOCKS, "Chưa nhập điều khoản thi hành của văn bản sửa đổi, bổ sung."))
    found += _of_units(text, nodes)
    if text.kind == Text.Kind.REGULATION:
        found += _of_settings(text, index)
    if nodes and text.kind == Text.Kind.REGULATION and not any("hiệu lực" in _all_words(node) for node in nodes):
        found.append(Finding(Weight.NOTE, "Chưa có quy định về hiệu lực thi hành."))
    for row in accepted_unchanged(text, index):
        sentence = f"{row.place}: đã trả lời “{row.answer.get_result_display() if row.answer else ''}” góp ý của "
        found.append(
            Finding(Weight.REASON, f"{sentence}{row.units}, nhưng lời văn chưa được sửa.", comment=row.comment.pk)
        )
    return found


def before_consultation(found: Iterable[Finding]) -> list[Finding]:
    """The same before the units are asked: nothing is final yet."""
    return [replace(one, weight=Weight.REASON) if one.weight is Weight.BLOCKS else one for one in found]


def of_weight(found: Iterable[Finding], weight: Weight) -> list[Finding]:
    return [one for one in found if one.weight is weight]


def _all_words(node: NumberedNode) -> str:
    return f"{node.heading} {node.body}"


def _of_bases(text: Text, on: datetime.date) -> Iterator[Finding]:
    if not text.bases:
        yield Finding(Weight.NOTE, "Chưa nhập căn cứ.")
    for wrong in wrong_bases(text.bases, on):
        yield Finding(Weight.BLOCKS, wrong.sentence)


def citations_of(index: VersionIndex) -> frozenset[str]:
    """How the parts of a text are cited, without regard to capitals."""
    return frozenset(row.citation.casefold() for row in index.nodes if row.citation)


def _of_node(node: NumberedNode, index: VersionIndex, has_more: bool, there: frozenset[str]) -> Iterator[Finding]:
    place, words = index.place_words(node.key), _all_words(node)

    def found(weight: Weight, what: str, mends: bool = False) -> Finding:
        return Finding(weight, f"{place}: {what}", node.node.pk, mends=mends)

    if gaps := PLACEHOLDER.findall(words):
        yield found(Weight.BLOCKS, f"còn {vn_number(len(gaps))} nội dung để trống “{gaps[0]}”.")
    if not node.body.strip() and not has_more:
        yield found(Weight.BLOCKS, "chưa có nội dung.")
    if number := typed_number(node.kind, node.heading, node.body):
        yield found(Weight.BLOCKS, f"số “{number}” được nhập trong nội dung, khi in sẽ lặp hai lần.", mends=True)
    if lines := numbered_lines(node.kind, node.body):
        sentence = f"có {vn_number(lines)} dòng đánh số trong một phần, nên tách thành khoản, điểm."
        yield found(Weight.REASON, sentence, mends=True)
    if BOX.search(words) or plain_marks(words) != words:
        yield found(Weight.REASON, "còn ký hiệu riêng của Word, khi in không đọc được.", mends=True)
    if _begins_small(node):
        yield found(Weight.NOTE, "ký tự đầu dòng chưa viết hoa.", mends=True)
    lost = dict(lost_references(node, index, node.node.references))
    for cited, key in lost.items():
        sentence = f"dẫn chiếu “{cited}” đến phần đã xóa."
        if key:
            sentence += f" Số này nay là của phần khác: {_short(index.by_key[key])}"
        yield replace(found(Weight.BLOCKS, sentence), confirms=bool(key))
    for cited in dead_references(node, index, there):
        if cited in lost:
            continue
        yield found(Weight.BLOCKS, f"dẫn chiếu “{cited}”, phần này không có trong văn bản.")


def _short(node: NumberedNode) -> str:
    words = " ".join((node.heading or node.body).split())
    return f"“{words[:60]}{'…' if len(words) > 60 else ''}”."


def _begins_small(node: NumberedNode) -> bool:
    body = without_number(node.kind, node.body)
    return capital_lines(node.heading) != node.heading or capital_lines(body) != body


def dead_references(node: NumberedNode, index: VersionIndex, there: frozenset[str]) -> Iterator[str]:
    """Citations of this text's own parts that it has not: "khoản 5 Điều 7"."""
    article = index.article_of(node.key)
    above = index.at(article.parent) if article is not None else None
    # In a Phụ lục "Điều 1" may mean its own.
    around = f" {above.citation}" if above is not None and above.kind == "annex" else ""
    for one in references_in(_all_words(node), node, index):
        wanted = one.citation.casefold()
        if wanted not in there and f"{wanted}{around}".casefold() not in there:
            yield one.words


def _of_settings(text: Text, index: VersionIndex) -> Iterator[Finding]:
    """What the text lays down against what the bloc has, and what looks as if it laid something down."""
    lines = bound_lines(text.bound_parts.select_related("node"), index, text.bloc)
    for line in lines:
        name = f"thiết lập “{line.setting.label}”"
        if not line.place:
            yield Finding(Weight.REASON, f"Phần gắn với {name} đã bị xóa. Chọn phần khác.", binds=True)
        elif not line.said:
            yield Finding(Weight.REASON, f"{_upper(line.place)} gắn với {name} nhưng không ghi mức nào.", binds=True)
        elif not line.agrees:
            sentence = f"{_upper(line.place)} ghi {line.said_words}, {name} của Khối là {line.value}."
            yield Finding(Weight.REASON, sentence, binds=True)
    bound = {line.setting.name for line in lines}
    for setting in SETTINGS.values():
        if setting.name not in bound and (key := likely_part(index, setting)):
            place = _upper(index.place_in_sentence(key))
            yield Finding(Weight.NOTE, f"{place} chưa gắn với thiết lập “{setting.label}” của Khối.", binds=True)


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def _of_units(text: Text, nodes: list[NumberedNode]) -> Iterator[Finding]:
    """The number of units, and their list where the text has one, against the units of the year."""
    units, year = list(text.emulation_year.units()), text.emulation_year.year
    for node in nodes:
        for found in COUNT.finditer(_all_words(node)):
            said = found["all"] or found["members"]
            if not found["before"] and int(said) != len(units):
                there = f"năm {year} Khối có {vn_number(len(units))} đơn vị"
                yield Finding(
                    Weight.REASON, f"{node.citation or 'Đoạn văn'}: ghi {said} đơn vị, {there}.", node.node.pk
                )
    listing = "\n".join(_all_words(node) for node in nodes)
    missing = [unit for unit in units if unit.name not in listing and unit.short_name not in listing]
    if missing and len(missing) <= len(units) // 2:
        names = "; ".join(unit.short_name for unit in missing)
        yield Finding(Weight.REASON, f"Danh sách đơn vị trong văn bản thiếu: {names}.")

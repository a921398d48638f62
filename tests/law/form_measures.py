"""NĐ 30/2020, Phụ lục I, element by element, as ranges that a printed page is measured against (millimetres, points).

The numbers are the decree's own. They stand here a second time on purpose: libraries/printing/decree.py is tested.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from law.paper_forms import elements as on
from law.paper_forms.description import PaperForm
from law.paper_forms.elements import Element
from libraries.printing.paper import Annex, Article, Paper, SignatureGrid, Table
from tests.support.printed import Line, Printed, plain

LEFT, RIGHT, TOP, BOTTOM = (30, 35), (15, 20), (20, 25), (20, 25)
SLACK = 0.8  # ink begins a little beside its origin


@dataclass(frozen=True)
class Look:
    """size: from, to; weight and slope; in capitals or not (None: as written)."""

    size: tuple[float, float]
    bold: bool = False
    italic: bool = False
    capitals: bool | None = None


LOOKS = {
    on.SUPERIOR: Look((12, 13), capitals=True),
    on.ISSUER: Look((12, 13), bold=True, capitals=True),
    on.NUMBER: Look((13, 13)),
    on.LETTER_SUBJECT: Look((12, 13)),
    on.PLACE_DATE: Look((13, 14), italic=True),
    on.KIND: Look((13, 14), bold=True, capitals=True),
    on.SUBJECT: Look((13, 14), bold=True),
    on.ATTACHED_TO: Look((13, 14), italic=True),
    on.ADDRESSEES: Look((13, 14)),
    on.AUTHORITY: Look((13, 14), bold=True, capitals=True),
    on.BASIS: Look((13, 14), italic=True),
    on.RESOLUTION: Look((13, 14), bold=True, capitals=True),
}


@dataclass
class Page:
    """A printed paper with what was meant."""

    form: PaperForm
    paper: Paper
    printed: Printed

    @property
    def left(self) -> float:
        return 30.0

    @property
    def middle(self) -> float:
        """Of the text between its margins."""
        return (30 + self.printed.width - 15) / 2

    def find(self, words: str, *, beside: Callable[[Line], bool] = lambda line: True) -> list[Line]:
        """The lines of which these words are made, the first with at least their first word; [] when not printed."""
        wanted = plain(words)
        for place, first in enumerate(self.printed.lines):
            if not beside(first) or not wanted.startswith(first.text) or len(first.text) < min(4, len(wanted)):
                continue
            rest, found = wanted[len(first.text) :].strip(), [first]
            for line in self.printed.lines[place + 1 :]:
                if not rest:
                    break
                if beside(line) and rest.startswith(line.text):
                    rest, found = rest[len(line.text) :].strip(), [*found, line]
            if not rest:
                return found
        return []


def in_left_column(line: Line) -> bool:
    return line.page == 0 and line.left < 100


def in_right_column(line: Line) -> bool:
    return line.left > 85


def words_of(element: Element, paper: Paper) -> list[str]:
    """What the element says on this paper."""
    said: dict[Element, list[str]] = {
        on.SUPERIOR: [paper.superior.upper()],
        on.ISSUER: paper.issuer.upper().splitlines(),
        on.NUMBER: [f"Số: {paper.number}"],
        on.LETTER_SUBJECT: [f"V/v {paper.subject}"],
        on.PLACE_DATE: [paper.place_and_date],
        on.KIND: [paper.kind.upper()],
        on.SUBJECT: [paper.subject],
        on.ATTACHED_TO: [paper.attached_to],
        on.ADDRESSEES: ["Kính gửi:", *(f"- {name};" for name in paper.addressees[:-1]), f"- {paper.addressees[-1]}."]
        if len(paper.addressees) > 1
        else [f"Kính gửi: {name}" for name in paper.addressees],
        on.AUTHORITY: [paper.authority.upper()],
        on.BASIS: list(paper.legal_basis_lines),
        on.RESOLUTION: [f"{paper.resolution.upper()}:"],
    }
    return said[element]


def faults_of(page: Page) -> list[str]:
    """Every deviation from the annex, each begins with the name of its element."""
    found = [f"Trang giấy: {fault}" for fault in _sheet(page)]
    last, before = (0, 0.0), ""
    for row in page.form.elements:
        element = row.element
        if not row.required and not element.is_on(page.paper):
            continue
        lines, faults = CHECKS.get(element, _words)(page, element)
        found += [f"{element.label}: {fault}" for fault in faults]
        if lines and element not in BESIDE:
            if lines[0].place < last:
                found.append(f"{element.label}: đứng trước {before}")
            last, before = lines[0].place, element.label
    return found


# What stands in two columns of the head or the foot has no order from top to bottom among itself.
BESIDE = {on.NATION, on.SUPERIOR, on.ISSUER, on.NUMBER, on.LETTER_SUBJECT, on.PLACE_DATE, on.RECIPIENTS, on.END_MARK}
Checked = tuple[list[Line], list[str]]


def _sheet(page: Page) -> Iterator[str]:
    sizes = (297, 210) if page.form.landscape else (210, 297)
    if (round(page.printed.width), round(page.printed.height)) != sizes:
        yield "không phải khổ A4"
    body = [line for line in page.printed.lines if line.baseline > TOP[0] - 2]
    width, height = page.printed.width, page.printed.height
    if min(line.left for line in body) < LEFT[0] - SLACK:
        yield "lề trái"
    if max(line.right for line in body) > width - RIGHT[0] + SLACK:
        yield "lề phải"
    if max(line.baseline for line in body) > height - BOTTOM[0]:
        yield "lề dưới"
    numbers = [line for line in page.printed.lines if line.baseline < TOP[0] - 2 and line.text.isdigit()]
    if [line.page for line in numbers] != list(range(1, page.printed.pages)):
        yield "số trang"
    for line in numbers:
        if line.text != str(line.page + 1) or not 13 <= line.spans[0].size <= 14 or line.spans[0].italic:
            yield f"số trang {line.text}"
        if abs((line.left + line.right) / 2 - page.middle) > 1:
            yield "số trang không ở giữa"


def _look(lines: list[Line], look: Look) -> Iterator[str]:
    for line in lines:
        for span in (span for span in line.spans if span.text.strip()):
            if not look.size[0] <= span.size <= look.size[1]:
                yield f"cỡ chữ {span.size:g}"
            if span.bold != look.bold:
                yield "đậm" if span.bold else "không đậm"
            if span.italic != look.italic:
                yield "nghiêng" if span.italic else "không nghiêng"
            if look.capitals and span.text != span.text.upper():
                yield "không in hoa"


def _words(page: Page, element: Element) -> Checked:
    """Present, in its look and in its place."""
    lines: list[Line] = []
    for words in words_of(element, page.paper):
        column = in_left_column if element in (on.SUPERIOR, on.ISSUER, on.NUMBER, on.LETTER_SUBJECT) else None
        found = page.find(words, beside=column) if column else page.find(words)
        if not words or not found:
            return [], ["không có trên văn bản"]
        lines += found
    faults = list(dict.fromkeys(_look(lines, LOOKS[element])))
    centre = [(line.left + line.right) / 2 for line in lines]
    if element in (on.SUPERIOR, on.ISSUER, on.NUMBER):
        if max(centre) > page.middle - 10:
            faults.append("không ở nửa trái")
    elif element is on.PLACE_DATE:
        if not page.middle < centre[0] or lines[0].baseline > 50:
            faults.append("không ở bên phải, dưới Tiêu ngữ")
    elif element in (on.KIND, on.SUBJECT, on.AUTHORITY, on.RESOLUTION, on.ATTACHED_TO):
        if any(abs(one - page.middle) > 1 for one in centre):
            faults.append("không ở giữa")
    elif element is on.BASIS:
        ends = [line[-1] for line in page.paper.legal_basis_lines]
        if ends != [";"] * (len(ends) - 1) + ["."]:
            faults.append("dấu cuối dòng căn cứ")
        firsts = [page.find(line)[0].left for line in page.paper.legal_basis_lines]
        if any(not 10 - SLACK <= first - page.left <= 12.7 + SLACK for first in firsts):
            faults.append("lùi đầu dòng")
    if element is on.ISSUER:
        faults += _rule(page, lines, 1 / 3, 1 / 2)
    if element is on.SUBJECT and page.paper.kind:
        faults += _rule(page, lines, 1 / 3, 1 / 2)
    return lines, faults


def _rule(page: Page, lines: list[Line], least: float, most: float) -> list[str]:
    """A stroke under the last line, as long as a share of the longest."""
    length, last = max(line.right - line.left for line in lines), lines[-1]
    centre = (last.left + last.right) / 2
    for rule in page.printed.rules:
        near = 0 < rule.top - last.baseline < 4 and abs((rule.left + rule.right) / 2 - centre) < 1.5
        if rule.page == last.page and near:
            share = (rule.right - rule.left) / length
            return [] if least - 0.02 <= share <= most + 0.02 else [f"gạch dưới dài {share:.2f} của dòng chữ"]
    return ["không có gạch dưới"]


def _nation(page: Page, element: Element) -> Checked:
    nation = page.find("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", beside=in_right_column)
    motto = page.find("Độc lập - Tự do - Hạnh phúc", beside=in_right_column)
    if not nation or not motto:
        return [], ["không có trên văn bản"]
    faults = [*_look(nation, Look((12, 13), bold=True, capitals=True)), *_look(motto, Look((13, 14), bold=True))]
    if nation[0].place >= motto[0].place or nation[0].page or nation[0].baseline > 30:
        faults.append("không ở đầu trang nhất")
    return nation, faults + _rule(page, motto, 0.98, 1.02)


def _articles(page: Page, element: Element) -> Checked:
    lines = []
    for article in (block for block in page.paper.body if isinstance(block, Article)):
        head = f"{article.label.rstrip('.')}."
        line = next((line for line in page.printed.lines if line.text.startswith(f"{head} ")), None)
        if line is None:
            return [], [f"không có {head}"]
        lines.append(line)
        words = "".join(span.text for span in line.spans if span.bold)
        if not plain(words).startswith(head) or not all(13 <= span.size <= 14 for span in line.spans):
            return lines, [f"{head} không đậm, cỡ chữ 13 đến 14"]
        if article.text and plain(words) != head:
            return lines, [f"nội dung {head} in đậm"]
        if not 10 - SLACK <= line.left - page.left <= 12.7 + SLACK:
            return lines, [f"{head} lùi đầu dòng"]
    return lines[:1], []


def _body(page: Page, element: Element) -> Checked:
    first = next((block.text for block in page.paper.body if getattr(block, "text", "")), "")
    lines = page.find(first)
    if not lines:
        return [], ["không có trên văn bản"]
    spans = [span for line in lines for span in line.spans if span.text.strip()]
    faults = [f"cỡ chữ {span.size:g}" for span in spans if not 13 <= span.size <= 14]
    if any(span.italic for span in spans):
        faults.append("nghiêng")
    steps = [after.baseline - line.baseline for line, after in pairwise(lines)]
    if any(not 4.9 <= step <= 7.5 for step in steps):
        faults.append("khoảng cách dòng")
    return lines, faults


def _table(page: Page, element: Element) -> Checked:
    tables = [block for block in page.paper.blocks if isinstance(block, Table)]
    lines = []
    for column in tables[0].columns:
        word = column.title.split()[0]
        # The lines above may hold the same word, but do not begin with it in the size of a table's head.
        found = min(
            (line for line in page.printed.lines if word in line.text and line.spans[0].bold),
            key=lambda line: (not line.text.startswith(word), line.spans[0].size > 13, line.place),
            default=None,
        )
        if found is None:
            return [], [f"không có cột {column.title}"]
        lines.append(found)
        if not 11 <= found.spans[0].size <= 14:
            return [found], [f"cỡ chữ {found.spans[0].size:g}"]
    return [min(lines, key=lambda line: line.place)] if on.ANNEX not in _present(page) else [], []


def _present(page: Page) -> set[Element]:
    return {row.element for row in page.form.elements if row.element.is_on(page.paper)}


def _panels(page: Page, element: Element) -> Checked:
    cells = [
        cell for block in page.paper.body if isinstance(block, SignatureGrid) for row in block.rows for cell in row
    ]
    lines = []
    for cell in cells:
        name = plain(cell.unit_line).split()[:3]
        line = next((line for line in page.printed.lines if " ".join(name) in line.text and line.spans[0].bold), None)
        if line is None:
            return [], [f"không có ô ký của {cell.unit}"]
        lines.append(line)
    if len({line.page for line in lines}) > 1:
        return lines[:1], ["các ô ký ở hai trang"]
    return lines[:1], []


def _end_mark(page: Page, element: Element) -> Checked:
    lines = [line for line in page.printed.lines if line.text.endswith("./.")]
    return lines, [] if len(lines) == 1 else ["không có trên văn bản" if not lines else "có nhiều lần"]


def _signers(page: Page, element: Element) -> Checked:
    lines, faults = [], []
    signatures = page.paper.signatures
    for place, signature in enumerate(signatures):
        side = (page.middle, page.printed.width) if len(signatures) == 1 or place else (0.0, page.middle)
        parts = [words.upper() for words in signature.lines]
        for words in (*parts, *([signature.post_line] if signature.agency_post else []), signature.name):
            found = _in_side(page, words, side)
            if words and not found:
                return [], [f"không có “{plain(words)}” ở đúng bên"]
            lines += found
            faults += _look(found, Look((13, 14), bold=True, capitals=words != signature.name))
        if signature.name and lines[-1].baseline - lines[-2].baseline < 5:
            faults.append("không có chỗ ký")
    return lines, list(dict.fromkeys(faults))


def _in_side(page: Page, words: str, side: tuple[float, float]) -> list[Line]:
    def beside(line: Line) -> bool:
        return side[0] - 5 <= (line.left + line.right) / 2 <= side[1] + 5 and line.spans[0].bold

    return page.find(words, beside=beside) if words else []


def _recipients(page: Page, element: Element) -> Checked:
    word = page.find("Nơi nhận:", beside=lambda line: line.left < 60)
    if not word:
        return [], ["không có trên văn bản"]
    faults = list(_look(word, Look((12, 12), bold=True, italic=True)))
    for recipient in page.paper.recipient_lines:
        found = page.find(recipient, beside=lambda line: line.left < 60)
        if not found:
            return word, [*faults, f"không có “{recipient}”"]
        faults += _look(found, Look((11, 11)))
    if not page.paper.recipient_lines[-1].startswith("- Lưu: VT") or page.paper.recipient_lines[-1][-1] != ".":
        faults.append("không có dòng Lưu: VT")
    return word, list(dict.fromkeys(faults))


def _annex(page: Page, element: Element) -> Checked:
    lines = []
    for annex in (block for block in page.paper.annexes if isinstance(block, Annex)):
        label = [line for line in page.find(annex.label) if line.baseline < 35]
        label = label or [line for line in page.printed.lines if line.text == annex.label and line.baseline < 35]
        title = page.find(annex.title.upper())
        if not label or not title:
            return [], ["không có trên văn bản"]
        faults = [*_look(label, Look((13, 14), bold=True)), *_look(title, Look((13, 14), bold=True, capitals=True))]
        reference = page.find(annex.reference) if annex.reference else []
        faults += _look(reference, Look((13, 14), italic=True)) if reference else ["không có dòng (Kèm theo …)"]
        for line in (*label, *title, *reference):
            if abs((line.left + line.right) / 2 - page.middle) > 1:
                faults.append(f"“{line.text[:20]}” không ở giữa")
        lines += label
        if faults:
            return lines, faults
    return lines, []


CHECKS: dict[Element, Callable[[Page, Element], Checked]] = {
    on.NATION: _nation,
    on.ARTICLES: _articles,
    on.BODY: _body,
    on.TABLE: _table,
    on.PANELS: _panels,
    on.END_MARK: _end_mark,
    on.SIGNER: _signers,
    on.TWO_SIGNERS: _signers,
    on.RECIPIENTS: _recipients,
    on.ANNEX: _annex,
}

"""The head of a document and its title."""

from __future__ import annotations

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from libraries.printing import decree
from libraries.printing.paper import Paper
from libraries.printing.word.elements import draw_rule, element
from libraries.printing.word.lines import Lines


def write_head(lines: Lines, paper: Paper) -> None:
    """Agency and country; an annex has neither."""
    if paper.annex_label:
        return
    left = round(paper.text_width * decree.HEAD_LEFT_SHARE, 1)
    right = paper.text_width - left
    table = lines.open_table([left, right], rows=2)
    (agency, nation), (second, place) = (row.cells for row in table.rows)

    fresh = False
    if paper.superior:
        lines.line(agency, paper.superior.upper(), size=decree.AGENCY_SIZE, fresh=False)
        fresh = True
    lines.line(agency, paper.issuer.upper(), size=decree.AGENCY_SIZE, bold=True, fresh=fresh)
    words = min(decree.width_in_mm(paper.issuer.upper(), decree.AGENCY_SIZE), left - 2)
    draw_rule(lines.line(agency), inset=(left - 2 - words * decree.RULE_SHARE) / 2)

    lines.line(nation, decree.NATION, size=decree.NATION_SIZE, bold=True, fresh=False)
    lines.line(nation, decree.MOTTO, size=decree.MOTTO_SIZE, bold=True)
    draw_rule(lines.line(nation), inset=(right - 2 - decree.width_in_mm(decree.MOTTO, decree.MOTTO_SIZE)) / 2)

    fresh = False
    if paper.number:
        _second(lines.line(second, f"Số: {paper.number}", size=decree.NUMBER_SIZE, fresh=False))
        fresh = True
    if paper.subject and not paper.kind:
        subject = lines.line(second, f"V/v {paper.subject}", size=decree.LETTER_SUBJECT_SIZE, fresh=fresh)
        if not fresh:
            _second(subject)
        fresh = True
    if paper.note_box:
        note = lines.line(second, fresh=fresh)
        note.paragraph_format.space_before = Pt(8)
        run = lines.run(note, f" {paper.note_box.upper()} ", size=decree.NOTE_BOX_SIZE, bold=True)
        run._r.get_or_add_rPr().append(element("bdr", val="single", sz=8, space=0, color="000000"))
    if paper.place_and_date:
        _second(lines.line(place, paper.place_and_date, size=decree.PLACE_DATE_SIZE, italic=True, fresh=False))
    for cell in (second, place):
        if not cell.text:  # as high as a line of the head, no higher
            lines.line(cell, size=decree.NUMBER_SIZE, fresh=False)


def _second(line: Paragraph) -> None:
    """The first line of the second row of the head."""
    line.paragraph_format.space_before = Pt(5)


def write_title(lines: Lines, paper: Paper) -> None:
    """Title, addressees, authority, basis: distances as in templates/print/nd30.css."""
    lines.gap(14)
    if paper.kind:
        title = lines.heading(0, paper.annex_label, paper.kind.upper(), paper.subject)
        form = title.paragraph_format
        form.space_before, form.space_after = Pt(0), Pt(4)
        form.left_indent = form.right_indent = Mm(decree.TITLE_INSET)
        if not paper.annex_label:
            after = 1 if paper.attached_to else 11
            draw_rule(lines.line(lines.document, after=after), inset=(paper.text_width - paper.title_rule) / 2)
    if paper.attached_to:
        lines.text_line(paper.attached_to, italic=True, after=14)
    if len(paper.addressees) == 1:
        lines.text_line(f"Kính gửi: {paper.addressees[0]}", after=12)
    elif paper.addressees:
        first = lines.text_line("Kính gửi:")
        first.alignment, first.paragraph_format.left_indent = WD_ALIGN_PARAGRAPH.LEFT, Mm(30)
        for place, addressee in enumerate(paper.addressees, start=1):
            last = place == len(paper.addressees)
            line = lines.text_line(f"- {addressee}{'.' if last else ';'}", after=12 if last else 0)
            line.alignment, line.paragraph_format.left_indent = WD_ALIGN_PARAGRAPH.LEFT, Mm(52)
    if paper.authority:
        lines.text_line(paper.authority.upper(), bold=True, after=10)
    for basis in paper.legal_basis_lines:
        lines.body_line(basis, italic=True)
    if paper.resolution:
        lines.text_line(f"{paper.resolution.upper()}:", bold=True, after=8).paragraph_format.keep_with_next = True

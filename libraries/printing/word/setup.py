"""What is set before the first word: styles, the page with its header, the properties of the file."""

from __future__ import annotations

import datetime

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.section import _Header
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as DocxParagraph

from libraries.printing import decree
from libraries.printing.paper import Paper
from libraries.printing.word.elements import element, set_face, twips
from libraries.web.formats import spaced_code

LANGUAGE = "vi-VN"
CENTER = WD_ALIGN_PARAGRAPH.CENTER


def set_styles(document: Document) -> None:
    styles = document.styles
    normal = styles["Normal"]
    normal.font.name, normal.font.size = decree.FONT, Pt(decree.BODY_SIZE)
    set_face(normal.element.get_or_add_rPr())
    normal.paragraph_format.space_after = Pt(decree.PARAGRAPH_SPACE)
    normal.paragraph_format.space_before = Pt(0)
    normal.paragraph_format.line_spacing = decree.LINE_SPACING
    defaults = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    set_face(defaults)
    for language in defaults.findall(qn("w:lang")):
        defaults.remove(language)
    defaults.append(element("lang", val=LANGUAGE, eastAsia=LANGUAGE, bidi="ar-SA"))
    # Title, chương, mục, điều are headings: the navigation pane and a re-import find the outline.
    for name, alignment in (("Title", CENTER), ("Heading 1", CENTER), ("Heading 2", CENTER), ("Heading 3", None)):
        style = styles[name]
        properties = style.element.get_or_add_rPr()
        for child in list(properties):
            properties.remove(child)
        set_face(properties)
        style.font.size, style.font.bold, style.font.italic = Pt(decree.BODY_SIZE), True, False
        style.font.color.rgb = RGBColor(0, 0, 0)
        for border in style.element.get_or_add_pPr().findall(qn("w:pBdr")):
            style.element.pPr.remove(border)
        form = style.paragraph_format
        form.space_before, form.space_after = Pt(0 if name == "Heading 3" else 2), Pt(decree.PARAGRAPH_SPACE)
        form.line_spacing, form.keep_with_next = decree.LINE_SPACING, True
        form.alignment = alignment if alignment is not None else WD_ALIGN_PARAGRAPH.JUSTIFY
        if name == "Heading 3":
            form.first_line_indent = Mm(decree.FIRST_LINE_INDENT)


def set_page(document: Document, paper: Paper) -> None:
    page = document.sections[0]
    width, height = decree.PAPER_SIZE if not paper.landscape else decree.PAPER_SIZE[::-1]
    page.orientation = WD_ORIENT.LANDSCAPE if paper.landscape else WD_ORIENT.PORTRAIT
    page.page_width, page.page_height = Mm(width), Mm(height)
    page.top_margin, page.bottom_margin = Mm(decree.MARGIN_TOP), Mm(decree.MARGIN_BOTTOM)
    page.left_margin, page.right_margin = Mm(decree.MARGIN_LEFT), Mm(decree.MARGIN_RIGHT)
    page.header_distance = page.footer_distance = Mm(8)
    page.different_first_page_header_footer = True  # PL I, I.7: no number on page 1
    number = _header_line(document, paper.text_width, page.header)
    for kind, text in (("begin", ""), ("", "PAGE"), ("separate", ""), ("result", "2"), ("end", "")):
        run = number.add_run()
        run.font.size = Pt(decree.PAGE_NUMBER_SIZE)
        if kind == "result":
            run.text = text
        elif kind:
            run._r.append(element("fldChar", fldCharType=kind))
        else:
            instruction = element("instrText")
            instruction.text = text
            run._r.append(instruction)
    first = _header_line(document, paper.text_width, page.first_page_header)
    if paper.sample:
        for line in (number, first):
            mark = line.add_run(f"\t{decree.SAMPLE_MARK}")
            mark.font.size, mark.font.color.rgb = Pt(decree.SMALL_PRINT_SIZE), RGBColor(0x55, 0x55, 0x55)
    if paper.verification:
        code, address = paper.verification
        foot = page.first_page_footer.paragraphs[0]
        run = foot.add_run(f"Mã xác thực: {spaced_code(code)} · {address}")
        run.font.size = Pt(decree.SMALL_PRINT_SIZE)


def _header_line(document: Document, text_width: int, header: _Header) -> DocxParagraph:
    """A line with a tab in the middle and one at the right end."""
    line: DocxParagraph = header.paragraphs[0]
    line.style = document.styles["Normal"]
    line.paragraph_format.space_after = Pt(0)
    tabs = element("tabs")
    tabs.append(element("tab", val="center", pos=twips(text_width / 2)))
    tabs.append(element("tab", val="right", pos=twips(text_width)))
    line._p.get_or_add_pPr().append(tabs)
    line.add_run("\t")
    return line


def set_properties(document: Document, paper: Paper) -> None:
    properties = document.core_properties
    when = datetime.datetime.combine(paper.date or datetime.date(2000, 1, 1), datetime.time())
    properties.title, properties.language = paper.reader_title[:255], LANGUAGE
    properties.author = properties.last_modified_by = paper.issuer[:255]
    properties.subject, properties.comments = paper.number[:255], ""
    properties.keywords = f"ktd:{paper.verification[0]}" if paper.verification else ""
    properties.created = properties.modified = when
    properties.revision = 1

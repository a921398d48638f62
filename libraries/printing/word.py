"""A `Paper` as a Word file (.docx), with the same elements and numbers as its PDF.

Built to be worked on further in Word: real heading levels for chương, mục and điều, tables that repeat their head row,
changes as Word's own tracked changes, a page number that is a field. The same paper gives the same bytes.
"""

from __future__ import annotations

import datetime
import io
import zipfile

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from libraries.printing import paper as decree
from libraries.printing.paper import (
    Annex,
    Article,
    Chapter,
    Clause,
    PageBreak,
    Paper,
    PaperTooHeavy,
    Paragraph,
    Point,
    Redline,
    Section,
    Signature,
    SignatureGrid,
    Table,
    weight_objection,
)
from libraries.web.formats import spaced_code

REDLINE_AUTHOR = "Tổ thư ký Khối"
LANGUAGE = "vi-VN"
EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time a zip entry can carry: no clock in the file
ALIGNMENTS = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
CENTER = WD_ALIGN_PARAGRAPH.CENTER


def paper_to_docx(paper: Paper) -> bytes:
    """The document for Word. Raises PaperTooHeavy with a Vietnamese sentence."""
    if objection := weight_objection(paper):
        raise PaperTooHeavy(objection)
    return _Writer(paper).written()


# --- Small pieces of WordprocessingML that python-docx has no call for -----------------------------------------------
def element(name: str, **attributes):
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def twips(millimetres: float) -> int:
    return round(millimetres * 1440 / 25.4)


def set_face(properties) -> None:
    """Times New Roman for every script; a theme font left in place would win over it in Word."""
    fonts = properties.get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), decree.FONT)


def draw_rule(paragraph, *, inset: float) -> None:
    """Turn an empty paragraph into a rule, `inset` mm shorter than its column on each side."""
    properties = paragraph._p.get_or_add_pPr()
    borders = element("pBdr")
    borders.append(element("top", val="single", sz=6, space=0, color="000000"))
    properties.append(borders)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(inset)
    # The rule is the paragraph's top border; the paragraph itself is made almost flat.
    paragraph.paragraph_format.line_spacing = Pt(3)


def width_in_mm(text: str, size: float) -> float:
    """Near enough for a rule: bold Times New Roman capitals are about 0,72 em wide, small letters 0,49, spaces 0,25."""
    ems = sum(0.25 if c == " " else 0.72 if c.isupper() else 0.49 for c in text)
    return ems * size * 25.4 / 72


class _Writer:
    def __init__(self, paper: Paper):
        self.paper = paper
        self.document = docx.Document()
        self.changes = 0
        self.set_styles()
        self.set_page()
        self.set_properties()

    def written(self) -> bytes:
        self.write_head()
        self.write_title()
        for block in self.paper.finished_body:
            self.write_block(block)
        self.write_foot()
        self.gap(1)  # Word wants a paragraph after the last table
        page = self.document.sections[0]
        for root in (self.document.element, self.document.styles.element):
            put_in_order(root)
        for edge in (page.header, page.first_page_header, page.first_page_footer):
            put_in_order(edge._element)
        raw = io.BytesIO()
        self.document.save(raw)
        return without_clock(raw.getvalue())

    # --- Styles, page, properties -------------------------------------------------------------------------------------
    def set_styles(self) -> None:
        styles = self.document.styles
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
            form.space_before, form.space_after = Pt(decree.PARAGRAPH_SPACE), Pt(decree.PARAGRAPH_SPACE)
            form.line_spacing, form.keep_with_next = decree.LINE_SPACING, True
            form.alignment = alignment if alignment is not None else WD_ALIGN_PARAGRAPH.JUSTIFY
            if name == "Heading 3":
                form.first_line_indent = Mm(decree.FIRST_LINE_INDENT)

    def set_page(self) -> None:
        paper, page = self.paper, self.document.sections[0]
        width, height = decree.PAPER_SIZE if not paper.landscape else decree.PAPER_SIZE[::-1]
        page.orientation = WD_ORIENT.LANDSCAPE if paper.landscape else WD_ORIENT.PORTRAIT
        page.page_width, page.page_height = Mm(width), Mm(height)
        page.top_margin, page.bottom_margin = Mm(decree.MARGIN_TOP), Mm(decree.MARGIN_BOTTOM)
        page.left_margin, page.right_margin = Mm(decree.MARGIN_LEFT), Mm(decree.MARGIN_RIGHT)
        page.header_distance = page.footer_distance = Mm(8)
        page.different_first_page_header_footer = True  # PL I, I.7: no number on page 1
        number = self.header_line(page.header)
        for kind, text in (("begin", ""), ("", "PAGE"), ("separate", ""), ("result", "2"), ("end", "")):
            run = number.add_run()
            run.font.size = Pt(decree.PAGE_NUMBER_SIZE)
            if kind == "result":
                run.text = text
            elif kind:
                run._r.append(element("fldChar", fldCharType=kind))
            else:
                code = element("instrText")
                code.text = text
                run._r.append(code)
        first = self.header_line(page.first_page_header)
        if paper.sample:
            for line in (number, first):
                mark = line.add_run(f"\t{decree.SAMPLE_MARK}")
                mark.font.size, mark.font.color.rgb = Pt(decree.SMALL_PRINT_SIZE), RGBColor(0x55, 0x55, 0x55)
        if paper.verification:
            code, address = paper.verification
            foot = page.first_page_footer.paragraphs[0]
            run = foot.add_run(f"Mã xác thực: {spaced_code(code)} · {address}")
            run.font.size = Pt(decree.SMALL_PRINT_SIZE)

    def header_line(self, header):
        """A line with a tab in the middle and one at the right end."""
        line = header.paragraphs[0]
        line.style = self.document.styles["Normal"]
        line.paragraph_format.space_after = Pt(0)
        tabs = element("tabs")
        tabs.append(element("tab", val="center", pos=twips(self.paper.text_width / 2)))
        tabs.append(element("tab", val="right", pos=twips(self.paper.text_width)))
        line._p.get_or_add_pPr().append(tabs)
        line.add_run("\t")
        return line

    def set_properties(self) -> None:
        paper, properties = self.paper, self.document.core_properties
        when = datetime.datetime.combine(paper.date or datetime.date(2000, 1, 1), datetime.time())
        properties.title, properties.language = paper.reader_title[:255], LANGUAGE
        properties.author = properties.last_modified_by = paper.issuer[:255]
        properties.subject, properties.comments = paper.number[:255], ""
        properties.keywords = f"ktd:{paper.verification[0]}" if paper.verification else ""
        properties.created = properties.modified = when
        properties.revision = 1

    # --- Paragraphs ---------------------------------------------------------------------------------------------------
    def line(self, holder, text="", *, size=None, bold=False, italic=False, align="center", after=0.0, fresh=True):
        """A paragraph without indent in a cell or in the document. `fresh` False: the cell's first, empty paragraph."""
        paragraph = holder.add_paragraph() if fresh else holder.paragraphs[0]
        paragraph.alignment = ALIGNMENTS[align]
        paragraph.paragraph_format.space_after = Pt(after)
        paragraph.paragraph_format.line_spacing = 1.08
        self.run(paragraph, text, size=size, bold=bold, italic=italic)
        return paragraph

    def run(self, paragraph, text, *, size=None, bold=False, italic=False):
        if not text:
            return None
        run = paragraph.add_run(text)  # python-docx turns a line break into w:br
        run.font.size = Pt(size) if size else None
        run.font.bold, run.font.italic = bold or None, italic or None
        return run

    def gap(self, height: float) -> None:
        """Empty height in points; also keeps two tables from becoming one."""
        self.line(self.document).paragraph_format.line_spacing = Pt(height)

    def body_line(self, text, *, bold=False, italic=False, align="justify", indent=True, keep=False):
        paragraph = self.document.add_paragraph()
        paragraph.alignment = ALIGNMENTS[align]
        if indent and align in ("justify", "left"):
            paragraph.paragraph_format.first_line_indent = Mm(decree.FIRST_LINE_INDENT)
        if keep:
            paragraph.paragraph_format.keep_with_next = True
        self.run(paragraph, text, bold=bold, italic=italic)
        return paragraph

    def heading(self, level: int, *lines: str):
        paragraph = self.document.add_paragraph(style=f"Heading {level}" if level else "Title")
        for place, line in enumerate(line for line in lines if line):
            if place:
                paragraph.add_run().add_break(WD_BREAK.LINE)
            paragraph.add_run(line)
        return paragraph

    def open_table(self, widths, rows: int):
        """A table of fixed widths (mm) without borders."""
        table = self.document.add_table(rows=rows, cols=len(widths))
        table.autofit = False
        properties = table._tbl.tblPr
        for old in properties.findall(qn("w:tblW")):
            properties.remove(old)
        properties.append(element("tblW", w=twips(sum(widths)), type="dxa"))
        margins = element("tblCellMar")
        for side in ("left", "right"):
            margins.append(element(side, w=twips(1), type="dxa"))
        properties.append(margins)
        for column, width in zip(table._tbl.tblGrid.findall(qn("w:gridCol")), widths, strict=True):
            column.set(qn("w:w"), str(twips(width)))
        for row in table.rows:
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = Mm(width)
        return table

    # --- Head and title -----------------------------------------------------------------------------------------------
    def write_head(self) -> None:
        paper = self.paper
        left = round(paper.text_width * decree.HEAD_LEFT_SHARE, 1)
        right = paper.text_width - left
        table = self.open_table([left, right], rows=2)
        (agency, nation), (second, place) = (row.cells for row in table.rows)

        fresh = False
        if paper.superior:
            self.line(agency, paper.superior.upper(), size=decree.AGENCY_SIZE, fresh=False)
            fresh = True
        self.line(agency, paper.issuer.upper(), size=decree.AGENCY_SIZE, bold=True, fresh=fresh)
        words = min(width_in_mm(paper.issuer.upper(), decree.AGENCY_SIZE), left - 2)
        draw_rule(self.line(agency), inset=(left - 2 - words * decree.RULE_SHARE) / 2)

        self.line(nation, decree.NATION, size=decree.NATION_SIZE, bold=True, fresh=False)
        self.line(nation, decree.MOTTO, size=decree.MOTTO_SIZE, bold=True)
        draw_rule(self.line(nation), inset=(right - 2 - width_in_mm(decree.MOTTO, decree.MOTTO_SIZE)) / 2)

        fresh = False
        if paper.number:
            self.line(second, f"Số: {paper.number}", size=decree.NUMBER_SIZE, fresh=False)
            fresh = True
        if paper.subject and not paper.kind:
            self.line(second, f"V/v {paper.subject}", size=decree.LETTER_SUBJECT_SIZE, fresh=fresh)
            fresh = True
        if paper.note_box:
            note = self.line(second, fresh=fresh)
            note.paragraph_format.space_before = Pt(6)
            run = self.run(note, f" {paper.note_box.upper()} ", size=decree.NOTE_BOX_SIZE, bold=True)
            run._r.get_or_add_rPr().append(element("bdr", val="single", sz=8, space=0, color="000000"))
        if paper.place_and_date:
            self.line(place, paper.place_and_date, size=decree.PLACE_DATE_SIZE, italic=True, fresh=False)

    def write_title(self) -> None:
        paper = self.paper
        self.line(self.document, after=4)
        if paper.kind:
            title = self.heading(0, paper.kind.upper(), paper.subject)
            title.paragraph_format.space_after = Pt(2)
            draw_rule(self.line(self.document, after=10), inset=paper.text_width * 0.36)
        if paper.attached_to:
            self.line(self.document, paper.attached_to, italic=True, after=10)
        if len(paper.addressees) == 1:
            self.line(self.document, f"Kính gửi: {paper.addressees[0]}", after=12)
        elif paper.addressees:
            first = self.line(self.document, "Kính gửi:", align="left")
            first.paragraph_format.left_indent = Mm(30)
            for place, addressee in enumerate(paper.addressees, start=1):
                last = place == len(paper.addressees)
                line = self.line(
                    self.document, f"- {addressee}{'.' if last else ';'}", align="left", after=12 if last else 0
                )
                line.paragraph_format.left_indent = Mm(52)
        if paper.authority:
            self.line(self.document, paper.authority.upper(), bold=True, after=10)
        for line in paper.legal_basis_lines:
            self.body_line(line, italic=True)

    # --- Body ---------------------------------------------------------------------------------------------------------
    def write_block(self, block) -> None:
        match block:
            case Chapter() | Section():
                self.heading(1 if isinstance(block, Chapter) else 2, block.label, block.title.upper())
            case Article():
                self.heading(3, block.heading)
            case Paragraph():
                self.body_line(
                    block.text,
                    bold=block.bold,
                    italic=block.italic,
                    align=block.align,
                    indent=block.indent,
                    keep=block.keep_with_next,
                )
            case Clause(title=""):
                self.body_line(f"{block.label} {block.text}")
            case Clause():
                line = self.body_line(f"{block.label} ", keep=bool(block.text))
                self.run(line, block.title, bold=True)
                if block.text:
                    self.body_line(block.text)
            case Point():
                self.body_line(f"{block.label} {block.text}")
            case Table():
                self.write_table(block)
            case PageBreak():
                self.document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
            case Annex():
                heading = self.heading(1, block.label, block.title.upper())
                heading.paragraph_format.page_break_before = True
                if block.reference:
                    self.line(self.document, block.reference, italic=True, after=10)
            case SignatureGrid():
                self.write_grid(block)
            case Redline():
                if block.look == "paragraph":
                    paragraph = self.body_line("", indent=block.indent)
                else:
                    paragraph = self.heading(1 if block.look == "chapter" else 3)
                self.write_changes(paragraph._p, block, size=None)

    def write_changes(self, paragraph, redline: Redline, *, size: float | None) -> None:
        """Tracked changes, each with its own number: Word shows, accepts and refuses them one by one."""
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

    def change(self, name: str):
        self.changes += 1
        made = element(name, id=self.changes, author=REDLINE_AUTHOR)
        if self.paper.date:
            made.set(qn("w:date"), f"{self.paper.date.isoformat()}T00:00:00Z")
        return made

    def write_table(self, block: Table) -> None:
        """Written element by element: python-docx's own cells grow slow with the square of the rows."""
        if block.caption:
            caption = self.line(self.document, block.caption, bold=True, after=4)
            caption.paragraph_format.keep_with_next = True
        widths = [twips(self.paper.text_width * percent / 100) for percent in block.percent_widths]
        table = element("tbl")
        properties = element("tblPr")
        properties.append(element("tblW", w=sum(widths), type="dxa"))
        borders = element("tblBorders")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
            borders.append(element(side, val="single", sz=4, space=0, color="000000"))
        properties.append(borders)
        properties.append(element("tblLayout", type="fixed"))
        margins = element("tblCellMar")
        for side in ("left", "right"):
            margins.append(element(side, w=80, type="dxa"))
        properties.append(margins)
        table.append(properties)
        grid = element("tblGrid")
        for width in widths:
            grid.append(element("gridCol", w=width))
        table.append(grid)
        head = element("tr")
        head_properties = element("trPr")
        head_properties.append(element("cantSplit"))
        head_properties.append(element("tblHeader"))
        head.append(head_properties)
        for column, width in zip(block.columns, widths, strict=True):
            head.append(self.raw_cell(column.title, width, align="center", bold=True, middle=True))
        table.append(head)
        for cells, whole in block.aligned_rows:
            row = element("tr")
            if whole:
                row_properties = element("trPr")
                row_properties.append(element("cantSplit"))
                row.append(row_properties)
            place = 0
            for cell, align in cells:
                width = sum(widths[place : place + cell.colspan])
                row.append(
                    self.raw_cell(cell.text, width, align=align, bold=cell.bold, italic=cell.italic, span=cell.colspan)
                )
                place += cell.colspan
            table.append(row)
        body = self.document.element.body
        body.insert(body.index(body.sectPr), table)
        self.gap(8)

    def raw_cell(self, content, width, *, align, bold=False, italic=False, span=1, middle=False):
        cell, properties = element("tc"), element("tcPr")
        properties.append(element("tcW", w=width, type="dxa"))
        if span > 1:
            properties.append(element("gridSpan", val=span))
        if middle:
            properties.append(element("vAlign", val="center"))
        cell.append(properties)
        paragraph, form = element("p"), element("pPr")
        form.append(element("spacing", before=40, after=40, line=250, lineRule="auto"))
        form.append(element("jc", val={"justify": "both"}.get(align, align)))
        paragraph.append(form)
        if isinstance(content, Redline):
            self.write_changes(paragraph, content, size=decree.TABLE_SIZE)
        elif content:
            paragraph.append(raw_run(content, size=decree.TABLE_SIZE, bold=bold, italic=italic))
        cell.append(paragraph)
        return cell

    # --- Signatures ---------------------------------------------------------------------------------------------------
    def write_grid(self, grid: SignatureGrid) -> None:
        columns = grid.column_count
        table = self.open_table([self.paper.text_width / columns] * columns, rows=len(grid.rows))
        for row, signers in zip(table.rows, grid.rows, strict=True):
            row._tr.get_or_add_trPr().append(element("cantSplit"))
            for cell, signer in zip(row.cells, signers, strict=False):
                cell._tc.get_or_add_tcPr().append(element("vAlign", val="bottom"))
                self.line(cell, signer.unit_line, size=decree.GRID_UNIT_SIZE, bold=True, fresh=False)
                self.line(cell, signer.post.upper(), size=decree.GRID_UNIT_SIZE, bold=True)
                self.room(cell, grid.box_height)
                self.line(cell, signer.name, size=decree.TABLE_SIZE, bold=True, after=14)
        self.gap(4)

    def room(self, cell, height: float) -> None:
        """Empty height for a signature, in mm."""
        self.line(cell).paragraph_format.line_spacing = Mm(height)

    def write_foot(self) -> None:
        paper = self.paper
        if not paper.signatures and not paper.recipients:
            return
        self.gap(8)
        if len(paper.signatures) > 1:
            width = paper.text_width / len(paper.signatures)
            table = self.open_table([width] * len(paper.signatures), rows=1)
            for cell, signature in zip(table.rows[0].cells, paper.signatures, strict=True):
                self.write_signature(cell, signature)
            if paper.recipients:
                self.gap(8)
                self.write_recipients(self.document, fresh=True)
        else:
            left = round(paper.text_width * 0.42, 1)
            table = self.open_table([left, paper.text_width - left], rows=1)
            recipients, signer = table.rows[0].cells
            if paper.recipients:
                self.write_recipients(recipients, fresh=False)
            for signature in paper.signatures:
                self.write_signature(signer, signature)
        for row in table.rows:
            row._tr.get_or_add_trPr().append(element("cantSplit"))

    def write_signature(self, cell, signature: Signature) -> None:
        fresh = False
        for line in signature.lines:
            self.line(cell, line.upper(), size=decree.SIGNER_SIZE, bold=True, fresh=fresh)
            fresh = True
        self.room(cell, signature.box_height)
        if signature.agency_post:
            self.line(cell, signature.post_line, size=decree.SIGNER_SIZE, bold=True)
        self.line(cell, signature.name, size=decree.SIGNER_SIZE, bold=True)

    def write_recipients(self, holder, *, fresh: bool) -> None:
        self.line(
            holder, "Nơi nhận:", size=decree.RECIPIENTS_WORD_SIZE, bold=True, italic=True, align="left", fresh=fresh
        )
        for line in self.paper.recipient_lines:
            self.line(holder, line, size=decree.RECIPIENTS_SIZE, align="left")


def raw_run(text: str, *, size=None, bold=False, italic=False, deleted=False):
    run = element("r")
    properties = element("rPr")
    if bold:
        properties.append(element("b"))
    if italic:
        properties.append(element("i"))
    if size:
        properties.append(element("sz", val=round(size * 2)))
    if len(properties):
        run.append(properties)
    for place, line in enumerate(text.split("\n")):
        if place:
            run.append(element("br"))
        words = element("delText" if deleted else "t")
        words.set(qn("xml:space"), "preserve")
        words.text = line
        run.append(words)
    return run


# The order in which ECMA-376 lists the children; Word may call a file damaged that keeps another.
ORDER = {
    "pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
        "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi "
        "adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection "
        "textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
    ),
    "rPr": (
        "ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss "
        "imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr "
        "shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath"
    ),
    "tblPr": (
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
        "tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription"
    ),
    "tcPr": ("cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark"),
}


def put_in_order(root) -> None:
    for name, order in ORDER.items():
        places = {qn(f"w:{child}"): place for place, child in enumerate(order.split())}
        for properties in root.iter(qn(f"w:{name}")):
            properties[:] = sorted(properties, key=lambda child: places.get(child.tag, len(places)))


def without_clock(content: bytes) -> bytes:
    """The same archive with every entry dated 1980: otherwise the file would differ each second."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return packed.getvalue()

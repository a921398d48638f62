"""Small pieces of WordprocessingML that python-docx has no call for."""

from __future__ import annotations

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.text.font import CT_RPr
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from libraries.printing import decree


def element(name: str, **attributes: object) -> BaseOxmlElement:
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def twips(millimetres: float) -> int:
    return round(millimetres * 1440 / 25.4)


def set_face(properties: CT_RPr) -> None:
    """Times New Roman for every script; a theme font left in place would win over it in Word."""
    fonts = properties.get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), decree.FONT)


def draw_rule(paragraph: Paragraph, *, inset: float) -> None:
    """Turn an empty paragraph into a rule, `inset` mm shorter than its column on each side."""
    properties = paragraph._p.get_or_add_pPr()
    borders = element("pBdr")
    borders.append(element("top", val="single", sz=6, space=0, color="000000"))
    properties.append(borders)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(inset)
    # The rule is the paragraph's top border; the paragraph itself is made almost flat.
    paragraph.paragraph_format.line_spacing = Pt(3)


def raw_run(
    text: str, *, size: float | None = None, bold: bool = False, italic: bool = False, deleted: bool = False
) -> BaseOxmlElement:
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

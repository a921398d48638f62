"""Fields of Word and formulas of Excel that act by themselves or fetch something."""

import re

from lxml import etree

from libraries.foreign_files.inside.refused import Refused

# The first word of a field of Word; PAGE, TOC, REF, HYPERLINK and their like only show.
ACTING = {
    "DDE", "DDEAUTO", "LINK", "INCLUDE", "INCLUDETEXT", "INCLUDEPICTURE", "IMPORT", "DATABASE", "EMBED", "MACROBUTTON",
    "GOTOBUTTON", "RD", "AUTOTEXTLIST", "CONTROL", "HTMLCONTROL", "PRINT",
}  # fmt: skip
ELEMENTS = {"altChunk": "chunk", "subDoc": "chunk", "OLEObject": "object", "oleObject": "object", "control": "object"}
ACTING_FORMULA = re.compile(
    r"(\b(?:WEBSERVICE|FILTERXML|CALL|REGISTER|REGISTER\.ID|EXEC|RTD|DDE|IMAGE)\s*\()|(\w+\s*\|\s*['\"])",
    re.IGNORECASE,
)
EXTERNAL_BOOK = re.compile(r"'?\[\d+\]")


def check(part: bytes, kind: str) -> None:
    """Raises Refused for a part that holds what acts, XMLSyntaxError for one that is no XML."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(part, parser)
    if root.getroottree().docinfo.doctype:
        raise ValueError("a document type declaration")
    if kind == "xlsx":
        _check_formulas(root)
    else:
        _check_fields(root)
    for element in root.iter(etree.Element):
        if (code := ELEMENTS.get(etree.QName(element).localname)) is not None:
            raise Refused(code)


def _check_formulas(root: etree._Element) -> None:
    for element in root.iter("{*}f", "{*}definedName", "{*}formula", "{*}formula1", "{*}formula2"):
        text = element.text or ""
        if ACTING_FORMULA.search(text):
            raise Refused("acting_field")
        if EXTERNAL_BOOK.match(text.lstrip("=+-(")):
            raise Refused("outside")


def _check_fields(root: etree._Element) -> None:
    """A field's instruction may be cut into many runs, and may begin with another field that spells it."""
    open_fields: list[list[str]] = []
    for element in root.iter(etree.Element):
        name = etree.QName(element).localname
        if name == "fldSimple":
            _judge(next((value for key, value in element.attrib.items() if key.endswith("instr")), ""))
        elif name == "fldChar":
            kind = next((value for key, value in element.attrib.items() if key.endswith("fldCharType")), "")
            if kind == "begin":
                if open_fields and not "".join(open_fields[-1]).strip():
                    raise Refused("acting_field")
                open_fields.append([])
            elif kind == "separate" and open_fields:
                _judge("".join(open_fields[-1]))
            elif kind == "end" and open_fields:
                _judge("".join(open_fields.pop()))
        elif name == "instrText":
            text = element.text or ""
            if open_fields:
                open_fields[-1].append(text)
            else:
                _judge(text)


def _judge(instruction: str) -> None:
    word = instruction.strip().split(maxsplit=1)[0].strip('"\\').upper() if instruction.strip() else ""
    if word in ACTING:
        raise Refused("acting_field")

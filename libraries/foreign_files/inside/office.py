"""Word and Excel files: a package of parts that carries no program, no other document and no wire to the outside."""

import io
import stat
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import Any

from lxml import etree

from libraries.foreign_files.inside import fields
from libraries.foreign_files.inside.refused import Refused

MEGABYTE = 1024 * 1024
MOST_ENTRIES = 2_000
MOST_UNPACKED = 200 * MEGABYTE
MOST_RATIO = 200  # unpacked : packed; ordinary Office parts stay far below

BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, ValueError, KeyError, OSError, EOFError, NotImplementedError)
BROKEN = (*BROKEN_ZIP, etree.XMLSyntaxError)
WORD, EXCEL = "word/document.xml", "xl/workbook.xml"

# Endings of the relation types that bring something in; "package" is a chart's workbook, looked at by itself.
RELATIONS = {
    "oleobject": "object",
    "control": "object",
    "activexcontrolbinary": "object",
    "package": "object",
    "afchunk": "chunk",
    "subdocument": "chunk",
    "frame": "chunk",
    "vbaproject": "macro",
    "xlmacrosheet": "macro",
    "xlintlmacrosheet": "macro",
    "externallink": "outside",
    "externallinkpath": "outside",
    "connections": "outside",
    "querytable": "outside",
    "mailmergesource": "outside",
}
HARMLESS_ADDRESSES = ("http:", "https:", "mailto:", "tel:")


def clean(content: bytes) -> tuple[str, bytes | None]:
    """(kind, new bytes or None where the old ones may stay). Raises Refused."""
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
        names = set(package.namelist())
    except BROKEN_ZIP:
        raise Refused("kind") from None
    if "[Content_Types].xml" not in names or not names & {WORD, EXCEL}:
        raise Refused("kind")
    kind = "docx" if WORD in names else "xlsx"
    try:
        with package:
            _is_one_thing(content, package)
            _check_sizes(package)
            without_template = _check_parts(package, kind)
        return kind, without_template
    except BROKEN:
        raise Refused(f"broken_{kind}") from None


def _is_one_thing(content: bytes, package: zipfile.ZipFile) -> None:
    """Nothing before the first part, nothing after the table of contents, no part twice."""
    entries = package.infolist()
    end = content.rfind(b"PK\x05\x06")
    comment = len(package.comment)
    if min(entry.header_offset for entry in entries) != 0 or end + 22 + comment != len(content) or comment:
        raise Refused("two_kinds")
    if b"%PDF-" in content[:1029] or len({entry.filename.lower() for entry in entries}) != len(entries):
        raise Refused("two_kinds")


def _check_sizes(package: zipfile.ZipFile) -> None:
    entries = package.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if len(entries) > MOST_ENTRIES or unpacked > MOST_UNPACKED or unpacked > MOST_RATIO * max(packed, 5000):
        raise Refused("bomb")
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused("password_office")
    for entry in entries:
        path = PurePosixPath(entry.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or stat.S_ISLNK(entry.external_attr >> 16):
            raise ValueError("a part outside of the package")


def _check_parts(package: zipfile.ZipFile, kind: str) -> bytes | None:
    templates: dict[str, bytes] = {}
    for entry in package.infolist():
        name = entry.filename.lower()
        path = PurePosixPath(name)
        if path.name in ("vbaproject.bin", "vbadata.xml") or "macrosheets/" in name:
            raise Refused("macro")
        if "activex" in name:
            raise Refused("macro")
        if "/embeddings/" in f"/{name}":
            _check_embedded(package.read(entry), name)
        if path.suffix == ".rels":
            root = read_xml(package, entry.filename)
            if _check_relations(root):
                templates[entry.filename] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
        elif path.suffix == ".xml" and not name.startswith("docprops/"):
            fields.check(package.read(entry), kind)
    if package.testzip() is not None:  # a part is not what the table of contents says of it
        raise ValueError("a damaged part")
    types = read_xml(package, "[Content_Types].xml")
    if any("macroenabled" in part.get("ContentType", "").lower() for part in types):
        raise Refused("macro")
    read_xml(package, WORD if kind == "docx" else EXCEL)
    return _without_templates(package, templates) if templates else None


def _check_relations(root: Any) -> bool:
    """Whether the address of a template was taken out: Word writes its own machine's into every file."""
    changed = False
    for link in list(root):
        kind = link.get("Type", "").rsplit("/", 1)[-1].lower()
        outside = link.get("TargetMode", "").lower() == "external"
        if kind == "attachedtemplate":
            root.remove(link)
            changed = True
        elif kind in RELATIONS and (outside or kind != "package"):
            code = RELATIONS[kind]
            raise Refused("outside" if outside and code == "object" else code)
        elif outside and (kind != "hyperlink" or not _is_harmless(link.get("Target", ""))):
            raise Refused("outside")
    return changed


def _is_harmless(address: str) -> bool:
    """An address of the web or of a mail; a place inside the document; never a file of another machine."""
    if address.strip().lower().startswith(HARMLESS_ADDRESSES):
        return True
    return ":" not in address and not address.startswith(("\\\\", "//"))


def _check_embedded(content: bytes, name: str) -> None:
    """A chart of Word brings its numbers as a workbook; nothing else lies inside another file."""
    if not name.endswith(".xlsx"):
        raise Refused("object")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as inner:
            if any("/embeddings/" in f"/{part.lower()}" for part in inner.namelist()):
                raise Refused("object")
    except BROKEN_ZIP:
        raise Refused("object") from None
    kind, changed = clean(content)
    if kind != "xlsx" or changed is not None:
        raise Refused("object")


def _without_templates(package: zipfile.ZipFile, changed: dict[str, bytes]) -> bytes:
    """The same parts, without relations to templates and the word that asks for them."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in package.infolist():
            part = changed.get(entry.filename)
            if part is None:
                part = package.read(entry)
            if entry.filename == "word/settings.xml":
                part = _settings_without_template(part)
            new.writestr(entry.filename, part)
    return out.getvalue()


def _settings_without_template(part: bytes) -> bytes:
    root = parse(part)
    for asking in root.findall("{*}attachedTemplate"):
        root.remove(asking)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written


def read_xml(package: zipfile.ZipFile, name: str) -> Any:
    """The parsed part."""
    return parse(package.read(name))


def parse(part: bytes) -> Any:
    """Entities and anything from outside stay closed."""
    root = etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    if root.getroottree().docinfo.doctype:
        raise ValueError("a document type declaration")
    return root

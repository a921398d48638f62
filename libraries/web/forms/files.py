"""Files that people hand in: PDF, Word, Excel, PNG, JPEG, judged by what is inside.

docs/security.md: Files handed in.
"""

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Any

import pikepdf
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from lxml import etree
from PIL import Image, ImageOps

from libraries.text import tidied, without_refused
from libraries.web import downloads
from libraries.web.formats import lower_first, vn_number

MEGABYTE = 1024 * 1024
MAX_PAGES = 500
MAX_PDF_OBJECTS = 200_000
MAX_ENTRIES = 2_000
MAX_UNPACKED = 200 * MEGABYTE
MAX_RATIO = 200  # unpacked : packed; ordinary Office parts stay far below
MAX_PIXELS = 40_000_000  # a phone camera gives 12 to 24 million

NAMES = {"pdf": "PDF", "docx": "Word (.docx)", "xlsx": "Excel (.xlsx)", "png": "ảnh PNG", "jpeg": "ảnh JPEG"}
MIME = {
    "pdf": downloads.PDF,
    "docx": downloads.WORD,
    "xlsx": downloads.EXCEL,
    "png": downloads.PNG,
    "jpeg": downloads.JPEG,
}
ENDINGS = {"pdf": (".pdf",), "docx": (".docx",), "xlsx": (".xlsx",), "png": (".png",), "jpeg": (".jpg", ".jpeg")}

BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, ValueError, KeyError, OSError, EOFError, NotImplementedError)

# Keys of a PDF that act by themselves or carry other files.
PDF_ACTING = {"/JavaScript", "/JS", "/EmbeddedFiles", "/EmbeddedFile", "/RichMedia", "/XFA"}
PDF_ACTIONS = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/GoToR", "/Rendition"}


def refuse(sentence: str, code: str) -> ValidationError:
    return ValidationError(sentence, code=code)


def kind_of(content: bytes) -> str | None:
    """The kind by its first bytes; for Office files by the parts inside."""
    if content.startswith(b"%PDF-"):
        return "pdf"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if content.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if content.startswith(b"PK\x03\x04"):
        try:
            names = set(zipfile.ZipFile(io.BytesIO(content)).namelist())
        except BROKEN_ZIP:
            return None
        if "[Content_Types].xml" in names:
            return "docx" if "word/document.xml" in names else "xlsx" if "xl/workbook.xml" in names else None
    return None


def check_pdf(content: bytes) -> None:
    if b"%%EOF" not in content:  # pikepdf would mend it, and show what is left of it
        raise refuse(
            "Không mở được tệp PDF vì thiếu phần cuối, có thể do tải chưa xong. Lưu lại tệp rồi gửi.", "broken"
        )
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            if len(pdf.objects) > MAX_PDF_OBJECTS or len(pdf.pages) > MAX_PAGES:
                raise refuse(
                    f"Tệp PDF quá lớn; tối đa {MAX_PAGES} trang. Tách tệp rồi gửi từng phần.", "too_many_pages"
                )
            if not len(pdf.pages):
                raise refuse("Tệp PDF không có trang nào. Xuất lại tệp từ Word rồi gửi.", "broken")
            opening = pdf.Root.get("/OpenAction")
            # LibreOffice writes a plain "show page 1" here; only an action of another kind is refused.
            if isinstance(opening, pikepdf.Dictionary) and opening.get("/S") != "/GoTo":
                raise acting_pdf()
            for thing in pdf.objects:
                if isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
                    check_pdf_part(thing)
    except pikepdf.PasswordError:
        raise refuse("Tệp PDF có mật khẩu. Gỡ mật khẩu rồi gửi lại.", "password") from None
    except (pikepdf.PdfError, ValueError, RecursionError):
        raise refuse("Không mở được tệp PDF. Xuất lại tệp từ Word hoặc máy quét rồi gửi.", "broken") from None


def acting_pdf() -> ValidationError:
    return refuse(
        "Tệp PDF có mã lệnh hoặc tệp đính kèm bên trong nên không nhận. In ra PDF mới rồi gửi bản đó.", "acting"
    )


def check_pdf_part(thing: Any, depth: int = 0) -> None:
    for key in thing.keys():  # noqa: SIM118 - a pikepdf object is no dict
        if key in PDF_ACTING:
            raise acting_pdf()
        value: Any = thing.get(key)
        if key == "/S" and isinstance(value, pikepdf.Name) and str(value) in PDF_ACTIONS:
            raise acting_pdf()
        # Direct dictionaries inside are no objects of their own; indirect ones come round by themselves.
        parts: list[Any] = [value] if isinstance(value, pikepdf.Dictionary) else []
        if isinstance(value, pikepdf.Array):
            parts = list(value)
        for part in parts:
            if isinstance(part, pikepdf.Dictionary) and not part.is_indirect and depth < 20:
                check_pdf_part(part, depth + 1)


def read_xml(package: zipfile.ZipFile, name: str) -> Any:
    """The parsed part; entities and anything from outside stay closed."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.fromstring(package.read(name), parser)
    if root.getroottree().docinfo.doctype:
        raise ValueError("a document type declaration")
    return root


def check_office(content: bytes, kind: str) -> None:
    broken = refuse(f"Không mở được tệp {NAMES[kind]}. Mở tệp bằng Office, lưu lại rồi gửi.", "broken")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            entries = package.infolist()
            unpacked = sum(entry.file_size for entry in entries)
            packed = sum(entry.compress_size for entry in entries)
            if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or unpacked > MAX_RATIO * max(packed, 5000):
                raise refuse("Tệp nén quá nhiều dữ liệu nên không nhận. Lưu lại tệp bằng Office rồi gửi.", "bomb")
            for entry in entries:
                path = PurePosixPath(entry.filename.replace("\\", "/"))
                if entry.flag_bits & 1:
                    raise refuse("Tệp có mật khẩu. Gỡ mật khẩu rồi gửi lại.", "password")
                if path.is_absolute() or ".." in path.parts or stat.S_ISLNK(entry.external_attr >> 16):
                    raise broken
                if path.name.lower() in ("vbaproject.bin", "vbadata.xml") or "activex" in entry.filename.lower():
                    raise refuse("Tệp có macro nên không nhận. Lưu thành tệp không có macro rồi gửi.", "acting")
                if path.suffix == ".rels":
                    for link in read_xml(package, entry.filename):
                        outside = link.get("TargetMode", "").lower() == "external"
                        if outside and not link.get("Type", "").endswith("/hyperlink"):
                            raise refuse(
                                "Tệp nối tới dữ liệu bên ngoài nên không nhận. Xóa liên kết đó rồi lưu và gửi lại.",
                                "acting",
                            )
            if package.testzip() is not None:  # a part is not what the table of contents says of it
                raise broken
            types = read_xml(package, "[Content_Types].xml")
            if any("macroenabled" in part.get("ContentType", "").lower() for part in types):
                raise refuse("Tệp có macro nên không nhận. Lưu thành tệp không có macro rồi gửi.", "acting")
            read_xml(package, "word/document.xml" if kind == "docx" else "xl/workbook.xml")
    except (*BROKEN_ZIP, etree.XMLSyntaxError):
        raise broken from None


def redrawn(content: bytes, kind: str) -> bytes:
    """The picture drawn anew and upright: nothing hidden in or behind it stays, no place of taking either."""
    broken = refuse("Không mở được ảnh. Chụp hoặc lưu lại ảnh rồi gửi.", "broken")
    try:
        with Image.open(io.BytesIO(content), formats=["PNG", "JPEG"]) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise refuse("Ảnh quá lớn; tối đa 40 triệu điểm ảnh. Thu nhỏ ảnh rồi gửi.", "too_many_pixels")
            upright: Image.Image = ImageOps.exif_transpose(picture)
            out = io.BytesIO()
            if kind == "jpeg":
                upright.convert("RGB").save(out, "JPEG", quality=90)
            else:
                (upright if upright.mode in ("1", "L", "LA", "P", "RGB", "RGBA") else upright.convert("RGB")).save(
                    out, "PNG"
                )
    except ValidationError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise refuse("Ảnh quá lớn; tối đa 40 triệu điểm ảnh. Thu nhỏ ảnh rồi gửi.", "too_many_pixels") from None
    except Exception:  # a broken picture makes Pillow raise nearly anything; each means: not a picture
        raise broken from None
    return out.getvalue()


def tidy_name(name: str) -> str:
    """The original name for display: one clean line, no folders; a name that is only an ending gets a name."""
    base = without_refused(tidied(re.split(r"[\\/]", name)[-1], lines=False))
    return f"tep{base}" if base[:1] in ("", ".") and "." not in base[1:] else base


class CheckedFile(SimpleUploadedFile):
    """A file that passed; `kind` is one of pdf, docx, xlsx, png, jpeg and `content_type` is ours."""

    def __init__(self, name: str, content: bytes, kind: str) -> None:
        super().__init__(name, content, content_type=MIME[kind])
        self.kind = kind


class DocumentFileField(forms.FileField):
    """Gives a `CheckedFile`, or a sentence that says what is wrong with what was handed in."""

    def __init__(
        self,
        *,
        kinds: Iterable[str] = ("pdf", "docx", "xlsx", "png", "jpeg"),
        max_megabytes: int = 20,
        **options: Any,
    ) -> None:
        self.kinds, self.max_megabytes = tuple(kinds), max_megabytes
        options.setdefault("max_length", 200)
        options.setdefault("help_text", f"{self.kinds_in_words()}; tối đa {max_megabytes} MB.")
        super().__init__(**options)

    def kinds_in_words(self) -> str:
        names = [NAMES[kind] for kind in self.kinds]
        text = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} hoặc {names[-1]}"
        return text[0].upper() + text[1:]

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"accept": ",".join(ending for kind in self.kinds for ending in ENDINGS[kind])}

    def to_python(self, data: Any) -> "CheckedFile | None":
        file = super().to_python(data)
        if file is None:
            return None
        if file.size > self.max_megabytes * MEGABYTE:
            weight = vn_number(file.size / MEGABYTE, places=1)
            raise refuse(f"Tệp nặng {weight} MB; tối đa {self.max_megabytes} MB. Nén hoặc tách tệp rồi gửi.", "too_big")
        content, name = file.read(), tidy_name(file.name or "")
        kind = kind_of(content)
        if kind is None or kind not in self.kinds:
            raise refuse(f"Tệp “{name}” không phải là {lower_first(self.kinds_in_words())}. Chọn tệp khác.", "kind")
        if not name.lower().endswith(ENDINGS[kind]):
            ending = ENDINGS[kind][0]
            raise refuse(
                f"Nội dung tệp “{name}” là {NAMES[kind]} nhưng tên không có đuôi {ending}. Sửa tên tệp rồi gửi lại.",
                "ending",
            )
        if kind == "pdf":
            check_pdf(content)
        elif kind in ("docx", "xlsx"):
            check_office(content, kind)
        else:
            content = redrawn(content, kind)
        return CheckedFile(name, content, kind)

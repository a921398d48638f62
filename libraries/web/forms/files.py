"""Files that people hand in: PDF, Word, Excel, PNG, JPEG, judged by what is inside (libraries.foreign_files).

docs/security.md: Files handed in.
"""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.uploadedfile import SimpleUploadedFile

from libraries import foreign_files
from libraries.foreign_files import ENDINGS, NAMES, OF_DRAWINGS, Busy, FileRefused, Sheet
from libraries.text import tidied, without_refused
from libraries.web import downloads
from libraries.web.formats import lower_first, vn_number

MEGABYTE = 1024 * 1024
MIME = {
    "pdf": downloads.PDF,
    "docx": downloads.WORD,
    "xlsx": downloads.EXCEL,
    "png": downloads.PNG,
    "jpeg": downloads.JPEG,
    "svg": downloads.SVG,
}
TOO_BUSY = "Hệ thống đang kiểm tra nhiều tệp khác nên chưa nhận tệp này. Đề nghị gửi lại sau ít phút."


def refuse(sentence: str, code: str) -> ValidationError:
    return ValidationError(sentence, code=code)


def tidy_name(name: str) -> str:
    """The original name for display: one clean line, no folders; a name that is only an ending gets a name."""
    base = without_refused(tidied(re.split(r"[\\/]", name)[-1], lines=False))
    return f"tep{base}" if base[:1] in ("", ".") and "." not in base[1:] else base


class CheckedFile(SimpleUploadedFile):
    """A file that passed; `kind` is one of foreign_files.KINDS, `pages` those of a PDF, `content_type` is ours.

    `signed`: what was found of the signatures in a PDF, as libraries.pades.outside writes it; None for none.
    """

    def __init__(
        self,
        name: str,
        content: bytes,
        kind: str,
        pages: int = 0,
        sheets: tuple[Sheet, ...] = (),
        signed: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(name, content, content_type=MIME[kind])
        self.kind, self.pages, self._sheets, self.signed = kind, pages, sheets, signed

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The values of a workbook; raises FileRefused when there are too many, Busy."""
        if not self._sheets and self.kind == "xlsx":
            self.seek(0)
            self._sheets = foreign_files.sheets(self.read())
        return self._sheets


class RefusedFile(SimpleUploadedFile):
    """A file that was looked at before and may not be taken, with the sentence that says why."""

    def __init__(self, name: str, refusal: ValidationError) -> None:
        super().__init__(name, b"x")
        self.refusal = refusal


def checked(name: str, content: bytes) -> CheckedFile:
    """The file as it may be kept. Raises ValidationError with a sentence."""
    try:
        clean = foreign_files.clean(content)
    except FileRefused as refusal:
        raise refuse(str(refusal), refusal.code) from None
    except Busy:
        raise refuse(TOO_BUSY, "busy") from None
    return CheckedFile(name, clean.content, clean.kind, clean.pages)


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
        name = tidy_name(file.name or "")
        try:
            known = self.looked_at(file, name)
        except ValidationError as refusal:
            if refusal.code != "kind" and ("svg" in self.kinds or refusal.code not in OF_DRAWINGS):
                raise
            raise self.wrong_kind(name) from None
        if known.kind not in self.kinds:
            raise self.wrong_kind(name)
        if not name.lower().endswith(ENDINGS[known.kind]):
            ending = ENDINGS[known.kind][0]
            raise refuse(
                f"Nội dung tệp “{name}” là {NAMES[known.kind]} nhưng tên không có đuôi {ending}. "
                "Sửa tên tệp rồi gửi lại.",
                "ending",
            )
        return known

    def wrong_kind(self, name: str) -> ValidationError:
        return refuse(f"Tệp “{name}” không phải là {lower_first(self.kinds_in_words())}. Chọn tệp khác.", "kind")

    @staticmethod
    def looked_at(file: File[Any], name: str) -> CheckedFile:
        """What the gate said of it before the form was asked, or says now."""
        if isinstance(file, CheckedFile):
            return file
        if isinstance(file, RefusedFile):
            raise file.refusal
        return checked(name, file.read())

"""Text as it is stored: NFC, and without characters nobody can see or print."""

import re
import unicodedata

from django.core.exceptions import ValidationError

# One look by the regular expression's engine: a megabyte pasted into a box takes milliseconds, not half a second.
# Controls · halves of a surrogate pair · bidirectional overrides, which change what a reader sees without changing what
# is signed · the replacement sign · noncharacters (U+FFFE …), which are no XML, so no Word file either.
UNREADABLE = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
    "\ud800-\udfff"
    "\u202a-\u202e\u2066-\u2069"
    "\ufffd\ufdd0-\ufdef\ufffe\uffff"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17))
)
UNWANTED_IN_LINES = re.compile(f"[{UNREADABLE}]")
UNWANTED_IN_ONE_LINE = re.compile(f"[{UNREADABLE}\n\r\t]")


def clean_text(text: str, *, lines: bool) -> str:
    """NFC text, or a ValidationError that says where the trouble is. `lines` allows newlines and tabs."""
    text = unicodedata.normalize("NFC", text)
    found = (UNWANTED_IN_LINES if lines else UNWANTED_IN_ONE_LINE).search(text)
    if found is None:
        return text
    if found.group() in "\n\r\t":
        raise ValidationError("Ô này chỉ nhập một dòng. Bỏ chỗ xuống dòng hoặc dấu tab.", code="one_line")
    raise ValidationError(
        f"Có ký tự không đọc được ở vị trí {found.start() + 1}, thường do dán từ tệp khác. Xóa chỗ đó rồi gõ lại.",
        code="unreadable",
    )


def without_surrogates(text: str) -> str:
    """The text with each lone surrogate replaced, so that the page that shows it again can be sent at all."""
    return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)

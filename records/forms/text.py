"""Text as it is stored: NFC, and without characters nobody can see or print."""

import unicodedata

from django.core.exceptions import ValidationError

# Bidirectional overrides change what a reader sees without changing what is signed.
BIDI = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def is_unwanted(character: str, *, lines: bool) -> bool:
    if character in "\n\r\t":
        return not lines
    if character in BIDI or character == "\ufffd":
        return True
    kind = unicodedata.category(character)
    # Cs: halves of a surrogate pair. Noncharacters (U+FFFE …) are no XML, so no Word file either.
    return kind in ("Cc", "Cs") or (ord(character) & 0xFFFE) == 0xFFFE or 0xFDD0 <= ord(character) <= 0xFDEF


def clean_text(text: str, *, lines: bool) -> str:
    """NFC text, or a ValidationError that says where the trouble is. `lines` allows newlines and tabs."""
    text = unicodedata.normalize("NFC", text)
    for place, character in enumerate(text, start=1):
        if is_unwanted(character, lines=lines):
            if character in "\n\r\t":
                raise ValidationError("Ô này chỉ nhập một dòng. Bỏ chỗ xuống dòng hoặc dấu tab.", code="one_line")
            raise ValidationError(
                f"Có ký tự không đọc được ở vị trí {place}, thường do dán từ tệp khác. Xóa chỗ đó rồi gõ lại.",
                code="unreadable",
            )
    return text


def without_surrogates(text: str) -> str:
    """The text with each lone surrogate replaced, so that the page that shows it again can be sent at all."""
    return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)

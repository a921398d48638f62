"""What is looked for in a text, what takes its place, and in which parts."""

from collections.abc import Sequence
from typing import Any

from drafting.queries.replacing import Found
from libraries.web import forms

LONGEST_WORDS = 300


class FindForm(forms.Form):
    """?tim=…&thay=…: shown before anything is changed."""

    tim = forms.VnCharField(
        label="Cụm từ cần tìm", max_length=LONGEST_WORDS, help_text="Tìm trọn từ trong tên và nội dung các phần."
    )
    thay = forms.VnCharField(label="Thay bằng", max_length=LONGEST_WORDS, required=False)
    hoa = forms.BooleanField(label="Phân biệt chữ hoa, chữ thường", required=False)


class ReplaceForm(FindForm):
    """The same, with the parts that were chosen."""

    def __init__(self, *args: Any, found: Sequence[Found], **options: Any):
        parts = forms.MultipleChoiceField(
            label="Phần cần thay",
            choices=[(row.choice, row.place) for row in found],
            error_messages={
                "required": "Chọn ít nhất một phần.",
                "invalid_choice": "Một phần đã chọn vừa được sửa ở nơi khác. Xem lại kết quả tìm rồi chọn lại.",
            },
        )
        super().__init__(*args, more_fields={"phan": parts}, **options)

    @property
    def chosen(self) -> dict[int, int]:
        return read_choices(self.cleaned_data["phan"])


def read_choices(words: Sequence[str]) -> dict[int, int]:
    """ "12.3" → {12: 3}; what is no such pair is left out."""
    found = {}
    for one in words:
        pk, _, revision = one.partition(".")
        if pk.isascii() and pk.isdigit() and revision.isascii() and revision.isdigit() and len(one) < 30:
            found[int(pk)] = int(revision)
    return found

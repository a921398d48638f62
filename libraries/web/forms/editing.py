"""A form that edits what another person may be editing too: it knows what was read, and can show both texts."""

import difflib
import re
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from libraries.web.voice import EDITED_ELSEWHERE, Told

# Word by word up to here; longer texts are shown whole, because comparing takes the square of their length.
MOST_WORDS = 2000


class RevisionField(forms.IntegerField):
    """Never typed, only compared: whatever cannot be read is 0, which is no row's revision."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> int:
        text = str(value or "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


@dataclass(frozen=True)
class BothTexts:
    """One box in which the two differ; what only one of them says is marked."""

    label: str
    theirs: SafeString
    mine: SafeString


def both_marked(theirs: str, mine: str) -> tuple[SafeString, SafeString]:
    """Both texts as HTML, the words that only one of them has in <mark>."""
    # A word brings the space before it along, so that lines and paragraphs stay as they are.
    left, right = re.findall(r"\s*\S+", theirs), re.findall(r"\s*\S+", mine)
    if max(len(left), len(right)) > MOST_WORDS:
        return format_html("{}", theirs), format_html("{}", mine)
    a_words, b_words = [word.strip() for word in left], [word.strip() for word in right]
    shown: tuple[list[str], list[str]] = ([], [])
    for kind, a, b, c, d in difflib.SequenceMatcher(None, a_words, b_words, autojunk=False).get_opcodes():
        for side, run in zip(shown, ("".join(left[a:b]), "".join(right[c:d])), strict=True):
            space = run[: len(run) - len(run.lstrip())]
            plain = kind == "equal" or not run
            side.append(run if plain else format_html("{}<mark>{}</mark>", space, run.lstrip()))
    return format_html_join("", "{}", zip(shown[0])), format_html_join("", "{}", zip(shown[1]))


def shown_value(bound: forms.BoundField) -> str:
    """What stands in a box, in words: labels of choices, one line each of several."""
    value = bound.value()
    choices = getattr(bound.field, "choices", None)
    if choices is not None:
        chosen = {str(one) for one in (value if isinstance(value, list | tuple) else [value])}
        return "\n".join(str(label) for key, label in choices if str(key) in chosen and str(key) != "")
    if isinstance(value, bool):
        return "Có" if value else "Không"
    shown = bound.field.widget.format_value(value) if value not in (None, "") else ""
    return str(shown if shown is not None else value)


class EditForm(forms.BaseForm):
    """Put before Form or ModelForm. `both` is filled once somebody else has saved in between."""

    both: list[BothTexts]
    conflict: Told | None = None
    data: Any

    def __init__(self, *args: Any, revision: int | None = None, **options: Any):
        super().__init__(*args, **options)
        if revision is None:
            revision = getattr(getattr(self, "instance", None), "revision", 0)
        self.both = []
        self.fields["revision"] = RevisionField(required=False, initial=revision)

    def newest(self, row: Any) -> "EditForm":
        """The form as it would be opened now."""
        return type(self)(instance=row)

    def changes(self) -> dict[str, Any]:
        """What the verb is given: the boxes, and the revision that was read."""
        return dict(self.cleaned_data)

    def texts(self) -> dict[str, tuple[str, str]]:
        """What is compared: name → label and words, by default of every box."""
        return {bound.name: (str(bound.label), shown_value(bound)) for bound in self.visible_fields()}

    def show_both(self, newest: "EditForm", because: str) -> None:
        """What was typed stays and now answers to the newest text: saving again is a new decision."""
        self.conflict = EDITED_ELSEWHERE.saying(because)
        standing = newest.texts()
        for name, (label, mine) in self.texts().items():
            theirs = standing[name][1] if name in standing else mine
            if theirs.split() != mine.split():
                self.both.append(BothTexts(label, *both_marked(theirs, mine)))
        self.data = self.data.copy()
        self.data[self.add_prefix("revision")] = str(newest["revision"].value())

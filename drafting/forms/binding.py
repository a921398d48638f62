"""Which part of a text lays down which setting of the bloc."""

from typing import Any

from drafting.queries.bound_parts import CITABLE, likely_part
from drafting.queries.version_index import VersionIndex
from libraries.web import forms
from units.bound_settings import SETTINGS
from units.models import Bloc

NOT_BOUND = ""
LONGEST_WORDS = 70


class BoundPartsForm(forms.Form):
    """One box a setting, with every part that can be cited; what looks like it is chosen where nothing is bound."""

    def __init__(self, *args: Any, index: VersionIndex, keys: dict[str, int], bound: dict[str, int], bloc: Bloc):
        """keys: primary key of each node by its key; bound: the nodes bound now, by setting."""
        parts = [(str(keys[node.key]), part_named(index, node.key)) for node in index.nodes if node.kind in CITABLE]
        fields: dict[str, forms.Field] = {}
        for setting in SETTINGS.values():
            likely = likely_part(index, setting)
            fields[setting.name] = forms.ChoiceField(
                label=setting.label,
                choices=[(NOT_BOUND, "Không phần nào quy định"), *parts],
                required=False,
                initial=str(bound.get(setting.name) or (keys[likely] if likely else NOT_BOUND)),
                help_text=f"Thiết lập hiện nay: {setting.value(bloc)}.",
            )
        super().__init__(*args, more_fields=fields)

    @property
    def parts(self) -> dict[str, int | None]:
        """As workflow.bind_parts takes them."""
        return {name: int(value) if value else None for name, value in self.cleaned_data.items() if name in SETTINGS}


def part_named(index: VersionIndex, key: str) -> str:
    """ "Khoản 1 Điều 14: Hội nghị hợp lệ khi …"."""
    node, place = index.by_key[key], index.place_words(key)
    words = " ".join((node.heading or node.body).split())
    return f"{place}: {words[:LONGEST_WORDS]}{'…' if len(words) > LONGEST_WORDS else ''}"

"""Parts of a text that lay down settings of the bloc: what they say, what the bloc has, which part may be meant."""

from collections.abc import Iterable
from dataclasses import dataclass

from drafting.models import BoundPart
from drafting.queries.version_index import VersionIndex
from units.bound_settings import SETTINGS, BoundSetting
from units.models import Bloc

CITABLE = ("article", "clause", "point", "paragraph")


@dataclass(frozen=True)
class BoundLine:
    """One setting and its part. place: how it is cited, empty when it is no longer in the text; said: its values."""

    setting: BoundSetting
    key: str
    place: str
    anchor: str
    said: tuple[str, ...]
    value: str
    agrees: bool

    @property
    def said_words(self) -> str:
        return " và ".join(f"“{value}”" for value in self.said)


def part_words(index: VersionIndex, key: str) -> str:
    """Heading and words of a part with what stands under it."""
    return "\n".join(f"{node.heading} {node.body}".strip() for node in index.subtree(key))


def bound_lines(rows: Iterable[BoundPart], index: VersionIndex, bloc: Bloc) -> list[BoundLine]:
    """The rows are read with their nodes."""
    found = []
    for row in rows:
        setting, key = SETTINGS[row.setting], str(row.node.key)
        there = key in index
        words = part_words(index, key) if there else ""
        place = index.place_in_sentence(key) if there else ""
        said, value = tuple(setting.read(words)), setting.value(bloc)
        anchor = index.by_key[key].anchor if there else ""
        found.append(BoundLine(setting, key, place, anchor, said, value, setting.agrees(bloc, words)))
    return found


def likely_part(index: VersionIndex, setting: BoundSetting) -> str | None:
    """The key of the part that reads as if it laid this setting down: the smallest, the first in the text."""
    for kind in ("clause", "point", "paragraph", "article"):
        for node in index.nodes:
            if node.kind == kind and setting.is_said_in(f"{node.heading} {node.body}"):
                return node.key
    return None

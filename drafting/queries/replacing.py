"""Words looked for in the working text, and what it would read like with others in their place.

Knows no database: parts in, changes out. Whole words are found: "an" is not in "ban".
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from drafting.models import Node
from drafting.queries.numbering import NumberedNode
from drafting.queries.version_index import VersionIndex
from drafting.queries.word_changes import Ops, word_changes
from libraries.text import nfc


@dataclass(frozen=True)
class Found:
    """One part with the words in it: how often, and how heading and body read afterwards."""

    node: Node
    place: str
    count: int
    heading: str
    body: str

    @property
    def choice(self) -> str:
        """What the page sends for it: the part, and the revision that was shown."""
        return f"{self.node.pk}.{self.node.revision}"

    @property
    def heading_change(self) -> Ops:
        return word_changes(self.node.heading, self.heading)

    @property
    def body_change(self) -> Ops:
        return word_changes(self.node.body, self.body)


def pattern_of(words: str, *, same_case: bool) -> re.Pattern[str]:
    """A run of spaces or line ends counts as one; at a letter's end a word ends."""
    parts = [re.escape(part) for part in nfc(words).split()]
    inner = r"\s+".join(parts)
    before = r"(?<!\w)" if re.match(r"\w", words.strip()) else ""
    after = r"(?!\w)" if re.search(r"\w$", words.strip()) else ""
    return re.compile(f"{before}{inner}{after}", 0 if same_case else re.IGNORECASE)


def found_in(
    nodes: Iterable[NumberedNode], index: VersionIndex, words: str, replacement: str, *, same_case: bool
) -> list[Found]:
    """Every part that has the words, in the order of the text."""
    if not words.split():
        return []
    pattern, found = pattern_of(words, same_case=same_case), list[Found]()
    for row in nodes:
        heading, in_heading = pattern.subn(lambda _: replacement, row.heading)
        body, in_body = pattern.subn(lambda _: replacement, row.body)
        if in_heading + in_body:
            found.append(Found(row.node, index.place_words(row.key), in_heading + in_body, heading, body))
    return found

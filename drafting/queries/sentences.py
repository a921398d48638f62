"""The sentences of a part, so that one of them can be chosen without pointing at it."""

import re

from drafting.queries.version_index import Key, VersionIndex

# A full stop behind a number or one letter ends no sentence: "khoản 1. ", "TP. ".
END = re.compile(r"(?<=\w\w[.;:!?])\s+|\n+")
MOST_SENTENCES = 60


def sentences_of(index: VersionIndex, key: Key) -> list[str]:
    """Of the part and what stands under it, in order; none where there is only one, or a table."""
    found = list[str]()
    for node in index.subtree(key) if index.at(key) else ():
        if node.kind != "table":
            found += [line.strip() for line in END.split(node.body) if line.strip()]
    different = list(dict.fromkeys(found))
    return different[:MOST_SENTENCES] if len(different) > 1 else []

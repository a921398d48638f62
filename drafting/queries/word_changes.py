"""What changed between two passages, word by word (bản so sánh).

Vietnamese is compared by syllables and whole numbers, never by letters: "tập" → "tự" is one word replaced.
Work is bounded: past a budget of steps a passage is shown as replaced whole, which is true, only coarser.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["equal", "delete", "insert"]
Ops = tuple[tuple[Kind, str], ...]

# Spaces; a syllable or number with its inner marks (1.045,5 · 70% · 15/11 · QĐ-UBND); one mark: together all text.
TOKEN = re.compile(r"\s+|[^\W_]+(?:[.,/-][^\W_]+)*%?|[^\w\s]|_")
WORD = re.compile(r"\w+")
# An unchanged island this short between two rewritten passages only makes both harder to read.
FEWEST_WORDS_KEPT = 3
ENDS_A_PART = re.compile(r"[.;:\n]")

SMALL = 2_000  # tokens of both sides that are compared token by token at once
PHRASE = 5  # tokens, so about three words, that anchor a long text
MOST_EDITS = 600  # beyond so many changed tokens a passage counts as rewritten
BUDGET = 3_000_000  # steps for one comparison, about two seconds
DEEPEST = 6


class Effort:
    """Steps left for one comparison."""

    def __init__(self, steps: int = BUDGET):
        self.left = steps


def word_changes(old: str, new: str, effort: Effort | None = None) -> Ops:
    """The runs from `old` to `new` in reading order, a deletion before the insertion that replaces it.

    The equal and deleted runs joined are `old`, the equal and inserted ones `new`.
    """
    if old == new:
        return (("equal", old),) if old else ()
    effort = effort or Effort()
    a, b = TOKEN.findall(old), TOKEN.findall(new)
    return _written(_without_islands(_passages(a, b, _matches(a, b, effort))))


@dataclass
class _Passage:
    """Equal text (old is new), or text replaced."""

    old: str
    new: str
    equal: bool


def _passages(a: list[str], b: list[str], matches: list[tuple[int, int, int]]) -> list[_Passage]:
    passages, i, j = [], 0, 0
    for x, y, size in [*matches, (len(a), len(b), 0)]:
        if x > i or y > j:
            passages.append(_Passage("".join(a[i:x]), "".join(b[j:y]), equal=False))
        if size:
            same = "".join(a[x : x + size])
            passages.append(_Passage(same, same, equal=True))
        i, j = x + size, y + size
    return passages


def _without_islands(passages: list[_Passage]) -> list[_Passage]:
    kept: list[_Passage] = []
    for place, passage in enumerate(passages):
        inside = 0 < place < len(passages) - 1
        if passage.equal and inside and _is_weak(kept[-1], passage.old, passages[place + 1]):
            passage = _Passage(passage.old, passage.new, equal=False)
        if kept and not kept[-1].equal and not passage.equal:
            kept[-1] = _Passage(kept[-1].old + passage.old, kept[-1].new + passage.new, equal=False)
        else:
            kept.append(passage)
    return kept


def _is_weak(before: _Passage, island: str, after: _Passage) -> bool:
    if ENDS_A_PART.search(island) or len(WORD.findall(island)) >= FEWEST_WORDS_KEPT:
        return False
    # Words only added (or only taken out) on both sides read best where they stand.
    return bool(before.old or after.old) and bool(before.new or after.new)


def _written(passages: list[_Passage]) -> Ops:
    """As runs; spaces that both sides of a replacement share are given back to the equal text around it."""
    runs: list[tuple[Kind, str]] = []
    for passage in passages:
        if passage.equal:
            runs.append(("equal", passage.old))
            continue
        old, new = passage.old, passage.new
        head = _shared_space(old, new)
        old, new = old[len(head) :], new[len(head) :]
        tail = _shared_space(old[::-1], new[::-1])[::-1]
        old, new = old[: len(old) - len(tail)], new[: len(new) - len(tail)]
        runs += [("equal", head), ("delete", old), ("insert", new), ("equal", tail)]
    return joined(tuple(runs))


def _shared_space(one: str, other: str) -> str:
    size = 0
    while size < min(len(one), len(other)) and one[size] == other[size] and one[size].isspace():
        size += 1
    return one[:size]


# --- Which tokens stay ---------------------------------------------------------------------------------


def _matches(a: Sequence[str], b: Sequence[str], effort: Effort) -> list[tuple[int, int, int]]:
    """(place in a, place in b, length) of the runs of tokens that stay, in order."""
    numbers: dict[str, int] = {}
    left = [numbers.setdefault(token, len(numbers)) for token in a]
    right = [numbers.setdefault(token, len(numbers)) for token in b]
    blank = {number for token, number in numbers.items() if not WORD.search(token)}
    pairs = _pairs(left, right, blank, effort, 0)
    matches: list[tuple[int, int, int]] = []
    for x, y in pairs:
        if matches and matches[-1][0] + matches[-1][2] == x and matches[-1][1] + matches[-1][2] == y:
            matches[-1] = (matches[-1][0], matches[-1][1], matches[-1][2] + 1)
        else:
            matches.append((x, y, 1))
    return matches


def _pairs(a: list[int], b: list[int], blank: set[int], effort: Effort, depth: int) -> list[tuple[int, int]]:
    head = 0
    while head < min(len(a), len(b)) and a[head] == b[head]:
        head += 1
    tail = 0
    while tail < min(len(a), len(b)) - head and a[-1 - tail] == b[-1 - tail]:
        tail += 1
    inner_a, inner_b = a[head : len(a) - tail], b[head : len(b) - tail]
    middle: list[tuple[int, int]] = []
    if inner_a and inner_b and effort.left > 0:
        anchors = _anchors(inner_a, inner_b, blank) if len(inner_a) + len(inner_b) > SMALL and depth < DEEPEST else []
        if anchors:
            i = j = 0
            for x, y in [*anchors, (len(inner_a), len(inner_b))]:
                between = _pairs(inner_a[i:x], inner_b[j:y], blank, effort, depth + 1)
                middle += [(i + p, j + q) for p, q in between]
                if x < len(inner_a):
                    middle.append((x, y))
                i, j = x + 1, y + 1
        else:
            middle = _shortest_edit(inner_a, inner_b, effort)
    return [
        *((n, n) for n in range(head)),
        *((head + x, head + y) for x, y in middle),
        *((len(a) - tail + n, len(b) - tail + n) for n in range(tail)),
    ]


def _anchors(a: list[int], b: list[int], blank: set[int]) -> list[tuple[int, int]]:
    """Where a phrase that occurs exactly once on each side begins, as far as the phrases keep their order."""

    def phrases(tokens: list[int]) -> dict[tuple[int, ...], int]:
        starts = [place for place, token in enumerate(tokens) if token not in blank]
        every = [tuple(tokens[place : place + PHRASE]) for place in starts]
        count = Counter(every)
        return {phrase: place for phrase, place in zip(every, starts, strict=True) if count[phrase] == 1}

    in_a, in_b = phrases(a), phrases(b)
    common = [(place, in_b[phrase]) for phrase, place in in_a.items() if phrase in in_b]
    return [common[place] for place in longest_rising([y for _, y in common])]


def _shortest_edit(a: list[int], b: list[int], effort: Effort) -> list[tuple[int, int]]:
    """Myers' shortest edit; nothing at all stays where it would take more than MOST_EDITS."""
    n, m = len(a), len(b)
    reached = {1: 0}
    trace: list[dict[int, int]] = []
    for edits in range(min(n + m, MOST_EDITS) + 1):
        if effort.left <= 0:
            return []
        trace.append(reached.copy())
        for k in range(-edits, edits + 1, 2):
            down = k == -edits or (k != edits and reached[k - 1] < reached[k + 1])
            x = start = reached[k + 1] if down else reached[k - 1] + 1
            y = x - k
            while x < n and y < m and a[x] == b[y]:
                x, y = x + 1, y + 1
            effort.left -= x - start + 1
            reached[k] = x
            if x >= n and y >= m:
                return _walked_back(trace, n, m)
    return []


def _walked_back(trace: list[dict[int, int]], x: int, y: int) -> list[tuple[int, int]]:
    pairs = []
    for edits in range(len(trace) - 1, -1, -1):
        reached, k = trace[edits], x - y
        down = k == -edits or (k != edits and reached[k - 1] < reached[k + 1])
        before = k + 1 if down else k - 1
        from_x = reached[before] if edits else 0
        from_y = from_x - before if edits else 0
        while x > from_x and y > from_y:
            x, y = x - 1, y - 1
            pairs.append((x, y))
        x, y = from_x, from_y
    return pairs[::-1]


def longest_rising(values: Sequence[int]) -> list[int]:
    """VersionIndex of a longest rising run of distinct values."""
    ends: list[int] = []  # ends[n]: smallest value that ends a run of n+1
    end_places: list[int] = []
    before: list[int] = []
    for place, value in enumerate(values):
        size = bisect_left(ends, value)
        before.append(end_places[size - 1] if size else -1)
        if size == len(ends):
            ends.append(value)
            end_places.append(place)
        else:
            ends[size], end_places[size] = value, place
    run: list[int] = []
    place = end_places[-1] if end_places else -1
    while place >= 0:
        run.append(place)
        place = before[place]
    return run[::-1]


def joined(*parts: Ops) -> Ops:
    """One line of several; runs of one kind that meet become one."""
    runs: list[tuple[Kind, str]] = []
    for part in parts:
        for kind, text in part:
            if text and runs and runs[-1][0] == kind:
                runs[-1] = (kind, runs[-1][1] + text)
            elif text:
                runs.append((kind, text))
    return tuple(runs)

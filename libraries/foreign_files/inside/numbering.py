"""The numbers that Word draws by itself (numbering.xml): start, restart, continued lists, levels of several numbers."""

import re
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LEVELS = 9
DEEPEST_STYLE = 20
TENS = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"))
ONES = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def number(value: int, form: str) -> str:
    """A number as one of Word's formats writes it."""
    if form in ("upperRoman", "lowerRoman"):
        words, left = "", min(value, 3999)
        for size, letters in (*TENS, *ONES):
            while left >= size:
                words, left = words + letters, left - size
        return words if form == "upperRoman" else words.lower()
    if form in ("upperLetter", "lowerLetter") and value > 0:
        rounds, place = divmod(value - 1, 26)
        letter = chr(ord("a") + place) * min(rounds + 1, 10)
        return letter.upper() if form == "upperLetter" else letter
    return f"{value:02}" if form == "decimalZero" else str(value)


def _value(parent: Any, name: str) -> str | None:
    found = parent.find(f"{W}{name}") if parent is not None else None
    value: str | None = found.get(f"{W}val") if found is not None else None
    return value


def _whole(words: str | None, otherwise: int) -> int:
    return int(words) if words is not None and re.fullmatch(r"-?\d{1,6}", words) else otherwise


class Level:
    """One level of a list: how it starts, what it looks like, after which level it starts again."""

    def __init__(self, element: Any):
        self.start = _whole(_value(element, "start"), 1)
        self.form = _value(element, "numFmt") or "decimal"
        self.text = _value(element, "lvlText") or ""
        self.restart = _whole(_value(element, "lvlRestart"), -1)
        self.style = _value(element, "pStyle") or ""
        self.legal = element.find(f"{W}isLgl") is not None


class Numbering:
    """All lists of a file, counted on as its paragraphs are read in order."""

    def __init__(self, numbering: Any, styles: Any):
        self.levels: dict[str, dict[int, Level]] = {}
        self.list_of: dict[str, str] = {}
        self.overrides: dict[str, dict[int, int]] = {}
        self.own_levels: dict[str, dict[int, Level]] = {}
        self.counts: dict[str, list[int | None]] = {}
        self.begun: set[tuple[str, int]] = set()
        self.style_numbers: dict[str, tuple[str | None, int | None]] = {}
        self.based_on: dict[str, str] = {}
        if numbering is not None:
            self._read_lists(numbering)
        if styles is not None:
            self._read_styles(styles)

    def _read_lists(self, numbering: Any) -> None:
        for abstract in numbering.iter(f"{W}abstractNum"):
            levels = {_whole(one.get(f"{W}ilvl"), 0): Level(one) for one in abstract.iter(f"{W}lvl")}
            self.levels[abstract.get(f"{W}abstractNumId", "")] = levels
        for one in numbering.iter(f"{W}num"):
            name = one.get(f"{W}numId", "")
            self.list_of[name] = _value(one, "abstractNumId") or ""
            for override in one.iter(f"{W}lvlOverride"):
                level = _whole(override.get(f"{W}ilvl"), 0)
                start = _value(override, "startOverride")
                if start is not None:
                    self.overrides.setdefault(name, {})[level] = _whole(start, 1)
                own = override.find(f"{W}lvl")
                if own is not None:
                    self.own_levels.setdefault(name, {})[level] = Level(own)

    def _read_styles(self, styles: Any) -> None:
        for style in styles.iter(f"{W}style"):
            name = style.get(f"{W}styleId", "")
            self.based_on[name] = _value(style, "basedOn") or ""
            properties = style.find(f"{W}pPr")
            asked = properties.find(f"{W}numPr") if properties is not None else None
            if asked is not None:
                level = _value(asked, "ilvl")
                self.style_numbers[name] = (_value(asked, "numId"), _whole(level, 0) if level is not None else None)

    def _asked(self, properties: Any) -> tuple[str, int] | None:
        """(list, level) of a paragraph, by itself or by its style."""
        style = _value(properties, "pStyle") or ""
        own = properties.find(f"{W}numPr") if properties is not None else None
        name = _value(own, "numId") if own is not None else None
        level: int | None = None
        if own is not None and (said := _value(own, "ilvl")) is not None:
            level = _whole(said, 0)
        for _ in range(DEEPEST_STYLE):
            if not style or (name is not None and level is not None):
                break
            of_style = self.style_numbers.get(style)
            if of_style is not None:
                name = of_style[0] if name is None else name
                level = of_style[1] if level is None else level
                if level is None:
                    level = self._level_of_style(name, style)
                break
            style = self.based_on.get(style, "")
        if name is None or name == "0" or name not in self.list_of:
            return None
        return name, min(max(level or 0, 0), LEVELS - 1)

    def _level_of_style(self, name: str | None, style: str) -> int:
        levels = self.levels.get(self.list_of.get(name or "", ""), {})
        return next((place for place, level in levels.items() if level.style == style), 0)

    def _level(self, name: str, place: int) -> Level | None:
        return self.own_levels.get(name, {}).get(place) or self.levels.get(self.list_of[name], {}).get(place)

    def label(self, properties: Any, *, drawn: bool) -> str:
        """The number in front of a paragraph, counted on; empty where it has none, or where nothing is drawn."""
        asked = self._asked(properties) if properties is not None else None
        if asked is None or not drawn:
            return ""
        name, place = asked
        level = self._level(name, place)
        if level is None:
            return ""
        counts = self.counts.setdefault(self.list_of[name], [None] * LEVELS)
        override = self.overrides.get(name, {}).get(place)
        if override is not None and (name, place) not in self.begun:
            counts[place] = override
        else:
            counts[place] = level.start if counts[place] is None else (counts[place] or 0) + 1
        self.begun.add((name, place))
        for deeper in range(place + 1, LEVELS):
            below = self._level(name, deeper)
            if below is None or below.restart != 0:
                counts[deeper] = None
        if level.form in ("bullet", "none"):
            return "-" if level.form == "bullet" else ""
        return re.sub(r"%([1-9])", lambda found: self._written(name, int(found[1]) - 1, counts, level), level.text)

    def _written(self, name: str, place: int, counts: list[int | None], shown: Level) -> str:
        level = self._level(name, place)
        if level is None:
            return ""
        if counts[place] is None:
            counts[place] = level.start
        return number(counts[place] or 0, "decimal" if shown.legal else level.form)

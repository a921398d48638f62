"""Settings of a bloc that its own regulation lays down: how a text writes each, where the bloc keeps it, what says so.

A part of a text is bound to such a setting (drafting); the regulation in force then names the part (regulations).
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from libraries.threshold import NoThreshold, Threshold
from units.models import Bloc

# A share with what it is a share of: "2/3 số đơn vị", "50%", "quá nửa"; a day and month ("01/7") is none.
SHARE = re.compile(
    r"\d{1,3}\s?%|\d{1,2}/\d{1,2}(?!/|\d)(?=\s+(?:tổng|số|đơn vị|thành viên|đại biểu))"
    r"|(?P<half>quá nửa|một nửa|quá bán|quá một nửa)|(?P<thirds>hai phần ba)",
    re.IGNORECASE,
)
DAYS = re.compile(r"(\d{1,3})\s*(?:\([^)]{1,30}\)\s*)?ngày(?! \d)", re.IGNORECASE)
LONGEST_DAYS = 90


@dataclass(frozen=True)
class BoundSetting:
    """One setting. value: as the bloc has it, written; read: the values that words name; changes: for edit_bloc."""

    name: str
    label: str
    value: Callable[[Bloc], str]
    read: Callable[[str], list[str]]
    changes: Callable[[str], dict[str, Any]]
    same: Callable[[str, str], bool]
    about: re.Pattern[str]

    def is_said_in(self, words: str) -> bool:
        """The words are about it and name a value."""
        return bool(self.about.search(words) and self.read(words))

    def agrees(self, bloc: Bloc, words: str) -> bool:
        return any(self.same(said, self.value(bloc)) for said in self.read(words))


def shares_in(words: str) -> list[str]:
    """ "2/3", "50%", as a threshold writes them, each once."""
    found = []
    for hit in SHARE.finditer(words):
        written = "2/3" if hit["thirds"] else "50%" if hit["half"] else hit.group()
        try:
            found.append(Threshold.read(written).written)
        except NoThreshold:
            continue
    return list(dict.fromkeys(found))


def days_in(words: str) -> list[str]:
    days = (int(hit) for hit in DAYS.findall(words))
    return list(dict.fromkeys(str(day) for day in days if 1 <= day <= LONGEST_DAYS))


def _same_share(one: str, other: str) -> bool:
    return Threshold.read(one).share == Threshold.read(other).share


def _share(field: str) -> Callable[[str], dict[str, Any]]:
    def changes(written: str) -> dict[str, Any]:
        threshold = Threshold.read(written)
        return {f"{field}_numerator": threshold.numerator, f"{field}_denominator": threshold.denominator}

    return changes


SETTINGS = {
    setting.name: setting
    for setting in (
        BoundSetting(
            "quorum",
            "Tỷ lệ đơn vị phải có mặt",
            lambda bloc: bloc.quorum.written,
            shares_in,
            _share("quorum"),
            _same_share,
            re.compile("có mặt|tham dự|dự họp", re.IGNORECASE),
        ),
        BoundSetting(
            "adoption",
            "Tỷ lệ đồng ý phải vượt để thông qua",
            lambda bloc: bloc.adoption.written,
            shares_in,
            _share("adoption"),
            _same_share,
            re.compile("tán thành|đồng ý|thông qua|biểu quyết", re.IGNORECASE),
        ),
        BoundSetting(
            "comment_days",
            "Số ngày góp ý dự thảo",
            lambda bloc: str(bloc.comment_days),
            days_in,
            lambda written: {"comment_days": int(written)},
            lambda one, other: one == other,
            re.compile("góp ý|lấy ý kiến", re.IGNORECASE),
        ),
    )
}
CHOICES = [(setting.name, setting.label) for setting in SETTINGS.values()]


# --- What says so ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class SettingSource:
    """The part of the regulation that lays a setting down: "khoản 1 Điều 14 Quy chế số 01/QC-KTĐ", and its page."""

    words: str
    url: str
    said: tuple[str, ...]
    agrees: bool


_sources: list[Callable[[Bloc], dict[str, SettingSource]]] = []


def register_setting_sources(answer: Callable[[Bloc], dict[str, SettingSource]]) -> None:
    """`answer(bloc)`: which parts of this room's texts lay down which settings now, by the name of the setting."""
    _sources.append(answer)


def sources_of(bloc: Bloc) -> dict[str, SettingSource]:
    return {name: source for answer in _sources for name, source in answer(bloc).items()}


def lines_of(bloc: Bloc) -> Iterable[tuple[BoundSetting, str, SettingSource | None]]:
    """For a page of settings: each with its value and what lays it down."""
    sources = sources_of(bloc)
    return [(setting, setting.value(bloc), sources.get(setting.name)) for setting in SETTINGS.values()]

"""How people are named at the login and a city on its papers, where nobody chose a name."""

import re

from libraries.text import likeness

LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]*")


def usual_login(full_name: str) -> str:
    """`"Nguyễn Văn Minh"` → `"minhnv"`: the given name and the first letters of the others."""
    *others, given = re.sub(r"[^a-z0-9 ]", "", likeness(full_name)).split() or [""]
    return given + "".join(word[0] for word in others)


def city_names(name: str, given: dict[str, str]) -> dict[str, str]:
    """The columns of units.City from the city's name; what is given stands."""
    lower = name[:1].lower() + name[1:]
    usual = {
        "name": name,
        "short_name": name[:60],
        "superior": name.upper(),
        "committee": f"Ủy ban nhân dân {lower}",
        "chair": f"Chủ tịch Ủy ban nhân dân {lower}",
    }
    return usual | {column: value for column, value in given.items() if value or column not in usual}

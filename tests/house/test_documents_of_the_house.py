"""README, settings sample and Makefile tell the same story as the code."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text()


def variables_read():
    """Environment variables that settings.py and database.py read."""
    text = "".join((ROOT / "khoithidua" / name).read_text() for name in ("settings.py", "database.py"))
    return set(re.findall(r'(?:environ\.get|env\.[a-z]+|words)\(\s*"([A-Z_]+)"', text))


def test_every_setting_stands_in_readme_and_sample():
    sample = (ROOT / ".env.example").read_text()
    names = variables_read()
    assert len(names) > 15
    assert {name for name in names if f"`{name}`" not in README} == set()
    assert {name for name in names if not re.search(rf"^{name}=", sample, re.MULTILINE)} == set()
    assert set(re.findall(r"^([A-Z_]+)=", sample, re.MULTILINE)) == names


def test_every_make_target_has_a_word_and_three_lines_at_most():
    text = (ROOT / "Makefile").read_text()
    targets = re.findall(r"^([a-z-]+):.*?##\s*(.+)\n((?:\t.*\n)*)", text, re.MULTILINE)
    assert {"help", "run", "test", "check", "fix", "bench", "where", "states", "migrations", "year"} <= {
        name for name, _, _ in targets
    }
    for name, words, lines in targets:
        assert words and lines.count("\n") <= 3, name
        assert f"make {name}" in README, f"README does not tell of make {name}"


def test_readme_is_short_and_its_links_lead_somewhere():
    assert README.count("\n") <= 150
    for link in re.findall(r"\]\(([^)#]+)\)", README):
        if not link.startswith("http"):
            assert (ROOT / link).exists(), link


PINNED = re.compile(r"([A-Za-z0-9_.-]+)==([0-9][^ ]*)")


def pins(name):
    """Package → version of one of the two lists."""
    lines = (ROOT / "requirements" / name).read_text().splitlines()
    return dict(PINNED.fullmatch(line).groups() for line in lines if line and not line.startswith("#"))


def test_every_dependency_is_pinned_and_explained():
    for name in ("run.txt", "test.txt"):
        lines = (ROOT / "requirements" / name).read_text().splitlines()
        for number, line in enumerate(lines):
            if line and not line.startswith("#"):
                assert PINNED.fullmatch(line), line
                assert number and lines[number - 1].startswith("# "), f"{line}: say what for, in a line above"


def test_one_list_suffices_and_holds_nothing_itself():
    lines = [line for line in (ROOT / "requirements.txt").read_text().splitlines() if not line.startswith("#")]
    assert lines == ["-r requirements/run.txt", "-r requirements/test.txt"]
    assert set(pins("run.txt")) & set(pins("test.txt")) == set()


def test_production_installs_what_runs_with_hashes_and_nothing_of_the_tests():
    """`make lock` after a change of requirements/run.txt."""
    text = (ROOT / "requirements" / "production.lock").read_text()
    entries = re.split(r"\n(?=[a-z])", text.split("make lock\n#\n", 1)[1])
    locked = dict(re.match(PINNED, entry).groups() for entry in entries)
    assert {name.lower(): version for name, version in pins("run.txt").items()}.items() <= locked.items()
    assert set(locked) & {name.lower() for name in pins("test.txt")} == set()
    assert [entry.split("==")[0] for entry in entries if "--hash=sha256:" not in entry] == []
    # The lock names no index and no machine: where packages come from is the installer's choice.
    assert re.findall(r"://|--(?!hash)[a-z-]+", text) == []

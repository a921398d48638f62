"""Writes the lists of modules that are not strictly typed yet into pyproject.toml: `python tools/not_yet_strict.py`.

Asks mypy with empty lists what it complains of. The lists may only shrink: exit status 1 names what was strict and is
no longer, and they keep their old state (`--grow` writes them all the same, after a merge).
"""

import re
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
CONFIG = PROJECT / "pyproject.toml"
# What strict mode asks beyond errors; relaxed for the first list.
ANNOTATIONS = {"no-untyped-call", "no-untyped-def", "no-any-return", "type-arg", "untyped-decorator"}
HEADS = {
    "annotations": "# Not annotated throughout.\nmodule = [\n",
    "errors": "# Errors of these kinds in them are not mended yet.\nmodule = [\n",
    "codes": "disable_error_code = [\n",
}
Lists = dict[str, set[str]]


def main() -> int:
    whole = CONFIG.read_text()
    before = {name: set(re.findall(r'"([^"]+)"', part(whole, head))) for name, head in HEADS.items()}
    now: Lists = {name: set() for name in HEADS}
    try:
        # Where annotations are missing mypy infers other types: it is asked again until it is content.
        while True:
            CONFIG.write_text(written(whole, now))
            if not any((more := complaints()).values()):
                break
            now = {name: now[name] | more[name] for name in HEADS}
    finally:
        CONFIG.write_text(whole)
    grown = {name: sorted(now[name] - before[name]) for name in HEADS if now[name] - before[name]}
    if grown and "--grow" not in sys.argv:
        print("No longer strict:", grown)
        return 1
    CONFIG.write_text(written(whole, now))
    for name in HEADS:
        print(f"{name}: {len(now[name])}, before {len(before[name])}")
    return 0


def part(whole: str, head: str) -> str:
    """What stands in this list."""
    return whole.split(head, 1)[1].split("]\n", 1)[0]


def written(whole: str, lists: Lists) -> str:
    for name, head in HEADS.items():
        rows = "".join(f'    "{row}",\n' for row in sorted(lists[name]))
        whole = whole.replace(head + part(whole, head), head + rows)
    return whole


def complaints() -> Lists:
    command = [sys.executable, "-m", "mypy", "--no-error-summary", "--no-pretty", "."]
    run = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)  # noqa: S603
    if run.returncode not in (0, 1):
        raise SystemExit(run.stdout + run.stderr)
    found: Lists = {name: set() for name in HEADS}
    for path, code in re.findall(r"^([^:\n]+)\.py:\d+: error: .*\[([a-z-]+)\]$", run.stdout, re.MULTILINE):
        module = path.replace("/", ".").removesuffix(".__init__")
        if code in ANNOTATIONS:
            found["annotations"].add(module)
        else:
            found["errors"].add(module)
            found["codes"].add(code)
    return found


if __name__ == "__main__":
    sys.exit(main())

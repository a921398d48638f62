"""What came from outside is what VENDOR.json says, whole, and free to use."""

import hashlib
import json
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parents[2]
MANIFESTS = [ROOT / "static/vendor/VENDOR.json", ROOT / "tests/browser/vendor/VENDOR.json"]
ENTRIES = [entry for manifest in MANIFESTS for entry in json.loads(manifest.read_text())]
FREE = {"MIT", "OFL-1.1", "MPL-2.0", "0BSD", "Apache-2.0", "BSD-3-Clause"}

VIETNAMESE = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ"
LETTERS = sorted(set(VIETNAMESE + VIETNAMESE.upper()) - set("aeiouyAEIOUY"))


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["name"])
def test_files_are_the_ones_listed(entry):
    assert entry["licence"] in FREE
    for path, digest in entry["files"].items():
        assert hashlib.sha256((ROOT / path).read_bytes()).hexdigest() == digest, path


def test_nothing_unlisted_lies_beside_them():
    listed = {path for entry in ENTRIES for path in entry["files"]}
    found = {
        str(path.relative_to(ROOT))
        for folder in ("static/vendor", "static/fonts", "tests/browser/vendor")
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and path.name != "VENDOR.json"
    }
    assert found - listed == set()


def test_no_file_names_a_source_map():
    """Trap 7: collectstatic with a manifest stops at a map that is not there."""
    for path in (ROOT / "static").rglob("*"):
        if path.suffix in (".js", ".css"):
            assert b"sourceMappingURL=" not in path.read_bytes()[-300:], path


def test_there_are_134_letters():
    assert len(LETTERS) == 134


@pytest.mark.parametrize("path", sorted((ROOT / "static/fonts/print").glob("*.ttf")), ids=lambda path: path.stem)
def test_print_faces_are_whole_and_private(path):
    """Traps 4 and 5: subsets lose letters silently; a family name that is installed too gives wrong glyphs."""
    font = TTFont(path)
    letters = font.getBestCmap()
    assert [c for c in LETTERS + list("–—“”‘’…§°№0123456789") if ord(c) not in letters and c != "№"] == []
    family = str(font["name"].getDebugName(16))
    assert family in {"KTDSerif", "KTDTitle", "KTDSans"}
    for record in font["name"].names:
        if record.nameID not in (0, 13, 14):
            assert not {"tinos", "playfair", "inter"} & set(str(record).lower().split())


def test_nine_print_faces():
    assert len(list((ROOT / "static/fonts/print").glob("ktd-*.ttf"))) == 9

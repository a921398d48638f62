"""Merge the latin, latin-ext and vietnamese subsets of a face into one TTF under a private name.

WeasyPrint with subset woff2 files and unicode-range silently loses Vietnamese letters, so the print faces are whole
files, complete for all 134 Vietnamese letters and for those of the other languages of the country
(docs/interface.md: Fonts in print).
"""

import sys
import tempfile
from pathlib import Path

from fontTools.merge import Merger, Options
from fontTools.subset import Options as SubsetOptions
from fontTools.subset import Subsetter
from fontTools.ttLib import TTFont

from tools.added_letters import add_letters
from tools.vendor_list import PRINT_FACES, ROOT

STYLE_NAMES = {400: "Regular", 500: "Medium", 700: "Bold", 900: "Black"}
KEPT_NAMES = {0, 13, 14}  # copyright, licence, licence address: the OFL wants them kept


def parts(folder: Path, package: str, weight: int, style: str, scratch: Path) -> list[str]:
    """The subsets without the letters an earlier one already has, as plain TTF paths."""
    taken: set[int] = set()
    paths = []
    for subset in ("latin", "latin-ext", "vietnamese"):
        font = TTFont(folder / f"{package}/files/{package}-{subset}-{weight}-{style}.woff2")
        font.flavor = None
        letters = set(font.getBestCmap())
        options = SubsetOptions()
        options.layout_features = ["*"]
        options.name_IDs = ["*"]
        options.notdef_outline = True
        options.glyph_names = False
        options.hinting = False
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=letters - taken)
        subsetter.subset(font)
        taken |= letters
        path = scratch / f"{subset}.ttf"
        font.save(path)
        paths.append(str(path))
    return paths


def rename(font: TTFont, family: str, weight: int, style: str) -> None:
    table = font["name"]
    table.names = [record for record in table.names if record.nameID in KEPT_NAMES]
    slope = " Italic" if style == "italic" else ""
    face = STYLE_NAMES[weight] + slope
    # Name 1/2 know only Regular, Bold, Italic; other weights get a family name of their own there.
    plain = weight in (400, 700)
    old_family = family if plain else f"{family} {STYLE_NAMES[weight]}"
    old_style = (face.replace("Regular Italic", "Italic")) if plain else "Regular"
    names = {1: old_family, 2: old_style, 3: f"{family} {face} merged", 4: f"{family} {face}",
             5: "Version 1.0", 6: f"{family}-{face.replace(' ', '')}", 16: family, 17: face}  # fmt: skip
    for number, value in names.items():
        table.setName(value, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight


def build(folder: Path) -> None:
    out = ROOT / "static/fonts/print"
    out.mkdir(parents=True, exist_ok=True)
    for package, weight, style, family, name in PRINT_FACES:
        with tempfile.TemporaryDirectory() as scratch:
            pieces = parts(folder, package, weight, style, Path(scratch))
            font = Merger(options=Options(drop_tables=["DSIG", "vhea", "vmtx"])).merge(pieces)
            add_letters(font)
            rename(font, family, weight, style)
            font.save(out / name)


if __name__ == "__main__":
    build(Path(sys.argv[1]) / "@fontsource")

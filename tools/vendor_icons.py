"""One SVG sprite of the icons in use: a <symbol> each, drawn by {% icon "name" %}."""

import re
import sys
from pathlib import Path

from tools.vendor_list import ICONS, ROOT


def sprite(folder: Path) -> str:
    symbols = []
    for name in ICONS:
        picture = (folder / f"{name}.svg").read_text()
        found = re.search(r"<svg[^>]*>(.*)</svg>", picture, re.S)
        assert found, name
        inside = re.sub(r">\s+<", "><", found[1].strip())
        symbols.append(f'<symbol id="{name}" viewBox="0 0 16 16">{inside}</symbol>')
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"


if __name__ == "__main__":
    (ROOT / "static/img/icons.svg").write_text(sprite(Path(sys.argv[1]) / "bootstrap-icons/icons"))

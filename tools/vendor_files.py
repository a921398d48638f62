"""Copy built files; strip source-map lines; write the @font-face sheet of the screen face."""

import re
import sys
from pathlib import Path

from tools.vendor_list import COPIES, INTER_WEIGHTS, ROOT, SUBSETS

# A manifest storage fails on a file that names a map it cannot find (docs/interface.md: Files of others).
SOURCE_MAP = re.compile(rb"\n?(?://|/\*)# sourceMappingURL=[^\n]*?(?:\*/)?\s*$")


def copy(modules: Path) -> None:
    for package, source, target in COPIES:
        content = (modules / package / source).read_bytes()
        if target.endswith((".js", ".css")):
            content = SOURCE_MAP.sub(b"", content).rstrip() + b"\n"
        place = ROOT / target
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)


def write_inter_sheet(modules: Path) -> None:
    faces = []
    for weight in INTER_WEIGHTS:
        sheet = (modules / f"@fontsource/inter/{weight}.css").read_text()
        for subset in SUBSETS:
            block = re.search(rf"/\* inter-{subset}-{weight}-normal \*/.*?unicode-range: ([^;]+);", sheet, re.S)
            assert block, (weight, subset)
            faces.append(
                f'@font-face {{ font-family: "Inter"; font-style: normal; font-weight: {weight}; font-display: swap; '
                f'src: url("inter-{subset}-{weight}.woff2") format("woff2"); unicode-range: {block[1]}; }}\n'
            )
    (ROOT / "static/fonts/inter/inter.css").write_text("".join(faces))


if __name__ == "__main__":
    box = Path(sys.argv[1])
    copy(box)
    write_inter_sheet(box)

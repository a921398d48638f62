"""Write VENDOR.json: name, version, licence and the SHA-256 of every file that came from outside."""

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from tools.vendor_list import COPIES, PRINT_FACES, ROOT

MADE = [("bootstrap-icons", "static/img/icons.svg"), ("@fontsource/inter", "static/fonts/inter/inter.css")] + [
    (f"@fontsource/{package}", f"static/fonts/print/{name}") for package, _, _, _, name in PRINT_FACES
]
MERGED = "merged, completed by letters of other languages of Vietnam and renamed"
NOTES = {
    "@fontsource/tinos": f"print faces KTDSerif are {MERGED} (OFL 1.1)",
    "@fontsource/playfair-display": f"print faces KTDTitle are {MERGED}, as its reserved name asks (OFL 1.1)",
    "@fontsource/inter": f"screen face as published; print faces KTDSans are {MERGED} (OFL 1.1)",
    "bootstrap-icons": "one sprite of the icons in use",
}


def manifest(modules: Path, under: str) -> list[dict[str, Any]]:
    groups: dict[str, dict[str, Any]] = {}
    for package, path in [(package, target) for package, _, target in COPIES] + MADE:
        if not path.startswith(under):
            continue
        about = json.loads((modules / package / "package.json").read_text())
        group = groups.setdefault(
            package, {"name": package, "version": about["version"], "licence": about["license"], "files": {}}
        )
        if package in NOTES:
            group["note"] = NOTES[package]
        group["files"][path] = hashlib.sha256((ROOT / path).read_bytes()).hexdigest()
    return [groups[name] for name in sorted(groups)]


if __name__ == "__main__":
    box = Path(sys.argv[1])
    for under, place in (("static/", "static/vendor/VENDOR.json"), ("tests/", "tests/browser/vendor/VENDOR.json")):
        (ROOT / place).write_text(json.dumps(manifest(box, under), indent=2, ensure_ascii=False) + "\n")

"""make release-dump VERSION=1.2.0: keeps the sample's database of a version that is released, in tests/releases/.

Every later version is then tested by migrating it forward (tests/khoithidua/test_released_versions.py). Run it on the
commit that is released; it makes an installation of its own and removes it.
"""

import argparse
import re
import tempfile
from pathlib import Path

from tools.drill import PROJECT, installation, manage

RELEASES = PROJECT / "tests" / "releases"
DUMP = "from pathlib import Path; from khoithidua.backup import dump_database; dump_database(Path({!r}))"


def main() -> int:
    parser = argparse.ArgumentParser(prog="make release-dump", description=__doc__)
    parser.add_argument("version", help="1.2.0")
    version = parser.parse_args().version
    if not re.fullmatch(r"\d+\.\d+\.\d+", version):
        parser.error("three numbers: 1.2.0")
    RELEASES.mkdir(exist_ok=True)
    kept = RELEASES / f"{version}.dump"
    if kept.exists():
        parser.error(f"{kept} is there: a released version does not change")
    with tempfile.TemporaryDirectory(prefix="khoithidua-release-", dir="/var/tmp") as folder:
        place = Path(folder)
        place.chmod(0o755)
        source = installation(place / "source")
        manage(source, "migrate", "-v0")
        manage(source, "sample_year")
        manage(source, "shell", "-c", DUMP.format(str(kept)))
    print(f"{kept.relative_to(PROJECT)}: {kept.stat().st_size / 2**20:.1f} MB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

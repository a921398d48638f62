"""make drill: a backup of the sample, restored into an empty place and verified whole; prints RTO and RPO.

`--archive FILE --keys FILE` restores and verifies a backup of a real installation instead, into a folder of its own
that is removed afterwards; nothing of the installation is touched, and no mail leaves.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
MOST_SECONDS = 900  # 15 minutes until people can work again
# What the shipped timer may lose; docs/operations.md tells how PostgreSQL's own log brings it to minutes.
MOST_HOURS = 24
NIGHTLY = re.compile(r"(?m)^OnCalendar=\*-\*-\* \d\d:\d\d:\d\d$")


def main() -> int:
    parser = argparse.ArgumentParser(prog="make drill", description=__doc__)
    parser.add_argument("--archive", type=Path)
    parser.add_argument("--keys", type=Path)
    asked = parser.parse_args()
    os.umask(0o077)
    with tempfile.TemporaryDirectory(prefix="khoithidua-drill-", dir="/var/tmp") as folder:
        place = Path(folder)
        # As root the embedded server runs as a user of its own, which must reach its folder.
        place.chmod(0o755)
        if asked.archive and asked.keys:
            archive, keys, before = asked.archive.absolute(), asked.keys.absolute(), ""
        else:
            archive, keys, before = sample_backup(place)
        return drill(place / "restored", archive, keys, before)


def sample_backup(place: Path) -> tuple[Path, Path, str]:
    """(archive, keys, what audit_verify said when it was made)."""
    source = installation(place / "source")
    manage(source, "migrate", "-v0")
    manage(source, "sample_year")
    manage(source, "audit_anchor")
    before = manage(source, "audit_verify", "--anchors")
    began = time.monotonic()
    made = json.loads(manage(source, "backup", str(place / "archives"), "--keys-folder", str(place / "keys")))
    print(f"backup            {time.monotonic() - began:7.1f} s, {Path(made['archive']).stat().st_size / 2**20:.1f} MB")
    return Path(made["archive"]), Path(made["keys"]), before


def drill(folder: Path, archive: Path, keys: Path, before: str) -> int:
    empty = installation(folder)
    began = time.monotonic()
    # restore ends with audit_verify and files_verify itself.
    said = manage(empty, "restore", str(archive), "--keys", str(keys))
    seconds = time.monotonic() - began
    print(f"restore, verified {seconds:7.1f} s")
    results = [goal("R1-RTO", f"{seconds:.0f}s", f"{MOST_SECONDS}s", seconds <= MOST_SECONDS)]
    every_night = NIGHTLY.search((PROJECT / "deploy" / "khoithidua-backup.timer").read_text()) is not None
    results.append(goal("R1-RPO", "24h" if every_night else "unknown", f"{MOST_HOURS}h", every_night))
    if before:
        # The backup itself is nothing that the log tells of.
        results.append(goal("R1-events", events_in(said), events_in(before), events_in(said) == events_in(before)))
    for name, command in (
        ("R1-chains", ("audit_verify", "--anchors")), ("R1-files", ("files_verify",)),
        ("R1-documents", ("documents_verify",)),
    ):  # fmt: skip
        done = run(empty, *command)
        results.append(goal(name, (done.stdout or done.stderr).strip().splitlines()[-1], "whole", done.returncode == 0))
    return 0 if all(results) else 1


def events_in(said: str) -> str:
    """How many events audit_verify found whole."""
    found = re.search(r"Nguyên vẹn: (\d+)", said)
    return found[1] if found else "0"


def goal(name: str, value: str, target: str, fine: bool) -> bool:
    print(f"GOAL {name} {value} {target} {'PASS' if fine else 'FAIL'}", flush=True)
    return fine


def installation(folder: Path) -> dict[str, str]:
    """The environment of an empty installation in this folder: embedded database, sample mode, no mail server."""
    dropped = ("DATABASE_URL", "SECRET_KEY", "KEY_PASSPHRASE", "KHOITHIDUA_ENV_FILE", "EMAIL_HOST")
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    return kept | {"KHOITHIDUA_DATA": str(folder), "KHOITHIDUA_SAMPLE": "1"}


def run(environment: dict[str, str], *words: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-W", "ignore", str(PROJECT / "manage.py"), *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True)  # noqa: S603 - our own command


def manage(environment: dict[str, str], *words: str) -> str:
    done = run(environment, *words)
    if done.returncode:
        sys.exit(f"manage.py {' '.join(words)}: {done.stderr.strip()[-1500:]}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())

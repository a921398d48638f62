"""Peak memory of a process that makes 100 and 1,000 sealed certificates: it must not grow with their number."""

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.table import Table


def peak_mb(count: int) -> float:
    command = [sys.executable, "-m", "bench.memory", str(count)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ)
    return float(done.stdout.strip().splitlines()[-1])


def run(table: Table, *, city: bool) -> None:
    hundred, thousand = peak_mb(100), peak_mb(1000)
    table.add("memory.1000/100", thousand / hundred, f"{hundred:.0f} → {thousand:.0f} MB")


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "khoithidua.settings")
    django.setup()
    from bench.certificates import PASSPHRASE, ours
    from libraries.pades.keys import KeyStore

    with tempfile.TemporaryDirectory() as folder:
        ours(int(sys.argv[1]), KeyStore(Path(folder) / "keys", PASSPHRASE), Path(folder))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)

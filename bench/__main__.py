"""make bench: prints each measurement as a ratio. `python -m bench certificates pages` runs only these."""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "khoithidua.settings")
django.setup()

from khoithidua.embedded_server import start_database  # noqa: E402 - after Django is set up

start_database()

from bench import certificates, memory, pages, signatures  # noqa: E402 - after Django is set up

PARTS = {"certificates": certificates, "signatures": signatures, "pages": pages, "memory": memory}


def main() -> None:
    wanted = sys.argv[1:] or list(PARTS)
    for name in wanted:
        print(f"\n== {name}", flush=True)
        PARTS[name].run()


if __name__ == "__main__":
    main()

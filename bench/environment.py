"""Where a bench works: a data folder of its own beside the installation's, in sample mode, never the real database."""

import fcntl
import logging
import os
from pathlib import Path
from typing import TextIO

ENDING = "-bench"


def prepare() -> None:
    """Point the process (and those it starts) at the bench's own data folder, then set Django up."""
    from khoithidua.database import data_folder

    folder = data_folder()
    if not folder.name.endswith(ENDING):
        folder = folder.with_name(folder.name + ENDING)
    os.environ["KHOITHIDUA_DATA"] = str(folder)
    os.environ["KHOITHIDUA_SAMPLE"] = "1"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "khoithidua.settings")
    import django

    django.setup()
    logging.disable(logging.ERROR)  # refused pages are part of looking for pages


def folder() -> Path:
    from django.conf import settings

    return Path(settings.DATA_FOLDER)


def alone() -> TextIO:
    """Waits until no other bench works in this folder; two at once would measure each other. Keep what is returned."""
    folder().mkdir(parents=True, exist_ok=True)
    lock = folder().joinpath("bench.lock").open("w")
    fcntl.flock(lock, fcntl.LOCK_EX)
    return lock

#!/usr/bin/env python
"""Runs Django's and our own commands."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "khoithidua.settings")
    from django.core.management import execute_from_command_line
    from django.db import OperationalError

    from khoithidua.environment import SettingsRefused, exit_with, load_file

    try:
        load_file()
        execute_from_command_line(sys.argv)
    except SettingsRefused as refused:
        exit_with(refused)
    except OperationalError:
        # Late: what loads settings must not be loaded before the command line chose them.
        from khoithidua.embedded_server import NOT_RUNNING, is_missing

        if is_missing():
            sys.exit(NOT_RUNNING)
        raise


if __name__ == "__main__":
    main()

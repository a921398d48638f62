"""manage.py verify_pdf FILE: the verdict on a file as JSON; exit status 0 only for "valid"."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from khoithidua.embedded_server import StartsDatabase
from libraries.pades.verification import LARGEST_FILE, examine
from records.ledger import StoredDocuments


class Command(StartsDatabase):
    help = "Kiểm tra một tệp PDF: thật, đã thu hồi, đã thay thế, đã bị sửa hay không rõ."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Any, **options: Any) -> None:
        try:
            with file.open("rb") as opened:
                content = opened.read(LARGEST_FILE + 1)
        except OSError as problem:
            raise CommandError(f"Không đọc được tệp {file}: {problem.strerror}.", returncode=2) from None
        verdict = examine(content, StoredDocuments())
        self.stdout.write(json.dumps(verdict.as_json(), ensure_ascii=False, indent=2))
        if not verdict.is_valid:
            sys.exit(1)

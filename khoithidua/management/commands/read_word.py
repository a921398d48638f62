"""manage.py read_word FILE: what a Word file would become in Dự thảo, as JSON; nothing is saved."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from drafting.queries.word_outline import outline_of_word
from libraries.foreign_files import Busy, FileRefused


class Command(BaseCommand):
    help = "Print the parts of a Word file as JSON; nothing is saved."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"]
        try:
            content = file.read_bytes()
        except OSError as problem:
            raise CommandError(f"Không đọc được tệp {file}: {problem.strerror}.") from problem
        try:
            outline = outline_of_word(content)
        except FileRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        except Busy:
            raise CommandError("Hệ thống đang đọc nhiều tệp khác. Chạy lại lệnh này sau ít phút.") from None
        self.stdout.write(json.dumps(outline.as_json(), ensure_ascii=False, indent=1))

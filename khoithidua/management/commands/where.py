"""make where PAGE=/quy-che/7/: the view, template and test of a page."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import Resolver404, resolve

from khoithidua.database import PROJECT_FOLDER


class Command(BaseCommand):
    help = "In view, mẫu trang và bài kiểm tra của một đường dẫn."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path")

    def handle(self, *args: Any, path: str, **options: Any) -> None:
        try:
            match = resolve(path)
        except Resolver404:
            raise CommandError(f"Không có trang nào ở {path}.") from None
        room = match.namespace or "khoithidua"
        view = match.func
        source = Path(view.__code__.co_filename) if hasattr(view, "__code__") else None
        wrapped = getattr(view, "__wrapped__", view)
        if hasattr(wrapped, "__code__"):
            source = Path(wrapped.__code__.co_filename)
        template = PROJECT_FOLDER / "templates" / room / f"{match.url_name}.html"
        tests = [
            test
            for test in (PROJECT_FOLDER / "tests").rglob("test_*.py")
            if test.stem == f"test_{match.url_name}" or f"{match.view_name}" in test.read_text()
        ]
        self.stdout.write(f"trang    {match.view_name}")
        self.stdout.write(f"view     {source.relative_to(PROJECT_FOLDER) if source else '–'} {wrapped.__name__}")
        self.stdout.write(f"mẫu      {template.relative_to(PROJECT_FOLDER) if template.exists() else '–'}")
        for test in [str(test.relative_to(PROJECT_FOLDER)) for test in sorted(tests)] or ["–"]:
            self.stdout.write(f"kiểm tra {test}")

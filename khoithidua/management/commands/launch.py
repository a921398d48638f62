"""make run, make start: everything one visitor needs, started together and stopped together."""

import hashlib
import os
import shutil
import socket
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError, CommandParser
from django.db import connection

from khoithidua.database import PROJECT_FOLDER
from khoithidua.doctor import Level, examine
from khoithidua.embedded_server import StartsDatabase
from units import workflow


class Command(StartsDatabase):
    help = "Chuẩn bị cơ sở dữ liệu, nạp năm mẫu khi còn trống, rồi chạy máy chủ web và bộ xử lý việc nền."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--host", default="127.0.0.1")

    def handle(self, *args: Any, port: int, host: str, **options: Any) -> None:
        address = f"http://{host}:{port}"
        os.environ.setdefault("PUBLIC_ADDRESS", address)
        settings.PUBLIC_ADDRESS = os.environ["PUBLIC_ADDRESS"]
        refuse_taken_port(host, port)
        call_command("migrate", verbosity=0)
        if settings.SAMPLE_MODE:
            call_command("sample_year")
        else:
            refuse_what_is_in_the_way()
        collect_static()
        if settings.SAMPLE_MODE:
            call_command("sample_logins")
        self.stdout.write(f"\nKhối thi đua: {address}/   (Ctrl-C để dừng)\n")
        if not settings.SAMPLE_MODE and not workflow.somebody_runs_it():
            self.stdout.write(f"Mã thiết lập: {workflow.make_setup_code()}\n")
        connection.close()
        self.stdout.flush()
        become_supervisor(host, port)


def refuse_what_is_in_the_way() -> None:
    """A real installation does not start half: what doctor finds in the way is said instead."""
    if bad := [finding for finding in examine() if finding.level is Level.BAD]:
        raise CommandError("\n".join(f"{finding.subject}: {finding.words}" for finding in bad))


def refuse_taken_port(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            raise CommandError(f"Cổng {port} đang được dùng. Chạy lại với cổng khác: make run PORT=8001") from None


def collect_static() -> None:
    """Once for each state of static/: the second start has nothing to collect."""
    digest = hashlib.sha256()
    for path in sorted(PROJECT_FOLDER.joinpath("static").rglob("*")):
        if path.is_file():
            digest.update(
                f"{path.relative_to(PROJECT_FOLDER)} {path.stat().st_size} {path.stat().st_mtime_ns}\n".encode()
            )
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    if stamp.exists() and stamp.read_text() == digest.hexdigest():
        return
    shutil.rmtree(settings.STATIC_ROOT, ignore_errors=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(digest.hexdigest())


def become_supervisor(host: str, port: int) -> None:
    """This process goes on as the supervisor: all that was loaded to prepare the installation leaves the memory."""
    sys.stdout.flush()
    command = [sys.executable, "-m", "khoithidua.supervisor", "--host", host, "--port", str(port)]
    os.chdir(PROJECT_FOLDER)
    os.execv(sys.executable, command)  # noqa: S606 - our own program

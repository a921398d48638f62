"""make run: everything one visitor needs, started together and stopped together."""

import contextlib
import hashlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError, CommandParser
from django.db import connection

from khoithidua.database import PROJECT_FOLDER
from khoithidua.doctor import Level, examine
from khoithidua.embedded_server import StartsDatabase, forget_dead_handles


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
        connection.close()
        if settings.SAMPLE_MODE:
            call_command("sample_logins")
        self.stdout.write(f"\nKhối thi đua: {address}/   (Ctrl-C để dừng)\n")
        self.stdout.flush()
        try:
            serve(host, port)
        finally:
            # The embedded database stops with its last handle: this process, once the stopped ones are forgotten.
            forget_dead_handles(settings.DATA_FOLDER)


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


def serve(host: str, port: int) -> None:
    """The web server and the task worker; when one ends or a signal comes, both are stopped."""
    commands = [
        [
            sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port),
            "--workers", "2", "--blocking-threads", "1", "--log-level", "warning", "khoithidua.wsgi:application",
        ],
        [sys.executable, "manage.py", "work"],
    ]  # fmt: skip
    # Sessions of their own: Ctrl-C reaches this process only, which then stops them in order.
    running = [subprocess.Popen(command, cwd=PROJECT_FOLDER, start_new_session=True) for command in commands]  # noqa: S603
    stop: list[bool] = []
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.append(True))
    while not stop and all(process.poll() is None for process in running):
        time.sleep(0.2)
    for process in running:
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(signal.SIGTERM)
    for process in running:
        try:
            process.wait(8)
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

"""The folder of one check: its ports and shipped files adapted to it, and how commands run there."""

import contextlib
import pwd
import secrets
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent
# A name of the office's own network: the sample, which is signed here, runs nowhere else.
HOST = "thidua.internal"
SERVICE, NGINX, POSTGRES = "khoithidua", "www-data", "postgres"
VISITOR = "127.0.0.9"
PATIENCE = 240
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


class Failure(Exception):
    """What did not come out as the documents promise."""


class Place:
    """The folder of one check: `srv` the checkout, `data`, `cluster`; ports of its own."""

    def __init__(self, folder: Path, python: str, major: int | None, stack: contextlib.ExitStack) -> None:
        self.folder, self.python, self.stack = folder, python, stack
        self.srv, self.data, self.cluster = folder / "srv", folder / "data", folder / "cluster"
        self.web, self.https, self.http, self.database = free_ports(4)
        self.env_file = folder / "khoithidua.env"
        self.password = secrets.token_hex(16)
        servers = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
        fitting = [path for path in servers if major is None or path.parent.name == str(major)]
        if not fitting:
            raise Failure(f"PostgreSQL {major} is not installed")
        self.postgresql = fitting[-1]

    @property
    def address(self) -> str:
        return f"https://{HOST}:{self.https}"

    def adapted(self, text: str) -> str:
        """A shipped file with this check's paths, ports and certificates, and nothing else of it changed."""
        for shipped, ours in (
            ("/srv/khoithidua", str(self.srv)), ("/etc/khoithidua.env", str(self.env_file)),
            ("/etc/ssl/khoithidua", str(self.folder / "tls")), ("127.0.0.1:8000", f"127.0.0.1:{self.web}"),
            ("--port 8000", f"--port {self.web}"), ("listen 443 ", f"listen 127.0.0.1:{self.https} "),
            ("listen 80;", f"listen 127.0.0.1:{self.http};"), ("thidua.example.vn", HOST),
        ):  # fmt: skip
            text = text.replace(shipped, ours)
        return text

    def environment(self) -> dict[str, str]:
        """What systemd makes of EnvironmentFile=."""
        lines = [line.partition("=") for line in self.env_file.read_text().splitlines() if line and line[0] != "#"]
        return {"PATH": PATH, "LANG": "C.UTF-8", **{name: value for name, _, value in lines if value}}

    def manage(self, *words: str) -> str:
        command = [str(self.srv / ".venv/bin/python"), "manage.py", *words]
        return run(command, user=SERVICE, cwd=self.srv, env=self.environment())


def step(words: str, act: Callable[[], object]) -> None:
    began = time.monotonic()
    act()
    print(f"ĐẠT {time.monotonic() - began:6.1f} s  {words}", flush=True)


def run(command: list[str], *, user: str = "", cwd: Path | None = None, env: dict[str, str] | None = None) -> str:
    done = subprocess.run(  # noqa: S603 - our own commands
        command, cwd=cwd or "/", env=env or {"PATH": PATH, "LANG": "C.UTF-8"}, capture_output=True, text=True,
        user=user or None, group=group_of(user) if user else None, extra_groups=[] if user else None,
    )  # fmt: skip
    if done.returncode:
        raise Failure(f"{' '.join(command)[:160]} → {done.returncode}: {(done.stderr or done.stdout).strip()[-1500:]}")
    return done.stdout + done.stderr


def group_of(user: str) -> int:
    return pwd.getpwnam(user).pw_gid


def psql(place: Place, statement: str, database: str = "postgres") -> str:
    command = [f"{place.postgresql}/psql", "-h", str(place.cluster), "-p", str(place.database), "-U", POSTGRES]
    return run([*command, "-v", "ON_ERROR_STOP=1", "-Atc", statement, database], user=POSTGRES).strip()


def end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def expect(what: object, words: str) -> None:
    if not what:
        raise Failure(f"expected: {words}")


def free_ports(count: int) -> Iterator[int]:
    with contextlib.ExitStack() as stack:
        probes = [stack.enter_context(socket.socket()) for _ in range(count)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return iter([int(probe.getsockname()[1]) for probe in probes])

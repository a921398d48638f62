"""What is to run all the time is started again when it ends; the supervisor itself holds next to nothing."""

import os
import subprocess
import sys
import time

import pytest

from khoithidua import supervisor
from khoithidua.database import PROJECT_FOLDER
from khoithidua.supervisor import Kept, bury, processes_for, stop, supervise, web_command

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
ENDS = [sys.executable, "-c", "raise SystemExit(3)"]


def test_it_loads_no_application():
    words = "import sys, khoithidua.supervisor; print({'django', 'psycopg2'} & {m.split('.')[0] for m in sys.modules})"
    said = subprocess.run([sys.executable, "-c", words], cwd=PROJECT_FOLDER, capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "set()"


def test_as_many_as_cores():
    assert [processes_for(machine) for machine in (0, 1, 2, 4, 64)] == [1, 1, 2, 4, supervisor.MOST_PROCESSES]
    command = web_command("127.0.0.1", 8000, 4)
    assert command[command.index("--workers") + 1] == "4" and "--respawn-failed-workers" in command


def test_what_was_killed_is_started_again(capsys):
    one = Kept("work 1", SLEEP)
    one.look(time.monotonic())
    first = one.process
    try:
        one.look(time.monotonic())
        assert one.process is first, "it runs: left alone"
        first.kill()
        first.wait()
        now = one.started + supervisor.CAME_UP + 1
        one.look(now)
        assert one.process is not first and one.process.poll() is None and one.false_starts == 0
        assert "work 1" in capsys.readouterr().err
    finally:
        stop([one.process])
    assert one.process.returncode is not None


def test_what_ends_at_once_is_given_longer_pauses():
    one, now = Kept("web", ENDS), 100.0
    for starts in range(1, 4):
        one.look(now)
        one.process.wait()
        one.look(now + 0.1)
        assert one.process is None and one.false_starts == starts
        assert one.not_before - (now + 0.1) == 2.0**starts / 2
        now = one.not_before
    assert one.process is None


def test_what_never_comes_up_ends_the_supervisor(monkeypatch, capsys):
    monkeypatch.setattr(supervisor, "LOOK_EVERY", 0.01)
    monkeypatch.setattr(supervisor, "LONGEST_PAUSE", 0.01)
    other = Kept("work 1", SLEEP)
    monkeypatch.setattr(supervisor.signal, "signal", lambda *_: None)
    assert supervise([Kept("web", ENDS), other], None) == 1
    assert "Không khởi động được: web." in capsys.readouterr().err
    assert other.process.returncode is not None, "the others are stopped"


@pytest.mark.slow
def test_one_that_does_not_listen_is_killed(monkeypatch):
    monkeypatch.setattr(supervisor, "STOPS_WITHIN", 0.5)
    deaf = (
        "import signal, sys, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(1, flush=True); time.sleep(60)"
    )
    process = subprocess.Popen([sys.executable, "-c", deaf], stdout=subprocess.PIPE, start_new_session=True)
    process.stdout.readline()
    stop([process])
    process.stdout.close()
    assert process.returncode == -9


def test_what_was_a_child_before_is_buried():
    ours = subprocess.Popen(SLEEP)
    strange = subprocess.Popen(ENDS)
    try:
        os.waitid(os.P_PID, strange.pid, os.WEXITED | os.WNOWAIT)
        bury([ours.pid])
        with pytest.raises(ChildProcessError):
            os.waitpid(strange.pid, os.WNOHANG)
        bury([ours.pid])
        assert ours.poll() is None
    finally:
        stop([ours])
        strange.wait()

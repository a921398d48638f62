"""Twenty hostile files are being checked: does anybody's page wait?"""

import os
import threading
import time
import uuid

from bench.server import Server
from records.models import FileCheck
from security_checks.goals import Goals
from security_checks.installation import Watcher, installation, percentile
from tests.support.hostile_files import nested_forms

FILES, QUIET_LOOKS = 20, 60
MOST_RATIO = 1.5


def run(goals: Goals, *, kills: int) -> None:
    ratio, answered, detail = measured()
    print(detail)
    goals.most("files.home-p99/quiet", ratio, MOST_RATIO)
    goals.equals("files.answered", answered, True)
    os.environ["DJANGO_SETTINGS_MODULE"] = "security_checks.settings_in_request"
    try:
        ratio, _, detail = measured()
    finally:
        os.environ["DJANGO_SETTINGS_MODULE"] = "khoithidua.settings"
    print(detail)
    goals.control("files.home-p99/quiet", ratio > MOST_RATIO)


def measured() -> tuple[float, bool, str]:
    """(p99 of home during / in quiet, whether every file was answered, the figures)."""
    with installation() as (server, _):
        watcher = Watcher(server)
        for _ in range(QUIET_LOOKS + 10):
            watcher.look()
        quiet = percentile(watcher.waits[10:], 0.99)
        watcher.waits.clear()
        done = threading.Event()
        looking = threading.Thread(target=watcher.look_until, args=(done,))
        looking.start()
        senders = [threading.Thread(target=send, args=(server, number)) for number in range(FILES)]
        for sender in senders:
            sender.start()
        for sender in senders:
            sender.join()
        ends = time.monotonic() + 240
        while FileCheck.objects.filter(state=FileCheck.State.WAITING).exists() and time.monotonic() < ends:
            time.sleep(0.2)
        done.set()
        looking.join()
        answered = not FileCheck.objects.filter(state=FileCheck.State.WAITING).exists() and not watcher.wrong
        during = percentile(watcher.waits, 0.99)
        detail = f"home p99 {quiet * 1000:.0f} ms quiet, {during * 1000:.0f} ms with {FILES} hostile files"
        return during / quiet, answered, f"{detail} ({len(watcher.waits)} looks)"


def send(server: Server, number: int) -> None:
    """One file, as a browser sends it; as many addresses as there are behind one: the public's places are few."""
    border = uuid.uuid4().hex
    content = nested_forms(9)
    head = (
        f'--{border}\r\nContent-Disposition: form-data; name="file"; filename="tep-{number}.pdf"\r\n'
        "Content-Type: application/pdf\r\n\r\n"
    )
    body = head.encode() + content + f"\r\n--{border}--\r\n".encode()
    server.post_file("/xac-minh/tep/", body, border)

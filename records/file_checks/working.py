"""The worker's side of the line: whose turn it is, one child for it, the answer into the row.

A claim is a lock of the database on the owner, held by the worker's connection: a worker that dies lets go of it, and
the file is looked at by the next one.
"""

import contextlib
import logging
from collections.abc import Iterator
from typing import Any

from django.db import connection

from libraries.foreign_files import Busy, FileRefused
from libraries.pades.verification import examine
from records.connection_locks import On, alone_with
from records.file_checks import waiting_room
from records.file_checks.judging import judge, sheets_as_bytes
from records.ledger import StoredDocuments
from records.models import FileCheck

logger = logging.getLogger(__name__)

# Two places in all: one for people who are logged in, one that the public may use too.
SIGNED_IN, PUBLIC = "u", "p"


def check_all(place: str) -> int:
    """Look at files until none is left whose turn it is; returns how many were looked at.

    However many workers there are, the place is there once: of two who come, one goes away again.
    """
    done = 0
    with alone_with(On.FILES_OF_A_PLACE, place) as free:
        while free and check_one(place):
            done += 1
    return done


def check_one(place: str) -> bool:
    """Look at the next file. SIGNED_IN: only files of people who are logged in; PUBLIC: the public's first."""
    with _next(place) as check:
        if check is None:
            return False
        answer = _answer(check)
        # Nothing is written for a row that was taken out meanwhile.
        FileCheck.objects.filter(pk=check.pk).update(state=FileCheck.State.DONE, answer=answer)
        waiting_room.drop(check.pk, "came")
        return True


@contextlib.contextmanager
def _next(place: str) -> Iterator[FileCheck | None]:
    """The next file of an owner whom no other worker serves: each owner's first before anybody's second."""
    for key, owner in _in_turn(place):
        with alone_with(On.FILES_OF_AN_OWNER, owner) as free:
            # Asked again under the lock: another worker may have looked at it meanwhile.
            check = FileCheck.objects.filter(pk=key, state=FileCheck.State.WAITING).first() if free else None
            if check is not None:
                yield check
                return
    yield None


def _in_turn(place: str) -> list[tuple[Any, str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, owner FROM records_filecheck WHERE state = 'waiting' AND starts_with(owner, %s)"
            " ORDER BY starts_with(owner, %s) DESC, turn, created_at LIMIT 50",
            ["u:" if place == SIGNED_IN else "", f"{place}:"],
        )
        return list(cursor.fetchall())


def _answer(check: FileCheck) -> dict[str, Any]:
    """What the row says when it is done; a fault of ours is an answer too, or the file would wait for ever."""
    try:
        content = waiting_room.get(check.pk, "came")
        if check.question == FileCheck.Question.VERIFY:
            return {"verdict": examine(content, StoredDocuments()).as_json()}
        judged = judge(content)
    except FileRefused as refusal:
        return {"refused": refusal.code}
    except Busy:
        return {"refused": "busy"}
    except FileNotFoundError:
        return {"refused": "lost"}
    except Exception:
        logger.exception("file %s could not be checked", check.pk)
        return {"refused": "fault"}
    waiting_room.put(check.pk, "clean", judged.content)
    if judged.kind == "xlsx":
        waiting_room.put(check.pk, "sheets", sheets_as_bytes(judged.sheets))
    signed = {"signed": judged.signed.as_json()} if judged.signed else {}
    return {"kind": judged.kind, "pages": judged.pages, **signed}

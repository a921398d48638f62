"""Files that come with a form are looked at by a worker; meanwhile the form waits on a page that sends itself again.

The first post puts each file in line and is answered with the waiting page, which carries everything that was typed
and, in place of the files, their keys. A later post of that page finds the answers; the view then sees files that have
been judged (libraries.web.forms.CheckedFile, RefusedFile), as if they had just come.
"""

import uuid
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.datastructures import MultiValueDict

from libraries.foreign_files import Busy, FileRefused
from libraries.foreign_files.refusals import SENTENCES
from libraries.web import clock
from libraries.web.forms.files import MEGABYTE, CheckedFile, RefusedFile, refuse, tidy_name
from records.file_checks import Full, judge, owner_of, put_in_line, take_out, waiting_room
from records.file_checks.judging import sheets_from_bytes
from records.models import FileCheck
from records.submission.tokens import FIELD as TOKEN

# In the waiting page, instead of each file: "<box>:<key>".
FIELD = "file_sent"
LARGEST = 20 * MEGABYTE
# Milliseconds until the waiting page sends itself: soon at first, seldom later.
FIRST_TRY, LATER_TRY = 400, 2000


def settle_files(request: HttpRequest) -> HttpResponse | None:
    """Put judged files in place of those that came; the waiting page while a worker is at it.

    Whoever is not logged in (setting up an installation) has no place in the line: the form's own field looks at it.
    """
    if not request.user.is_authenticated or not (request.FILES or FIELD in request.POST):
        return None
    files = MultiValueDict[str, Any]()
    waiting: list[tuple[str, FileCheck]] = []
    for box, check in _sent_before(request):
        if check.is_waiting:
            waiting.append((box, check))
        else:
            files.appendlist(box, _file_of(check))
    for box, uploads in request.FILES.lists():
        for upload in uploads:
            if not 0 < (upload.size or 0) <= LARGEST:
                files.appendlist(box, upload)  # the field refuses it by its size alone
            elif settings.WORK_IN_REQUEST:
                files.appendlist(box, _judged_now(upload))
            else:
                try:
                    check = _put(request, upload)
                except Full as full:
                    files.appendlist(box, RefusedFile(tidy_name(upload.name or ""), refuse(str(full), "full")))
                else:
                    waiting.append((box, check))
    if waiting:
        # What was judged already stays under its key: it is asked for again when the others are done.
        return _waiting_page(request, waiting + [pair for pair in _sent_before(request) if pair not in waiting])
    for _, check in _sent_before(request):
        take_out(check)
    vars(request).update(_files=files)
    return None


def _sent_before(request: HttpRequest) -> list[tuple[str, FileCheck]]:
    """(box, row) of each file that this person sent with an earlier post of the form."""
    found = []
    for word in request.POST.getlist(FIELD):
        box, _, key = word.rpartition(":")
        try:
            pk = uuid.UUID(key)
        except ValueError:
            continue
        check = FileCheck.objects.filter(pk=pk, owner=owner_of(request), question=FileCheck.Question.HANDED_IN).first()
        if check is not None:
            found.append((box, check))
    return found


def _put(request: HttpRequest, upload: Any) -> FileCheck:
    content: bytes = upload.read()
    name = tidy_name(upload.name or "")
    return put_in_line(FileCheck.Question.HANDED_IN, content, name=name, owner=owner_of(request))


def _file_of(check: FileCheck) -> CheckedFile | RefusedFile:
    if code := check.answer.get("refused"):
        return _refused(check.name, code)
    try:
        content = waiting_room.get(check.pk, "clean")
        kind = check.answer["kind"]
        sheets = sheets_from_bytes(waiting_room.get(check.pk, "sheets")) if kind == "xlsx" else ()
    except FileNotFoundError:
        return _refused(check.name, "lost")
    return CheckedFile(check.name, content, kind, check.answer["pages"], sheets, check.answer.get("signed"))


def _judged_now(upload: Any) -> CheckedFile | RefusedFile:
    name = tidy_name(upload.name or "")
    try:
        judged = judge(upload.read())
    except FileRefused as refusal:
        return _refused(name, refusal.code)
    except Busy:
        return _refused(name, "busy")
    signed = judged.signed.as_json() if judged.signed else None
    return CheckedFile(name, judged.content, judged.kind, judged.pages, judged.sheets, signed)


def _refused(name: str, code: str) -> RefusedFile:
    return RefusedFile(name or "tep", refuse(SENTENCES[code], code))


def _waiting_page(request: HttpRequest, checks: list[tuple[str, FileCheck]]) -> HttpResponse:
    names = ("csrfmiddlewaretoken", TOKEN, FIELD)
    age = max((clock.now() - check.created_at).total_seconds() for _, check in checks)
    page = {
        "names": [check.name for _, check in checks],
        "pairs": [(name, value) for name, values in request.POST.lists() if name not in names for value in values],
        "sent": [f"{box}:{check.pk}" for box, check in checks],
        "kept_token": request.POST.get(TOKEN, ""),
        "again_after": FIRST_TRY if age < 5 else LATER_TRY,
        "is_slow": age > 20,
    }
    return render(request, "records/files_waiting.html", page, status=202)

"""The line of files from outside: records:verify_result, whose turn it is, what nobody fetches."""

import contextlib
import datetime
import threading
import time

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from libraries.web import clock
from records import file_checks
from records.file_checks import PUBLIC, SIGNED_IN, Full, check_all, check_one, put_in_line, waiting_room
from records.models import FileCheck
from records.submission.files_sent import _file_of
from tests.libraries.test_uploads import excel
from tests.support.hostile_files import nested_forms

VERIFY, HANDED_IN = FileCheck.Question.VERIFY, FileCheck.Question.HANDED_IN


@pytest.fixture
def workers(settings):
    """As on a real installation: a page only puts a file in line."""
    settings.WORK_IN_REQUEST = False


def bytes_of(key):
    """What still lies in the waiting room of one file."""
    return [name for name in default_storage.listdir("waiting")[1] if name.startswith(str(key))]


def put(owner, content=b"%PDF-1.4 x", question=VERIFY, **more):
    return put_in_line(question, content, name="tep.pdf", owner=owner, **more)


# --- The line --------------------------------------------------------------------------------------------------------


def test_the_line_in_its_order(db):
    for owner in ("u:1", "u:1", "u:2", "p:192.0.2.1", "p:192.0.2.1", "p:192.0.2.2"):
        put(owner)
    looked_at = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("records.file_checks.working._answer", lambda check: looked_at.append(check.owner) or {"x": 1})
        assert check_all(SIGNED_IN) == 3
        assert looked_at == ["u:1", "u:2", "u:1"], "the place of those who are logged in is never the public's"
        looked_at.clear()
        put("u:3")
        assert check_all(PUBLIC) == 4
        assert looked_at == ["p:192.0.2.1", "p:192.0.2.2", "p:192.0.2.1", "u:3"]


def test_nobody_fills_the_line(db):
    for _ in range(file_checks.line.MOST_OF_ONE):
        put("u:1")
    with pytest.raises(Full):
        put("u:1")
    for number in range(file_checks.line.MOST_OF_PUBLIC):
        put(f"p:192.0.2.{number}")
    with pytest.raises(Full):
        put("p:192.0.2.250")
    put("u:2")


def test_what_nobody_fetches_is_gone_after_a_day(db):
    check = put("u:1")
    waiting_room.put(check.pk, "clean", b"x")
    assert file_checks.forget_old(clock.now()) == 0
    assert file_checks.forget_old(clock.now() + datetime.timedelta(hours=49)) == 1
    with pytest.raises(FileNotFoundError):
        waiting_room.get(check.pk, "clean")


@pytest.mark.parametrize("owner", ["", "7", "x:7"])
def test_the_database_knows_owners(db, owner):
    with pytest.raises(IntegrityError), transaction.atomic():
        FileCheck.objects.create(question=VERIFY, owner=owner, name="a", created_at=clock.now())


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("locked", [True, False], ids=["as it is", "control: without the lock"])
def test_two_workers_look_at_one_owners_files_one_by_one(monkeypatch, locked):
    """An owner has one place, whoever the workers are; without the lock both work for the same one."""
    if not locked:
        monkeypatch.setattr("records.file_checks.working.alone_with", lambda *_: contextlib.nullcontext(True))
    for _ in range(4):
        put("u:1")
    at_once, most = [0], [0]
    guard = threading.Lock()

    def slowly(check):
        with guard:
            at_once[0] += 1
            most[0] = max(most[0], at_once[0])
        time.sleep(0.3)
        with guard:
            at_once[0] -= 1
        return {"x": 1}

    monkeypatch.setattr("records.file_checks.working._answer", slowly)

    def run():
        try:
            for _ in range(8):
                check_one(SIGNED_IN)
                time.sleep(0.05)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert (most[0] == 1) is locked


def test_a_workbook_brings_its_values_along(db):
    check = put("u:1", excel(), HANDED_IN)
    check_all(SIGNED_IN)
    check.refresh_from_db()
    assert check.answer["kind"] == "xlsx" and _file_of(check).sheets[0].name == "Sheet"


# --- The public's check ----------------------------------------------------------------------------------------------


def verify(visitor, content):
    return visitor.post(reverse("records:verify_file"), {"file": SimpleUploadedFile("tep.pdf", content)})


def test_a_file_to_verify_waits_on_a_page_that_asks_again(workers, visitor, db):
    answer = verify(visitor, b"%PDF-1.4 not ours")
    page = visitor.get(answer["Location"])
    assert page.status_code == 200 and page["Refresh"] == "1" and "tep.pdf" in page.content.decode()
    check_all(PUBLIC)
    told = visitor.get(answer["Location"])
    assert told.status_code == 200 and "Không xác nhận được tệp này" in told.content.decode()
    key = answer["Location"].rstrip("/").rsplit("/", 1)[-1]
    assert not bytes_of(key), "its bytes are gone"


def test_hostile_files_to_verify_are_answered(workers, visitor, db):
    answer = verify(visitor, nested_forms(9))
    check_all(PUBLIC)
    assert "Không xác nhận được tệp này" in visitor.get(answer["Location"]).content.decode()


def test_one_address_has_a_few_places(workers, visitor, db):
    for _ in range(file_checks.line.MOST_OF_ONE):
        assert verify(visitor, b"%PDF-1.4 x").status_code == 302
    told = verify(visitor, b"%PDF-1.4 x")
    assert told.status_code == 429 and "chờ kết quả" in told.content.decode()


def test_an_unknown_check_is_not_found(visitor, db):
    assert visitor.get("/xac-minh/tep/6c3b4d7e-0d6c-4a31-9d39-0a7c2a0f7b11/").status_code == 404

"""A form with a file waits on a page of its own while a worker looks at the file (records/submission/files_sent.py)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from libraries import foreign_files
from records import readable
from records.file_checks import SIGNED_IN, check_all, put_in_line
from records.models import DocumentFile, FileCheck, SubmissionToken
from records.submission.files_sent import FIELD
from tests.libraries.test_uploads import pdf, word
from tests.records.test_file_checks import bytes_of
from tests.support.hostile_files import nested_forms

VERIFY, HANDED_IN = FileCheck.Question.VERIFY, FileCheck.Question.HANDED_IN


@pytest.fixture
def workers(settings):
    """As on a real installation: a page only puts a file in line."""
    settings.WORK_IN_REQUEST = False


@pytest.fixture
def own_nomination(draft, nam):
    return reverse("awards:hand_in_report", args=[draft.pk]), nam


def sent(client, address, content, name="bao-cao.pdf", token="6c3b4d7e-0d6c-4a31-9d39-0a7c2a0f7b11"):
    return client.post(
        address, {"file": SimpleUploadedFile(name, content), "submission_token": token, "note": "Đã gõ từ trước"}
    )


def again(client, address, page, token="6c3b4d7e-0d6c-4a31-9d39-0a7c2a0f7b11"):
    words = [row.split('"')[0] for row in page.content.decode().split(f'name="{FIELD}" value="')[1:]]
    return client.post(address, {FIELD: words, "submission_token": token, "note": "Đã gõ từ trước"})


def test_a_page_never_opens_the_file_itself(workers, client, monkeypatch, own_nomination):
    """The web process starts no child and opens nothing, however long the worker takes."""
    address, person = own_nomination
    client.force_login(person)
    monkeypatch.setattr(foreign_files.limits, "ask", _must_not)
    monkeypatch.setattr(foreign_files.door, "ask", _must_not)
    page = sent(client, address, nested_forms(9))
    assert page.status_code == 202 and "Đang kiểm tra tệp" in page.content.decode()
    assert "Đã gõ từ trước" in page.content.decode(), "what was typed goes along"
    assert again(client, address, page).status_code == 202
    assert not DocumentFile.objects.filter(filename="bao-cao.pdf").exists()


def _must_not(*args, **options):
    raise AssertionError("a page opened a foreign file")


def test_the_form_goes_on_when_the_worker_has_looked(workers, client, own_nomination):
    address, person = own_nomination
    client.force_login(person)
    page = sent(client, address, pdf())
    assert check_all(SIGNED_IN) == 1
    key = FileCheck.objects.get().pk
    done = again(client, address, page)
    assert done.status_code == 302
    file = DocumentFile.objects.get(filename="bao-cao.pdf")
    assert readable.page_count(file) == 1
    assert readable.page_picture(file, 1)[:2] == b"\xff\xd8" and readable.page_picture(file, 2) is None
    assert not FileCheck.objects.exists() and not bytes_of(key)
    # The same page sent once more leads to the same result and hands in nothing twice.
    assert again(client, address, page).status_code == 303
    assert DocumentFile.objects.filter(filename="bao-cao.pdf").count() == 1 == SubmissionToken.objects.count()


def test_what_cannot_be_drawn_is_refused_with_a_sentence(workers, client, own_nomination):
    address, person = own_nomination
    client.force_login(person)
    page = sent(client, address, nested_forms(9))
    check_all(SIGNED_IN)
    told = again(client, address, page)
    assert told.status_code == 422 and "không hiển thị được" in told.content.decode()
    assert not DocumentFile.objects.filter(filename="bao-cao.pdf").exists()


def test_the_words_of_a_word_file_are_read_once(workers, client, own_nomination, monkeypatch):
    address, person = own_nomination
    client.force_login(person)
    page = sent(client, address, word(), name="bao-cao.docx")
    check_all(SIGNED_IN)
    assert again(client, address, page).status_code == 302
    file = DocumentFile.objects.get(filename="bao-cao.docx")
    monkeypatch.setattr(foreign_files.door, "ask", _must_not)
    assert readable.paragraphs(file) == ("Tờ trình",)


def test_nobody_uses_anothers_file(workers, client, own_nomination, lan):
    address, person = own_nomination
    client.force_login(lan)
    theirs = put_in_line(HANDED_IN, pdf(), name="tep.pdf", owner=f"u:{lan.pk}")
    check_all(SIGNED_IN)
    client.force_login(person)
    answer = client.post(address, {FIELD: [f"file:{theirs.pk}"]})
    assert answer.status_code == 422 and not DocumentFile.objects.filter(filename="tep.pdf").exists()

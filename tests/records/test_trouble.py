"""The machine in trouble: a sentence and 503, nothing spent, and the page comes back by itself."""

import errno
import os
import time

import pytest
from django.core.files.storage import default_storage
from django.db import OperationalError, connection
from django.urls import reverse
from django_otp.plugins.otp_totp.models import TOTPDevice

from records import trouble
from records.files import keep_content
from records.trouble import NoRoom, refuse_without_room, trouble_of
from units.codes import check_identity
from units.models import FailedProof
from units.sample import SAMPLE_PASSWORD


def raised(exception, code=None):
    cause = Exception()
    if code:
        cause.pgcode = code
    exception.__cause__ = cause
    return exception


@pytest.mark.parametrize(
    ("exception", "sentence"),
    [
        (raised(OperationalError("server closed the connection")), trouble.DATABASE_AWAY),
        (raised(OperationalError("shutting down"), "57P01"), trouble.DATABASE_AWAY),
        (raised(OperationalError("lock timeout"), "55P03"), None),
        (raised(OperationalError("statement timeout"), "57014"), None),
        (raised(OperationalError("no space"), "53100"), trouble.DISK_FULL),
        (OSError(errno.ENOSPC, "full"), trouble.DISK_FULL),
        (OSError(errno.EROFS, "read-only"), trouble.DISK_READ_ONLY),
        (OSError(errno.ENOENT, "not there"), None),
        (ValueError("a fault of ours"), None),
        (None, None),
    ],
)
def test_what_is_the_machines_fault(exception, sentence):
    assert trouble_of(exception) == sentence


@pytest.mark.django_db
def test_without_the_database_every_page_says_so(client_of, lan, monkeypatch):
    """Middleware, session and view alike; the page needs none of them. It was a 500 each time."""
    client = client_of(lan)

    def away(*args):
        raise raised(OperationalError("could not connect to server"))

    for method, words in (("get", "tự mở lại"), ("post", "chưa được lưu")):
        with connection.execute_wrapper(away):
            client.raise_request_exception = False
            answer = getattr(client, method)("/")
        page = answer.content.decode()
        assert answer.status_code == 503 and trouble.DATABASE_AWAY in page and words in page
        assert answer["Retry-After"] == "5" and answer.has_header("Refresh") is (method == "get")
    assert client.get("/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_a_full_disk_is_said_and_no_code_is_spent(hoa, monkeypatch):
    device = TOTPDevice.objects.create(user=hoa, name="Ứng dụng lấy mã OTP", confirmed=True)
    monkeypatch.setattr(trouble, "LEAST_FREE", 1 << 60)
    with pytest.raises(NoRoom, match="đã đầy"):
        check_identity(hoa, password=SAMPLE_PASSWORD, code="123456")
    before = device.last_t
    device.refresh_from_db()
    assert device.last_t == before and not FailedProof.objects.exists()


def test_a_disk_that_cannot_be_written_is_said(settings, tmp_path, monkeypatch):
    settings.DATA_FOLDER = tmp_path
    refuse_without_room()

    def read_only(*args, **options):
        raise OSError(errno.EROFS, "read-only")

    monkeypatch.setattr("records.trouble.tempfile.TemporaryFile", read_only)
    with pytest.raises(NoRoom, match="không ghi được"):
        refuse_without_room()


@pytest.mark.django_db
def test_a_full_disk_in_the_middle_is_a_sentence(client_of, nam, monkeypatch, settings):
    """Also where nobody asked before: the file that cannot be written is no fault of the program."""

    def full(*args, **options):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("khoithidua.views.work_for", full)
    answer = client_of(nam).get(reverse("home"))
    assert answer.status_code == 503 and trouble.DISK_FULL in answer.content.decode()


def test_a_kept_file_is_young_again(db):
    sha = keep_content(b"once")
    path = default_storage.path(f"{sha[:2]}/{sha[2:4]}/{sha}")
    os.utime(path, (0, 0))
    keep_content(b"once")
    assert os.stat(path).st_mtime > time.time() - 60

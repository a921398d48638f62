"""Issued papers outlast their certificates: signatures/archiving.py."""

import datetime
import io

import pytest
from cryptography import x509
from django.core.management import CommandError, call_command
from pyhanko.sign.timestamps import TimeStamper

from khoithidua import condition
from libraries.pades import timestamp
from libraries.pades.keys import installed_keys
from libraries.pades.verification import examine
from libraries.web import clock
from records import audit, waiting_work
from records.ledger import StoredDocuments
from signatures import archiving, embedding
from signatures.models import Signature
from tests.pledges.conftest import sign

pytestmark = pytest.mark.django_db
LOCAL = "Hệ thống Khối Thi Đua (nội bộ)"


class Away(TimeStamper):
    async def async_request_tsa_response(self, req):
        raise ConnectionError("no route to the authority")


@pytest.fixture
def local(settings):
    settings.TSA_URL = "local"


@pytest.fixture
def away(local, monkeypatch):
    """While it is away; `monkeypatch.undo` brings it back."""
    for module in (archiving, embedding):
        monkeypatch.setattr(module, "installed_authority", lambda at: Away())
    return monkeypatch


def verdict_on(content):
    return examine(content, StoredDocuments())


def test_it_is_found_by_its_rows(db):
    assert "signatures.archive" in (waiting_work.find() or waiting_work.registered())


def test_without_an_authority_nothing_is_archived(in_force, settings):
    settings.TSA_URL = ""
    assert archiving.archive_waiting() == 0


def test_a_signed_pledge_is_archived_once_and_again_after_a_year(in_force, local):
    document = in_force.document
    before, revision = document.read(), document.head.revision
    assert archiving.archive_waiting() == 1 and archiving.archive_waiting() == 0
    assert document.head.revision == revision + 1 and document.read().startswith(before)
    verdict = verdict_on(document.read())
    assert verdict.status == "valid" and verdict.signatures[-1].is_archive and "đủ 9 chữ ký" in verdict.sentence
    old = verdict_on(before)
    assert old.status == "valid" and "nay có thêm dấu thời gian lưu trữ" in old.sentence
    with clock.travel(clock.now() + datetime.timedelta(days=364)):
        assert archiving.archive_waiting() == 0
    with clock.travel(clock.now() + datetime.timedelta(days=366)):
        assert archiving.archive_waiting() == 1 and archiving.archive_waiting() == 0
    assert sum(row.is_archive for row in verdict_on(document.read()).signatures) == 2
    assert not list(audit.broken_links())


def test_what_is_still_being_signed_grows_by_signatures_alone(opened, nine, hoa, local):
    sign(opened, nine[5], hoa)
    assert not archiving.due(clock.now()).exists() and archiving.archive_waiting() == 0


def test_a_signature_carries_the_authoritys_time_and_says_whose(opened, nine, hoa, local):
    sign(opened, nine[5], hoa)
    (row,) = [row for row in verdict_on(opened.document.read()).signatures if row.is_person]
    assert row.authority == LOCAL and row.clock_label == f"theo dấu thời gian do {LOCAL} cấp"
    evidence = Signature.objects.get().evidence
    assert evidence["timestamp_authority"] == LOCAL and len(evidence["timestamp_token_sha256"]) == 64


def test_an_authority_that_is_away_stops_nobody_and_is_asked_later(opened, nine, hoa, away, caplog):
    sign(opened, nine[5], hoa)
    (row,) = [row for row in verdict_on(opened.document.read()).signatures if row.is_person]
    assert row.clock_label == "theo đồng hồ của hệ thống, chưa có dấu thời gian"
    assert Signature.objects.get().evidence["timestamp_authority"] == "" and "no time stamp" in caplog.text


def test_what_could_not_be_archived_waits(in_force, away, caplog):
    assert archiving.archive_waiting() == 0 and "gave none" in caplog.text
    away.undo()
    assert archiving.archive_waiting() == 1


def test_two_workers_make_one_archive(in_force, local):
    """The second finds that the file has grown meanwhile, and writes nothing."""
    head = archiving.due(clock.now()).get()
    assert archiving.archive_file(head) and not archiving.archive_file(head)
    assert in_force.document.head.revision == head.revision + 1


def test_the_setting_names_none_the_own_one_or_an_address(settings):
    settings.TSA_URL = ""
    assert timestamp.installed_authority(clock.now()) is None and timestamp.trusted_authorities() == b""
    settings.TSA_URL = "https://tsa.example.vn/"
    assert timestamp.installed_authority(clock.now()).url == "https://tsa.example.vn/"


def test_a_certificate_is_revoked_by_its_serial(db, tmp_path, settings):
    settings.DATA_FOLDER = tmp_path
    call_command("revoke_certificate", "AB12", stdout=io.StringIO())
    (entry,) = x509.load_der_x509_crl(installed_keys().crl(clock.now()))
    assert entry.serial_number == 0xAB12
    with pytest.raises(CommandError, match="serial"):
        call_command("revoke_certificate", "số một")


def test_files_that_wait_too_long_are_told_to_the_operator(in_force, local):
    assert condition.timestamps() == condition.Timestamps(authority=LOCAL, overdue=0)
    with clock.travel(clock.now() + datetime.timedelta(days=2)):
        assert condition.timestamps().overdue == 1
        archiving.archive_waiting()
        assert condition.timestamps().overdue == 0
    with clock.travel(clock.now() + datetime.timedelta(days=2 + 366 + 1)):
        assert condition.timestamps().overdue == 1

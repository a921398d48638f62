"""manage.py doctor: what lacks is said, what is in the way stops a real installation."""

import contextlib
import dataclasses
import datetime
import io
import shutil
import smtplib
import socket
import ssl
import threading
from collections import namedtuple

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from khoithidua import condition, doctor
from khoithidua.backup import write_record
from khoithidua.doctor import Level, examine
from khoithidua.management.commands.launch import refuse_what_is_in_the_way
from libraries.pades.keys import KeysUnreadable
from libraries.web import clock
from records import anchors, audit

pytestmark = pytest.mark.django_db


@pytest.fixture
def installed(settings, tmp_path, monkeypatch):
    """A real installation with everything in its place, behind a proxy."""
    settings.DATA_FOLDER = tmp_path
    settings.TRUSTED_PROXIES = ["127.0.0.1"]
    for name in ("files", "keys", "secrets"):
        (tmp_path / name).mkdir(mode=0o700)
    write_record(tmp_path / "x.tar.age", at=clock.now(), seconds=1)
    monkeypatch.setattr(condition, "live_workers", lambda: ["w"])
    return tmp_path


def levels():
    return {finding.subject: finding.level for finding in examine()}


def words(subject):
    return next(finding.words for finding in examine() if finding.subject == subject)


def test_a_sound_installation(installed, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql:///named")
    found = levels()
    assert found.pop("Thư điện tử") is Level.LOOK
    assert found.pop("Mốc nhật ký") is Level.LOOK, "none yet"
    assert found.pop("Dấu thời gian") is Level.LOOK, "no authority is named"
    assert found.pop("Bảng chứng cứ") is Level.LOOK, "the tests own their tables"
    assert found.pop("Chứng thư TLS", Level.LOOK) is Level.LOOK, "nobody serves the address of the tests"
    assert set(found.values()) == {Level.FINE} and set(found) >= {"Cơ sở dữ liệu", "In văn bản", "Sao lưu", "Ổ đĩa"}
    said = io.StringIO()
    call_command("doctor", stdout=said)
    assert "KHÔNG ĐẠT" not in said.getvalue() and "ĐẠT        Cơ sở dữ liệu: PostgreSQL" in said.getvalue()
    refuse_what_is_in_the_way()


def test_the_embedded_server_is_named_as_small(installed, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert levels()["Cơ sở dữ liệu"] is Level.LOOK and "DATABASE_URL" in words("Cơ sở dữ liệu")


def test_steps_that_wait_stop_it(installed):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'awards'")
    assert levels()["Cấu trúc dữ liệu"] is Level.BAD
    with pytest.raises(CommandError, match=r"manage\.py migrate"):
        refuse_what_is_in_the_way()
    with pytest.raises(SystemExit):
        call_command("doctor", stdout=io.StringIO())


def test_an_old_server(installed, monkeypatch):
    monkeypatch.setattr(doctor, "OLDEST_SERVER", 99)
    assert levels()["Cơ sở dữ liệu"] is Level.BAD


def test_clocks_that_differ(installed, monkeypatch):
    monkeypatch.setattr(doctor, "MOST_DRIFT", datetime.timedelta(seconds=-1))
    assert levels()["Đồng hồ"] is Level.BAD


def test_secrets_that_others_can_read(installed):
    (installed / "secrets" / "secret_key").write_text("x")
    (installed / "secrets" / "secret_key").chmod(0o644)
    assert levels()["Thư mục dữ liệu"] is Level.BAD and "chmod" in words("Thư mục dữ liệu")


def test_a_folder_that_is_somebody_elses(installed, monkeypatch):
    def refuse(**options):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(doctor.tempfile, "TemporaryFile", refuse)
    assert levels()["Thư mục dữ liệu"] is Level.BAD and "chủ sở hữu" in words("Thư mục dữ liệu")


@pytest.mark.parametrize(("free", "level"), [(100, Level.BAD), (2**30, Level.LOOK), (2**40, Level.FINE)])
def test_room_on_the_disk(installed, monkeypatch, free, level):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda place: usage(2**41, 0, free))
    assert levels()["Ổ đĩa"] is level


def test_keys_of_another_passphrase_and_keys_that_end(installed, monkeypatch, at):
    assert levels()["Khóa ký"] is Level.FINE and not list((installed / "keys").iterdir()), "nothing is made"
    with at("2026-11-30 09:00"):
        assert condition.installed_keys().root and condition.installed_keys().seal
        assert levels()["Khóa ký"] is Level.FINE
    with at("2199-01-01 09:00"):
        assert levels()["Khóa ký"] is Level.BAD

    def refuse():
        raise KeysUnreadable("x")

    monkeypatch.setattr(condition, "installed_keys", refuse)
    assert levels()["Khóa ký"] is Level.BAD and "KEY_PASSPHRASE" in words("Khóa ký")


def test_printing_that_fails(installed, monkeypatch):
    def refuse(html):
        raise OSError("libpango")

    monkeypatch.setattr(doctor, "render_html", refuse)
    assert levels()["In văn bản"] is Level.BAD and "install.sh" in words("In văn bản")


def test_a_mail_server_that_does_not_answer(installed, settings, monkeypatch):
    settings.EMAIL_HOST = "mail.example.vn"

    class Refusing:
        def open(self):
            raise smtplib.SMTPConnectError(421, "busy")

        def close(self):
            pass

    monkeypatch.setattr(doctor, "get_connection", lambda **options: Refusing())
    assert levels()["Thư điện tử"] is Level.LOOK and "mail.example.vn" in words("Thư điện tử")


def test_a_backup_too_old_and_none(installed):
    write_record(installed / "x.tar.age", at=clock.now() - datetime.timedelta(days=3), seconds=1)
    assert levels()["Sao lưu"] is Level.LOOK
    (installed / "last_backup.json").unlink()
    assert levels()["Sao lưu"] is Level.LOOK and "manage.py backup" in words("Sao lưu")


def test_anchors_that_stopped_and_one_that_was_changed(installed, monkeypatch, lan, bloc, at):
    with at("2026-11-30 09:00"):
        audit.record("units.try", bloc, by=lan)
        made = anchors.anchor_due()
        assert levels()["Mốc nhật ký"] is Level.FINE and "1 mốc" in words("Mốc nhật ký")
    with at("2026-12-05 09:00"):
        assert levels()["Mốc nhật ký"] is Level.LOOK
    path = anchors.own_folder() / made.name
    path.chmod(0o600)
    path.write_text("{}")
    assert "đã bị sửa" in words("Mốc nhật ký")


def test_an_authority_of_time_stamps(installed, settings, monkeypatch):
    assert "Chưa đặt TSA_URL" in words("Dấu thời gian")
    settings.TSA_URL = "local"
    assert levels()["Dấu thời gian"] is Level.LOOK and "đồng hồ của chính hệ thống" in words("Dấu thời gian")
    settings.SAMPLE_MODE = True
    assert levels()["Dấu thời gian"] is Level.FINE
    settings.TSA_URL = "http://127.0.0.1:9/"
    assert levels()["Dấu thời gian"] is Level.LOOK and "không cấp dấu thời gian" in words("Dấu thời gian")


def test_tables_that_another_role_owns(installed, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql:///named")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("CREATE ROLE khoithidua_try_app")
        cursor.execute("CREATE ROLE khoithidua_try_owner")
        cursor.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO khoithidua_try_app")
        cursor.execute("ALTER TABLE records_auditevent OWNER TO khoithidua_try_owner")
        cursor.execute("SET LOCAL ROLE khoithidua_try_app")
    assert not condition.database().owns_evidence and "Bảng chứng cứ" not in levels()


def test_work_that_stays_undone(installed, monkeypatch):
    long = datetime.timedelta(minutes=11)
    quiet = condition.Work(workers=("w",), waiting=0, waits_for=datetime.timedelta(0), running=0, failed=0)
    for change, expected in (
        ({}, "1 tiến trình"), ({"workers": ()}, "manage.py work"), ({"waiting": 3, "waits_for": long}, "3 việc"),
        ({"failed": 2}, "2 việc bị lỗi"),
    ):  # fmt: skip
        monkeypatch.setattr(condition, "work", lambda change=change: dataclasses.replace(quiet, **change))
        assert expected in words("Xử lý việc nền")
        assert levels()["Xử lý việc nền"] is (Level.LOOK if change else Level.FINE)


def test_mails_that_do_not_leave(installed, monkeypatch):
    long = datetime.timedelta(minutes=11)
    for found, level in (
        (condition.Mail(can_send=True, waiting=1, overdue_for=datetime.timedelta(0), failed=0), Level.FINE),
        (condition.Mail(can_send=False, waiting=1, overdue_for=long, failed=0), Level.FINE),
        (condition.Mail(can_send=True, waiting=1, overdue_for=long, failed=0), Level.LOOK),
        (condition.Mail(can_send=True, waiting=0, overdue_for=datetime.timedelta(0), failed=1), Level.LOOK),
    ):
        monkeypatch.setattr(condition, "mail", lambda found=found: found)
        assert levels()["Hộp thư đi"] is level


def test_the_certificate_of_the_address(installed, settings, tmp_path):
    settings.PUBLIC_ADDRESS = "http://thidua.example.vn"
    assert "Chứng thư TLS" not in levels()
    with own_tls(tmp_path, datetime.timedelta(days=20)) as port:
        settings.PUBLIC_ADDRESS = f"https://127.0.0.1:{port}"
        assert levels()["Chứng thư TLS"] is Level.LOOK
    assert "Không đọc được chứng thư" in words("Chứng thư TLS"), "nobody listens there any more"


@contextlib.contextmanager
def own_tls(folder, lasts):
    """A TLS server on the loopback whose certificate nobody trusts; its port."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "x")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(now).not_valid_after(now + lasts).sign(key, hashes.SHA256())
    )  # fmt: skip
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "tls.pem").write_bytes(private + made.public_bytes(Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "tls.pem")
    listening = socket.create_server(("127.0.0.1", 0))

    def answer():
        with contextlib.suppress(OSError):
            while True:
                line, _ = listening.accept()
                with contextlib.suppress(OSError), context.wrap_socket(line, server_side=True) as tls:
                    tls.recv(1)

    thread = threading.Thread(target=answer, daemon=True)
    thread.start()
    yield listening.getsockname()[1]
    listening.shutdown(socket.SHUT_RDWR)
    listening.close()
    thread.join(5)


def test_without_a_proxy_and_without_an_address(installed, settings):
    settings.TRUSTED_PROXIES = []
    assert levels()["Địa chỉ công khai"] is Level.LOOK
    settings.PUBLIC_ADDRESS = "http://127.0.0.1:8000"
    assert "chỉ mở được trên máy này" in words("Địa chỉ công khai")


def test_a_check_that_breaks_is_a_finding(installed, monkeypatch):
    def broken():
        raise RuntimeError("on purpose")

    monkeypatch.setattr(doctor, "CHECKS", (broken,))
    assert [finding.level for finding in examine()] == [Level.BAD]

"""Anchors: what whoever owns the database did to the audit log is named, however well the chain fits together again."""

import base64
import datetime
import json
import os
import random
import shutil

import pytest
from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from pyhanko.sign.timestamps import DummyTimeStamper

from libraries.web import clock
from records import anchors, audit
from records.models import AuditEvent

EDITS = int(os.environ.get("KHOITHIDUA_AUDIT_EDITS", "40"))
EVENTS = 30


@pytest.fixture
def anchored(bloc, other_bloc, lan, settings, tmp_path):
    """Two chains of thirty events with an anchor and its copy elsewhere; triggers off, as an owner may do."""
    settings.DATA_FOLDER, settings.ANCHOR_FOLDER = tmp_path / "data", tmp_path / "elsewhere"
    for number in range(EVENTS):
        for row in (bloc, other_bloc):
            audit.record(f"units.try_{number}", row, by=lan, reason=f"lý do {number}", data={"n": number})
    anchor = anchors.anchor_due()
    for row in (bloc, other_bloc):
        audit.record("units.try_later", row, by=lan)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE records_auditevent DISABLE TRIGGER USER")
    return anchor


def sql(statement, *params):
    with connection.cursor() as cursor:
        cursor.execute(statement, params)


def rehash(chain):
    """Makes the chain fit together again, as it stands now."""
    previous = audit.FIRST
    sql("UPDATE records_auditevent SET prev_hash = 'x' || id WHERE chain = %s", chain)
    sql("UPDATE records_auditevent SET seq = seq + 100000 WHERE chain = %s", chain)
    for number, event in enumerate(AuditEvent.objects.filter(chain=chain).order_by("seq"), 1):
        new = audit.link(number, previous, event.content())
        sql("UPDATE records_auditevent SET seq = %s, prev_hash = %s, hash = %s WHERE id = %s",
            number, previous, new, event.pk)  # fmt: skip
        previous = new


def told(*folders):
    with pytest.raises(CommandError) as refused:
        call_command("audit_verify", "--anchors", *map(str, folders))
    return str(refused.value)


def test_a_whole_log_agrees_with_its_anchors(anchored, settings, capsys):
    call_command("audit_verify", "--anchors", str(settings.ANCHOR_FOLDER))
    assert "Khớp 1 mốc" in capsys.readouterr().out
    assert anchored.heads[AuditEvent.objects.first().chain][0] >= EVENTS


def test_an_edited_event(anchored, bloc):
    sql("UPDATE records_auditevent SET reason = 'khác' WHERE chain = %s AND seq = 5", bloc.slug)
    assert f"Chuỗi {bloc.slug} đứt tại sự kiện số 5" in told()


def test_a_tail_that_was_cut(anchored, bloc):
    sql("DELETE FROM records_auditevent WHERE chain = %s AND seq > 12", bloc.slug)
    assert list(audit.broken_links()) == [], "the chain alone looks whole: this is what anchors are for"
    seq = anchored.heads[bloc.slug][0]
    assert f"chuỗi {bloc.slug}: Chuỗi đã bị cắt: mốc ghi đến dòng số {seq}, nay chỉ còn đến dòng số 12." in told()


def test_a_chain_that_was_dropped(anchored, bloc):
    sql("DELETE FROM records_auditevent WHERE chain = %s", bloc.slug)
    assert list(audit.broken_links()) == []
    assert f"chuỗi {bloc.slug}: Cả chuỗi đã mất" in told()


def test_a_renamed_actor_in_a_chain_that_fits_again(anchored, bloc):
    sql("UPDATE records_auditevent SET actor_name = 'Người khác' WHERE chain = %s AND seq = 3", bloc.slug)
    rehash(bloc.slug)
    assert list(audit.broken_links()) == []
    assert f"chuỗi {bloc.slug}: Dòng số {anchored.heads[bloc.slug][0]} không còn là dòng đã ghi mốc" in told()


def test_anchors_taken_away_with_the_events(anchored, bloc, settings, at):
    with at("2030-01-01 09:00"):
        second = anchors.anchor_due()
    assert (second.number, second.previous) == (2, anchored.sha256)
    (anchors.own_folder() / second.name).unlink()
    assert "thiếu tệp mốc từ số 2" in told(settings.ANCHOR_FOLDER)
    shutil.rmtree(anchors.own_folder())
    sql("DELETE FROM records_auditevent WHERE chain = %s", bloc.slug)
    assert "Cả chuỗi đã mất" in told(settings.ANCHOR_FOLDER)
    shutil.rmtree(settings.ANCHOR_FOLDER)
    assert "Chưa có tệp mốc nào" in told(settings.ANCHOR_FOLDER)


def test_a_forged_anchor(anchored, settings):
    path = anchors.own_folder() / anchored.name
    file = json.loads(path.read_bytes())
    path.chmod(0o600)
    path.write_text(json.dumps(file | {"content": file["content"].replace("[30,", "[29,")}))
    assert "không do hệ thống này ký" in told()
    key, name = rsa.generate_private_key(65537, 2048), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "x")])
    foreign = certificate(key, name)
    path.write_text(json.dumps(file | {"certificate": foreign.public_bytes(Encoding.PEM).decode()}))
    assert "không do hệ thống này ký" in told()


def test_once_a_day_and_only_when_something_happened(anchored, bloc, lan, at):
    assert anchors.anchor_due() is None, "the day is not over"
    with at("2030-01-01 09:00"):
        assert anchors.anchor_due().number == 2
        assert anchors.anchor_due() is None
    with at("2030-01-02 10:00"):
        assert anchors.anchor_due() is None, "nothing happened since"


def test_a_copy_that_cannot_be_written_does_not_stop_it(bloc, lan, settings, tmp_path, caplog):
    (tmp_path / "file").write_text("")
    settings.DATA_FOLDER, settings.ANCHOR_FOLDER = tmp_path / "data", tmp_path / "file" / "x"
    audit.record("units.try", bloc, by=lan)
    assert anchors.anchor_due().number == 1
    assert "was not copied" in caplog.text


# --- the authority of time stamps ---
def certificate(key, name, *, ends=datetime.timedelta(days=3650)):
    now = datetime.datetime.now(datetime.UTC)
    return (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + ends)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        .add_extension(x509.KeyUsage(True, False, False, False, False, False, False, False, False), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip


@pytest.fixture(scope="module")
def authority():
    """(PEM of its certificate, the authority itself), on this machine: no network."""
    key = rsa.generate_private_key(65537, 2048)
    made = certificate(key, x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "TSA thử nghiệm")]))
    der = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    stamper = DummyTimeStamper(
        asn1_x509.Certificate.load(made.public_bytes(Encoding.DER)), asn1_keys.PrivateKeyInfo.load(der)
    )
    return made.public_bytes(Encoding.PEM), stamper


def test_an_anchor_carries_the_authoritys_word(bloc, lan, settings, tmp_path, authority):
    pem, stamper = authority
    settings.DATA_FOLDER = tmp_path / "data"
    audit.record("units.try", bloc, by=lan)
    anchor = anchors.anchor_due(stamper=stamper)
    said = anchor.timestamp()
    assert "TSA thử nghiệm" in said.authority and not said.trusted
    assert abs(said.at - clock.now()) < datetime.timedelta(minutes=5)
    (tmp_path / "tsa.pem").write_bytes(pem)
    settings.TSA_CERTIFICATES = str(tmp_path / "tsa.pem")
    assert anchor.timestamp().trusted
    call_command("audit_verify", "--anchors")
    # The token of one anchor on another.
    path = anchors.own_folder() / anchor.name
    file = json.loads(path.read_bytes())
    other = anchors.ask_timestamp(b"something else", stamper)
    path.chmod(0o600)
    path.write_text(json.dumps(file | {"timestamp": base64.b64encode(other).decode()}))
    assert "Dấu thời gian không đúng" in told()


def test_an_authority_that_does_not_answer_is_logged(bloc, lan, settings, tmp_path, caplog):
    settings.DATA_FOLDER, settings.TSA_URL = tmp_path / "data", "http://127.0.0.1:9/tsa"
    audit.record("units.try", bloc, by=lan)
    assert anchors.anchor_due().timestamp() is None
    assert "no time stamp" in caplog.text


# --- the public page ---
def test_everybody_may_take_a_copy(anchored, visitor):
    page = visitor.get("/xac-minh/moc-nhat-ky/").content.decode()
    assert anchored.name in page and anchored.sha256 in page
    answer = visitor.get(f"/xac-minh/moc-nhat-ky/{anchored.name}")
    assert answer.content == (anchors.own_folder() / anchored.name).read_bytes()
    assert visitor.get("/xac-minh/moc-nhat-ky/moc-000009-20991231.json").status_code == 404
    assert visitor.get("/xac-minh/moc-nhat-ky/..%2fsecrets%2fsecret_key").status_code == 404


def test_a_page_before_the_first_anchor(visitor, db, settings, tmp_path):
    settings.DATA_FOLDER = tmp_path / "nothing"
    assert "Chưa có mốc nào" in visitor.get("/xac-minh/moc-nhat-ky/").content.decode()


# --- many edits at random ---
def change(chain, seq, choose):
    column, value = choose.choice([
        ("reason", "khác"), ("actor_name", "Ai đó"), ("verb", "units.other"), ("row_label", "khác"), ("to_state", "x"),
        ("data", '{"n": -1}'), ("at", "2001-01-01T00:00:00Z"), ("row_pk", "999"), ("from_state", "y"),
    ])  # fmt: skip
    sql(f"UPDATE records_auditevent SET {column} = %s WHERE chain = %s AND seq = %s", value, chain, seq)


def drop_one(chain, seq, choose):
    sql("DELETE FROM records_auditevent WHERE chain = %s AND seq = %s", chain, seq)


def cut_tail(chain, seq, choose):
    sql("DELETE FROM records_auditevent WHERE chain = %s AND seq >= %s", chain, seq)


def drop_chain(chain, seq, choose):
    sql("DELETE FROM records_auditevent WHERE chain = %s", chain)


def swap(chain, seq, choose):
    other = seq + 1 if seq < EVENTS else seq - 1
    for one, two in ((seq, 999999), (other, seq), (999999, other)):
        sql("UPDATE records_auditevent SET seq = %s WHERE chain = %s AND seq = %s", two, chain, one)


def test_random_edits_by_whoever_owns_the_database(anchored, bloc, other_bloc, capsys):
    """`make audit-attack` does a thousand; half of them make the chain fit together again."""
    choose, missed, named_by_chain_alone = random.Random(20260101), [], 0
    for number in range(EDITS):
        chain, seq = choose.choice([bloc.slug, other_bloc.slug]), choose.randint(1, EVENTS)
        edit, again = (
            choose.choice([change, change, change, drop_one, cut_tail, drop_chain, swap]),
            choose.random() < 0.5,
        )
        with transaction.atomic():
            edit(chain, seq, choose)
            if again:
                rehash(chain)
            alone = bool(list(audit.broken_links()))
            named_by_chain_alone += alone
            if not alone and not list(anchors.contradictions([anchors.own_folder()])):
                missed.append((number, edit.__name__, chain, seq, again))
            transaction.set_rollback(True)
    assert missed == []
    assert named_by_chain_alone < EDITS, "some of them only the anchors know"
    with capsys.disabled():
        if EDITS >= 1000:
            print(f"\nGOAL D1 {EDITS - len(missed)}/{EDITS} {EDITS}/{EDITS} PASS")

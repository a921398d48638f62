"""Documents and files: kept under their content, written once, ended by a row of their own."""

import re
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.db import DatabaseError, IntegrityError, connection, transaction

from records.documents import add_revision, new_code, replace_document, revoke_document, store_document
from records.files import keep_content, read_content, sha256_of
from records.ledger import StoredDocuments
from records.models import Document, DocumentEnd, DocumentFile
from records.write_once import WrittenOnce

ZEROS = "0" * 64


@pytest.fixture
def document(bloc, lan):
    return store_document(
        b"one", chain=bloc.slug, kind="regulation", title="Quy chế", filename="quy-che.pdf", by=lan, code=new_code()
    )


def test_codes_are_long_random_and_readable():
    codes = {new_code() for _ in range(1000)}
    assert len(codes) == 1000
    assert all(re.fullmatch("[A-Z2-7]{20}", code) for code in codes)


def test_the_same_bytes_are_kept_once(db):
    assert keep_content(b"hello") == keep_content(b"hello") == sha256_of(b"hello")
    assert read_content(sha256_of(b"hello")) == b"hello"


def test_a_file_changed_on_the_disk_is_noticed(bloc, lan):
    kept = store_document(b"alone", chain=bloc.slug, kind="evidence", title="x", filename="x", by=lan)
    sha256 = kept.head.sha256
    path = Path(default_storage.path(f"{sha256[:2]}/{sha256[2:4]}/{sha256}"))
    path.unlink()
    path.write_bytes(b"forged")
    with pytest.raises(ValueError, match="does not match"):
        kept.read()
    path.unlink()


def test_a_revision_becomes_the_head_and_the_first_stays(document, lan):
    add_revision(document, b"two", by=lan)
    assert document.read() == b"two"
    assert [file.read() for file in document.files.order_by("revision")] == [b"one", b"two"]


def test_the_ledger_knows_head_revision_and_end(document, lan):
    add_revision(document, b"two", by=lan)
    ledger = StoredDocuments()
    old, head = ledger.by_sha256(sha256_of(b"one")), ledger.by_sha256(sha256_of(b"two"))
    assert (old.is_head, head.is_head, head.status) == (False, True, "valid")
    revoke_document(document, by=lan, reason="Ghi sai")
    assert ledger.by_code(document.code).status == "revoked"
    assert ledger.by_code("A" * 20) is None and ledger.by_sha256("0" * 64) is None


def test_a_document_ends_once(document, bloc, lan):
    revoke_document(document, by=lan, reason="Ghi sai")
    new = store_document(b"new", chain=bloc.slug, kind="regulation", title="Mới", filename="m.pdf", by=lan)
    with pytest.raises(IntegrityError), transaction.atomic():
        replace_document(document, new, by=lan, reason="Thay")


@pytest.mark.parametrize(
    "change",
    [
        lambda document, lan: revoke_document(document, by=lan, reason="  "),
        lambda document, lan: replace_document(document, document, by=lan, reason="Thay"),
        lambda document, lan: DocumentEnd.objects.create(
            document=document, kind="replaced", reason="x", ended_at=document.created_at
        ),
        lambda document, lan: DocumentEnd.objects.create(
            document=document, kind="lost", reason="x", ended_at=document.created_at
        ),
        lambda document, lan: Document.objects.create(chain="x", kind="", title="x", created_at=document.created_at),
        lambda document, lan: Document.objects.create(
            chain="x", kind="Bài thơ", title="x", created_at=document.created_at
        ),
        lambda document, lan: Document.objects.create(
            chain="x", kind="minutes\n", title="x", created_at=document.created_at
        ),
        lambda document, lan: Document.objects.create(
            chain="x", kind="evidence", title="x", created_at=document.created_at, code="too short"
        ),
        lambda document, lan: Document.objects.create(
            chain="x", kind="evidence", title="x", created_at=document.created_at, code=document.code
        ),
        lambda document, lan: DocumentFile.objects.create(
            document=document, revision=1, sha256=ZEROS, size=1, mime="x", filename="x", created_at=document.created_at
        ),
        lambda document, lan: DocumentFile.objects.create(
            document=document, revision=0, sha256=ZEROS, size=1, mime="x", filename="x", created_at=document.created_at
        ),
        lambda document, lan: DocumentFile.objects.create(
            document=document, revision=2, sha256="XYZ", size=1, mime="x", filename="x", created_at=document.created_at
        ),
    ],
)  # fmt: skip
def test_the_database_refuses_what_must_not_be(document, lan, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        change(document, lan)


@pytest.mark.parametrize("table", ["records_document", "records_documentfile", "records_documentend"])
@pytest.mark.parametrize("sql", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_tables_are_written_once(document, lan, table, sql):
    revoke_document(document, by=lan, reason="Ghi sai")
    connection.check_constraints()
    with pytest.raises(DatabaseError, match="chỉ ghi một lần"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql.format(table))
    for model in (Document, DocumentFile, DocumentEnd):
        with pytest.raises(WrittenOnce):
            model.objects.all().delete()

"""The commands that look into all rooms, and what the sample year leaves behind."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from awards.models import Certificate
from khoithidua.management.commands import reset
from khoithidua.management.commands.year import (
    SIGNERS,
    documents_of,
    refuse_unless_whole,
    write_files,
    write_word_twins,
)
from khoithidua.sample.play import Play
from khoithidua.sample.year2020.yearend import elect_head
from libraries.foreign_files import paragraphs
from records import audit
from records.models import AuditEvent, Document
from tests import factories
from tests.support.pdf import text_of
from units.models import Bloc


def run(*args, **options):
    out = StringIO()
    call_command(*args, stdout=out, **options)
    return out.getvalue()


def test_the_year_happened_and_its_files_are_what_they_seem(sample_world, tmp_path):
    elect_head(Play(tell=lambda line: None), sample_world.conference.emulation_year)
    files = write_files(tmp_path, documents_of(sample_world))
    refuse_unless_whole(sample_world, files)
    by_name = {row["file"]: row for row in files}
    assert by_name.keys() >= SIGNERS.keys()
    for name in SIGNERS:
        one_less = [row | {"signers": row["signers"][1:]} if row["file"] == name else row for row in files]
        with pytest.raises(CommandError, match=f"thiếu chữ ký.*{name}"):
            refuse_unless_whole(sample_world, one_less)
    assert by_name["giao-uoc.pdf"]["signatures"] == 10
    assert by_name["quy-che.pdf"]["number"] == "01/QC-KTĐDN2"
    assert len(sample_world.steps) > 80
    assert {step["state"] for step in sample_world.steps} >= {"Có hiệu lực", "Đã phát hành", "Đã bế mạc"}

    # A verdict for each file, from the file alone; one flipped byte is no longer valid.
    verdict = json.loads(run("verify_pdf", str(tmp_path / "giao-uoc.pdf")))
    assert verdict["status"] == "valid" and len(verdict["signatures"]) == 10
    assert {row["level"] for row in verdict["signatures"]} == {"seal", "L1"}
    flipped = bytearray((tmp_path / "giao-uoc.pdf").read_bytes())
    flipped[len(flipped) // 2] ^= 1
    (tmp_path / "sua.pdf").write_bytes(flipped)
    with pytest.raises(SystemExit) as ended:
        run("verify_pdf", str(tmp_path / "sua.pdf"))
    assert ended.value.code == 1
    with pytest.raises(SystemExit):
        run("verify_pdf", str(tmp_path / "bang-khen-hoa-tieu-kv2-da-thay-the.pdf"))

    # What is kept as PDF alone has its twin in Word, from the same description.
    write_word_twins(tmp_path, sample_world)
    for name, words in {
        "giao-uoc.docx": ["ĐẠI DIỆN CÁC ĐƠN VỊ KÝ GIAO ƯỚC", "Chỉ tiêu thi đua đăng ký của các đơn vị"],
        "quyet-dinh.docx": ["Danh sách khen thưởng:", "Thông tin quyết định khen thưởng"],
    }.items():
        said = paragraphs((tmp_path / name).read_bytes())
        printed = " ".join(text_of((tmp_path / name.replace(".docx", ".pdf")).read_bytes()).split())
        for word in words:
            assert any(word.casefold() in line.casefold() for line in said), (name, word)
        # Every paragraph of the twin stands in the PDF, letter by letter.
        lines = [" ".join(line.split()) for line in said if len(line.split()) > 6 and "|" not in line]
        assert lines and [line for line in lines if line.casefold() not in printed.casefold()] == [], name
    units = [row["name"] for row in sample_world.pledge.content["parties"]]
    pledge = " ".join(paragraphs((tmp_path / "giao-uoc.docx").read_bytes()))
    assert len(units) == 9 and all(pledge.count(unit) >= 2 for unit in units)

    # The chains hold, and every verb has a word for the reader of the log.
    assert "Nguyên vẹn" in run("audit_verify")
    wordless = set(AuditEvent.objects.values_list("verb", flat=True).distinct()) - set(audit.WORDS)
    assert wordless == set()

    # What is invented says so; the replaced certificate leads to the one that is valid.
    assert not Document.objects.exclude(is_sample=True).exists()
    old = Certificate.objects.get(state="replaced")
    assert old.replacement.state == "valid" and old.document.end.replaced_by == old.replacement.document

    # Loading again adds nothing.
    blocs = Bloc.objects.count()
    run("sample_year")
    assert Bloc.objects.count() == blocs
    said = run("sample_logins")
    assert "lan" in said and "Quản trị hệ thống" in said


def test_sample_data_is_refused_on_a_real_installation(db, settings):
    settings.SAMPLE_MODE = False
    with pytest.raises(CommandError, match="KHOITHIDUA_SAMPLE"):
        run("sample_year")
    assert run("sample_logins") == ""


def test_verify_pdf_of_a_file_that_is_not_there(db, tmp_path):
    with pytest.raises(CommandError, match="Không đọc được tệp"):
        run("verify_pdf", str(tmp_path / "khong-co.pdf"))


def test_audit_verify_names_the_broken_link(bloc, lan):
    for _ in range(3):
        audit.record("units.edit_bloc", bloc, by=lan)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE records_auditevent DISABLE TRIGGER USER")
        cursor.execute("UPDATE records_auditevent SET reason = 'sửa' WHERE seq = 2")
    with pytest.raises(CommandError, match="sự kiện số 2") as broken:
        run("audit_verify")
    assert broken.value.returncode == 1


@pytest.mark.parametrize("path", ["/", "/quy-che/1/", "/xac-minh/ABC/"])
def test_where_names_view_and_test(path):
    answer = run("where", path)
    assert "views" in answer and "tests/" in answer


def test_where_says_that_there_is_no_such_page():
    with pytest.raises(CommandError, match="Không có trang nào"):
        run("where", "/khong-co/")


@pytest.fixture
def reset_alone(monkeypatch):
    """The command as if no server had been running before it."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setattr(reset, "is_missing", lambda: True)
    return run


def test_reset_throws_away_a_sample(db, settings, tmp_path, reset_alone):
    settings.DATA_FOLDER = tmp_path
    for name in ("files", "keys", "secrets"):
        (tmp_path / name).mkdir()
    factories.UserFactory(is_sample=True)
    assert "Đã xóa dữ liệu mẫu" in reset_alone("reset")
    assert connection.introspection.table_names() == []
    assert [path.name for path in tmp_path.iterdir()] == ["secrets"]
    # And again, when there are no tables.
    assert "Đã xóa" in reset_alone("reset")


def test_reset_keeps_what_is_not_a_sample(lan, settings, tmp_path, reset_alone):
    settings.DATA_FOLDER = tmp_path
    (tmp_path / "files").mkdir()
    assert not lan.is_sample
    with pytest.raises(CommandError, match="Có 1 tài khoản không phải tài khoản mẫu"):
        reset_alone("reset")
    assert connection.introspection.table_names() and (tmp_path / "files").exists()


def test_reset_touches_no_running_and_no_named_server(db, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setattr(reset, "is_missing", lambda: False)
    with pytest.raises(CommandError, match="đang chạy"):
        run("reset")
    monkeypatch.setenv("DATABASE_URL", "postgresql://127.0.0.1/thidua")
    with pytest.raises(CommandError, match="DATABASE_URL"):
        run("reset")

"""Issuing: the number next in line is printed and taken under the lock; what is kept is what was printed."""

import contextlib
import datetime
import io
import re
import threading

import docx
import pikepdf
import pytest
from django.db import transaction

from libraries.pades.verification import examine
from libraries.printing.paper import Paper, PaperTooHeavy, Paragraph
from libraries.web.downloads import PDF, WORD, file_name
from records import issuing
from records.document_kinds import KINDS
from records.issuing import NewDocument, issue, prepare
from records.ledger import StoredDocuments
from records.models import Document, NumberSeries
from records.numbers import next_number, take_number
from records.transitions import NotAllowedNow
from tests.racing import at_once, failures

DAY = datetime.date(2020, 7, 3)
UNSEALED = {
    "kind": KINDS["evidence"],
    "name": "báo cáo",
    "number_in_name": False,
    "purpose": "",
    "public": {},
    "series": "",
    "on": None,
}
SERIES = {"chain": "doanh-nghiep-2", "series": "QC-KTĐ", "year": 2020}


def described(words="Quy chế này có hiệu lực kể từ ngày ký.", **facts):
    """A regulation of one paragraph."""

    def paper(stamp):
        return Paper(
            issuer="KHỐI THI ĐUA",
            kind="Quy chế",
            subject="Hoạt động của Khối",
            number=stamp.number,
            date=DAY,
            body=[Paragraph(words)],
            verification=stamp.verification,
        )

    return NewDocument(
        **{
            "kind": KINDS["regulation"],
            "chain": "doanh-nghiep-2",
            "title": "Quy chế hoạt động của Khối",
            "paper": paper,
            "name": "2020",
            "number_in_name": True,
            "purpose": "Ban hành Quy chế",
            "public": {"Tên văn bản": "Quy chế hoạt động của Khối"},
            "series": "QC-KTĐ",
            "on": DAY,
            "word": True,
        }
        | facts
    )


def issue_now(new, by, prepared=None):
    prepared = prepared or prepare(new)
    with transaction.atomic():
        return issue(new, prepared, by=by)


@pytest.fixture
def press(monkeypatch):
    """A quick printer in place of the real one; the numbers it printed, in order."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        out = io.BytesIO()
        pdf.save(out)
    printed = []

    def to_pdf(paper):
        printed.append(paper.number)
        return out.getvalue()

    monkeypatch.setattr(issuing, "paper_to_pdf", to_pdf)
    return printed


# --- What is kept ----------------------------------------------------------------------------------------------------


def test_number_code_seal_word_and_public_facts(db, lan):
    new = described()
    prepared = prepare(new)
    issued = issue_now(new, lan, prepared)
    assert (issued.number, issued.number_text) == (1, "01/QC-KTĐ")
    assert re.fullmatch("[A-Z2-7]{20}", issued.code)
    assert issued.pdf.public == {
        "Loại văn bản": "Quy chế",
        "Số, ký hiệu": "01/QC-KTĐ",
        "Tên văn bản": "Quy chế hoạt động của Khối",
    }
    assert (issued.pdf.kind, issued.pdf.number, issued.word.number) == ("regulation", "01/QC-KTĐ", "01/QC-KTĐ")
    assert issued.pdf.read() == issued.content == prepared.pdf
    assert examine(issued.content, StoredDocuments()).status == "valid"
    assert [document.head.filename for document in (issued.pdf, issued.word)] == [
        "quy-che-01-qc-ktd-2020.pdf",
        "quy-che-01-qc-ktd-2020.docx",
    ]
    assert (issued.pdf.head.mime, issued.word.head.mime) == (PDF, WORD)
    assert (issued.word.code, issued.word.public) == (None, {})
    words = [cell.text for table in docx.Document(io.BytesIO(issued.word.read())).tables for cell in table._cells]
    assert any("01/QC-KTĐ" in text for text in words)


def test_without_purpose_it_is_kept_without_seal_and_code(db, lan):
    new = described(**UNSEALED)
    issued = issue_now(new, lan)
    assert (issued.code, issued.pdf.code, issued.pdf.public, issued.number_text) == ("", None, {}, "")
    assert b"/Sig" not in issued.content
    assert issued.pdf.head.filename == "bao-cao.pdf"


def test_a_number_that_somebody_else_gave(db, lan, press):
    issued = issue_now(described(series="", on=None, number="15/QĐ-UBND", word=False), lan)
    assert (issued.number, issued.number_text, press) == (0, "15/QĐ-UBND", ["15/QĐ-UBND"])
    assert issued.word is None and not NumberSeries.objects.exists()
    assert issued.pdf.public["Số, ký hiệu"] == "15/QĐ-UBND"


def test_every_code_is_its_own(db, lan, press):
    assert len({issue_now(described(), lan).code for _ in range(5)}) == 5


def test_a_long_title_is_cut_to_what_is_kept(db, lan, press):
    assert len(issue_now(described(title="Quy chế " * 100), lan).pdf.title) == 500


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("quy chế 05/QC-KTĐ 2020", "quy-che-05-qc-ktd-2020.pdf"),
        ("Đơn vị: “Hoa tiêu” & Ưu, Ồ", "don-vi-hoa-tieu-uu-o.pdf"),
        ("rất dài " * 20, "-".join(["rat-dai"] * 10) + ".pdf"),
        ("../../etc/passwd\r\nX: 1", "etc-passwd-x-1.pdf"),
        ("„“", "van-ban.pdf"),
    ],
)
def test_file_names_are_without_accents(words, name):
    assert file_name(words, ".pdf") == name


@pytest.mark.parametrize(
    "facts",
    [{"on": None}, {"number": "01/QC-KTĐ"}, {"purpose": ""}],
    ids=["series without a day", "two numbers", "public facts without a code"],
)
def test_a_description_that_contradicts_itself_is_refused(facts):
    with pytest.raises(ValueError, match=r"gives one|is sealed"):
        described(**facts)


# --- The number ------------------------------------------------------------------------------------------------------


def test_it_is_printed_once_and_before_the_lock(db, lan, press):
    new = described()
    prepared = prepare(new)
    assert press == ["01/QC-KTĐ"] and not NumberSeries.objects.exists()
    issue_now(new, lan, prepared)
    assert press == ["01/QC-KTĐ"]
    assert next_number(**SERIES) == "02/QC-KTĐ"


def test_a_number_taken_meanwhile_is_printed_anew(db, lan, press):
    new = described()
    prepared = prepare(new)
    take_number(**SERIES)
    issued = issue_now(new, lan, prepared)
    assert press == ["01/QC-KTĐ", "02/QC-KTĐ"]
    assert (issued.number_text, issued.pdf.number, issued.code) == ("02/QC-KTĐ", "02/QC-KTĐ", prepared.stamp.code)


def test_words_changed_meanwhile_are_printed_anew(db, lan, press):
    prepared = prepare(described())
    issued = issue_now(described("Quy chế này có hiệu lực sau mười ngày."), lan, prepared)
    assert press == ["01/QC-KTĐ"] * 2
    assert issued.content != prepared.pdf


def test_a_seal_that_says_something_else_is_made_anew(db, lan, press):
    prepared = prepare(described())
    issue_now(described(purpose="Ban hành lại Quy chế"), lan, prepared)
    assert press == ["01/QC-KTĐ"] * 2


@pytest.mark.parametrize("fault", [RuntimeError("the disk is full"), PaperTooHeavy("Văn bản quá mức.")])
def test_a_printing_that_fails_under_the_lock_leaves_no_gap(db, lan, press, monkeypatch, fault):
    prepared = prepare(described())

    def fall(paper):
        raise fault

    with monkeypatch.context() as broken, pytest.raises((RuntimeError, NotAllowedNow)):
        broken.setattr(issuing, "paper_to_pdf", fall)
        issue_now(described("Nội dung khác."), lan, prepared)
    assert not NumberSeries.objects.exists() and not Document.objects.exists()
    assert issue_now(described(), lan).number == 1


def test_an_act_that_fails_afterwards_leaves_no_gap(db, lan, press):
    prepared = prepare(described())
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        issue(described(), prepared, by=lan)
        _ = 1 / 0
    assert not Document.objects.exists()
    assert issue_now(described(), lan, prepared).number == 1


@pytest.mark.django_db(transaction=True)
def test_outside_of_a_transaction_nothing_is_issued(press):
    prepared = prepare(described())
    with pytest.raises(RuntimeError, match="inside the transaction"):
        issue(described(), prepared, by=None)
    assert not NumberSeries.objects.exists()


@pytest.mark.parametrize("printer", ["paper_to_pdf", "paper_to_docx"])
def test_too_heavy_is_a_sentence(db, lan, press, monkeypatch, printer):
    def too_heavy(paper):
        raise PaperTooHeavy("Văn bản dài 300.000 ký tự, quá mức.")

    monkeypatch.setattr(issuing, printer, too_heavy)
    with pytest.raises(NotAllowedNow, match="quá mức"):
        prepare(described())
    draft = issuing.to_pdf if printer == "paper_to_pdf" else issuing.to_word
    with pytest.raises(NotAllowedNow, match="quá mức"):
        draft(Paper(issuer="KHỐI THI ĐUA"))


# --- Several at once -------------------------------------------------------------------------------------------------


@pytest.fixture
def all_prepared(monkeypatch):
    """Everybody has printed before anybody takes a number: all have guessed the same one."""
    guessed, ready = threading.Barrier(4), issuing.prepare

    def wait(new):
        prepared = ready(new)
        with contextlib.suppress(threading.BrokenBarrierError):
            guessed.wait(20)
        return prepared

    return wait


@pytest.mark.django_db(transaction=True)
def test_four_at_once_are_dense_and_print_their_own_numbers(press, all_prepared):
    results = at_once([lambda: issue_now(described(), None, all_prepared(described()))] * 4)
    assert failures(results) == []
    assert sorted(result.number for result in results) == [1, 2, 3, 4]
    assert sorted(press) == [f"0{number}/QC-KTĐ" for number in (1, 1, 1, 1, 2, 3, 4)]
    assert all(result.pdf.number == result.number_text for result in results)


@pytest.mark.django_db(transaction=True)
def test_control_without_the_counters_lock_a_number_is_given_twice(press, all_prepared, monkeypatch):
    NumberSeries.objects.create(**SERIES, last=0)
    read = threading.Barrier(4)

    def naive(*, chain, series, year):
        row = NumberSeries.objects.get(chain=chain, series=series, year=year)
        with contextlib.suppress(threading.BrokenBarrierError):
            read.wait(20)
        NumberSeries.objects.filter(pk=row.pk).update(last=row.last + 1)
        return row.last + 1

    monkeypatch.setattr(issuing, "take_number", naive)
    results = at_once([lambda: issue_now(described(), None, all_prepared(described()))] * 4)
    assert failures(results) == []
    assert len({result.number for result in results}) < 4


@pytest.mark.django_db
def test_a_letter_that_cannot_be_printed_stops_the_issue_before_a_number_is_taken():
    with pytest.raises(NotAllowedNow, match="“漢” trong “ông Nguyễn 漢 An”"):
        prepare(described("Gửi ông Nguyễn 漢 An"))
    assert not NumberSeries.objects.exists()

"""What is answered about genuine files, and about files that are none of ours. Attacks: test_tamper.py."""

import hashlib
import io
import json
from dataclasses import replace
from datetime import datetime
from unittest import mock

import pikepdf
import pytest

from libraries.foreign_files import limits
from libraries.pades import seal
from libraries.pades.verification import ExpectedSignature, Rejected, check_signatures, examine
from libraries.pades.verification import examination as reading
from libraries.pades.verification.verdict import Verdict
from tests.libraries.signed_pledge import (
    CODE,
    CONFERENCE,
    FIELDS,
    HAI_PHONG,
    PEOPLE,
    MemoryLedger,
    keys,
    ledger_of_pledge,
    pledge,
    printed,
)


def asked(pdf, ledger):
    return examine(pdf, ledger, keys=keys())


def sealed(heading: str, code: str = "") -> bytes:
    return seal(printed(heading, code), reason="Phát hành", at=CONFERENCE, keys=keys())


def code_of(number: int) -> str:
    return f"SEAL{'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[number]}BCDEFGHIJKLMNO2"


# --- Genuine files ----------------------------------------------------------------------------------------------------

KINDS = ["regulation", "response_table", "minutes", "submission", "decision", "certificate"]


@pytest.mark.parametrize("number", range(12))
def test_a_sealed_document_is_valid(number):
    pdf, ledger = sealed(f"GIẤY KHEN SỐ {number}", code_of(number)), MemoryLedger()
    ledger.keep(pdf, code=code_of(number), kind=KINDS[number % 6], title=f"Giấy khen {number}", number=f"{number}/QĐ")
    verdict = asked(pdf, ledger)
    assert (verdict.status, verdict.code, verdict.title) == ("valid", code_of(number), f"Giấy khen {number}")
    assert verdict.sentence == (
        "Tệp đúng với bản lưu trên hệ thống, có xác nhận điện tử của hệ thống, không bị sửa sau khi phát hành. "
        "Văn bản chưa bị thu hồi, thay thế."
    )
    assert [row.level for row in verdict.signatures] == ["seal"]


@pytest.mark.parametrize("signed", range(1, 10))
def test_a_pledge_with_some_signatures_is_valid_while_it_is_the_newest(signed):
    ledger = MemoryLedger()
    ledger.keep(*pledge().revisions[: signed + 1], code=CODE, expected=pledge().expected[:signed])
    verdict = asked(pledge().revisions[signed], ledger)
    assert verdict.status == "valid"
    assert f"đủ {signed} chữ ký" in verdict.sentence
    assert [row.signer for row in verdict.signatures[1:]] == [person.full_name for person in PEOPLE[:signed]]
    assert [row.field for row in verdict.signatures[1:]] == [place.name for place in FIELDS[:signed]]


def test_a_sealed_pledge_nobody_has_signed_yet_is_valid():
    ledger = MemoryLedger()
    ledger.keep(pledge().revisions[0], code=CODE)
    assert asked(pledge().revisions[0], ledger).status == "valid"


@pytest.mark.parametrize("signed", range(9))
def test_an_earlier_revision_is_never_valid(signed):
    verdict = asked(pledge().revisions[signed], ledger_of_pledge())
    assert verdict.status == "replaced"
    assert "bản cũ" in verdict.sentence
    assert "9 chữ ký" in verdict.sentence
    assert (f"mới có {signed} chữ ký" if signed else "chưa có chữ ký nào") in verdict.sentence
    assert len(verdict.signatures) == signed + 1


def test_an_earlier_revision_that_the_ledger_tells_of_itself():
    """The ledger may hand out the signatures of that very file instead of the head's."""
    ledger = ledger_of_pledge()
    old = hashlib.sha256(pledge().revisions[4]).hexdigest()
    ledger.files[old] = replace(ledger.files[old], expected_signatures=pledge().expected[:4])
    verdict = asked(pledge().revisions[4], ledger)
    assert verdict.status == "replaced"
    assert "mới có 4 chữ ký" in verdict.sentence
    assert "có 9 chữ ký" in verdict.sentence


WHEN = datetime(2020, 8, 5, 0, 30, tzinfo=HAI_PHONG)


@pytest.mark.parametrize("of", ["seal", "nine", "older"])
def test_a_revoked_document(of):
    ledger = MemoryLedger()
    revisions = (sealed("GIẤY KHEN", CODE),) if of == "seal" else pledge().revisions
    expected = () if of == "seal" else pledge().expected
    ended = {"status": "revoked", "status_at": WHEN, "status_reason": "Sai tên đơn vị."}
    ledger.keep(*revisions, code=CODE, expected=expected, **ended)
    verdict = asked(revisions[3] if of == "older" else revisions[-1], ledger)
    assert verdict.status == "revoked"
    assert verdict.sentence == (
        "Văn bản này do hệ thống phát hành nhưng đã bị thu hồi ngày 05/8/2020. Lý do: Sai tên đơn vị."
    )
    assert verdict.as_json()["status_at"] == "2020-08-05T00:30:00+07:00"


@pytest.mark.parametrize("of", ["seal", "nine"])
def test_a_replaced_document(of):
    ledger = MemoryLedger()
    revisions = (sealed("GIẤY KHEN", CODE),) if of == "seal" else pledge().revisions
    ended = {"status": "replaced", "status_at": WHEN, "status_reason": "Đính chính", "replaced_by_code": "Z" * 20}
    ledger.keep(*revisions, code=CODE, expected=() if of == "seal" else pledge().expected, **ended)
    verdict = asked(revisions[-1], ledger)
    assert verdict.status == "replaced"
    assert verdict.replaced_by == "Z" * 20
    assert "đã được thay thế ngày 05/8/2020. Lý do: Đính chính." in verdict.sentence
    assert "ZZZZ ZZZZ ZZZZ ZZZZ ZZZZ" in verdict.sentence


def test_an_issued_file_without_a_seal_is_known_by_its_bytes_alone():
    ledger, word = MemoryLedger(), b"PK\x03\x04 a Word file"
    ledger.keep(word, code=CODE, kind="response_table")
    assert asked(word, ledger).status == "valid"
    assert "chữ ký" not in asked(word, ledger).sentence


def test_the_seal_may_be_named_by_the_ledger():
    row = ExpectedSignature("Seal", keys().seal.fingerprint, "Hệ thống", "", "seal", CONFERENCE)
    ledger = MemoryLedger()
    ledger.keep(*pledge().revisions, code=CODE, expected=(row, *pledge().expected))
    verdict = asked(pledge().head, ledger)
    assert verdict.status == "valid"
    assert "đủ 9 chữ ký" in verdict.sentence


def test_what_a_signature_was_called_on_its_day_is_repeated():
    ledger = MemoryLedger()
    expected = [replace(row, called="xác nhận của năm 2020") for row in pledge().expected]
    ledger.keep(*pledge().revisions, code=CODE, expected=expected)
    verdict = Verdict.from_json(asked(pledge().head, ledger).as_json())
    labels = [row.level_label for row in verdict.signatures]
    assert labels.count("xác nhận của năm 2020") == 9 and len(labels) == 10


def test_the_answer_is_plain_json():
    answer = json.loads(json.dumps(asked(pledge().head, ledger_of_pledge()).as_json(), ensure_ascii=False))
    assert answer["status"] == "valid"
    assert answer["number"] == "05/GƯ-KTĐ"
    assert answer["signatures"][1] == {
        "signer": "Hà Quang Thắng",
        "unit": "Cảng vụ Hàng hải Hải Phòng",
        "time": "2020-07-02T09:43:10+07:00",
        "intact": True,
        "trusted": True,
        "level": "L1",
        "level_label": "xác nhận ký trên hệ thống (không phải chữ ký số)",
        "identified": "",
        "called": "",
        "capacity": "",
        "authority": "",
        "field": "unit-1",
        "certificate_sha256": pledge().expected[0].certificate_sha256,
    }


def test_an_expected_signature_is_kept_as_json():
    row = pledge().expected[0]
    assert ExpectedSignature.from_json(json.loads(json.dumps(row.as_json()))) == row


# --- Files the ledger keeps, but must not vouch for -------------------------------------------------------------------


def test_keeping_an_upload_does_not_make_it_genuine():
    """Somebody hands in a forged pledge as evidence, then asks whether it is genuine."""
    forged, ledger = pledge().head + b"\n", ledger_of_pledge()
    ledger.keep(forged, code="U" * 20, handed_in=True, title="Minh chứng")
    assert asked(forged, ledger).status == "altered"
    scan = printed("MINH CHỨNG")
    ledger.keep(scan, code="V" * 20, handed_in=True, title="Minh chứng")
    verdict = asked(scan, ledger)
    assert verdict.status == "unknown"
    assert not verdict.title


def test_a_file_without_a_code_is_not_vouched_for():
    ledger = MemoryLedger()
    ledger.keep(printed("NỘI BỘ"), code="")
    assert asked(printed("NỘI BỘ"), ledger).status == "unknown"


@pytest.mark.parametrize(
    "expected",
    [
        pytest.param(lambda rows: rows[:8], id="one too few"),
        pytest.param(lambda rows: (*rows, replace(rows[0], field="unit-10")), id="one too many"),
        pytest.param(lambda rows: (rows[1], rows[0], *rows[2:]) and swapped(rows), id="places swapped"),
        pytest.param(lambda rows: (replace(rows[0], certificate_sha256="0" * 64), *rows[1:]), id="other certificate"),
        pytest.param(lambda rows: (*rows[:8], rows[0]), id="one twice"),
    ],
)
def test_a_stored_file_that_the_ledger_describes_otherwise_is_refused(expected, caplog):
    ledger = MemoryLedger()
    ledger.keep(*pledge().revisions, code=CODE, expected=expected(pledge().expected))
    assert asked(pledge().head, ledger).status == "altered"
    assert "does not pass the gate" in caplog.text


def swapped(rows):
    return (replace(rows[0], field="unit-2"), replace(rows[1], field="unit-1"), *rows[2:])


def test_a_head_that_is_not_the_one_the_ledger_names_is_not_valid():
    ledger = ledger_of_pledge()
    sha256 = hashlib.sha256(pledge().head).hexdigest()
    ledger.files[sha256] = replace(ledger.files[sha256], head_sha256="0" * 64)
    assert asked(pledge().head, ledger).status == "replaced"


# --- Nothing of ours --------------------------------------------------------------------------------------------------


def a_pdf(text="", **keywords) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        for key, value in keywords.items():
            pdf.docinfo[f"/{key}"] = value
        if text:
            pdf.pages[0].Contents = pdf.make_stream(text.encode())
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"\x00" * 5000, id="zeros"),
        pytest.param(b"%PDF-1.7\n", id="header only"),
        pytest.param(b"%PDF-1.7\n" + b"%%EOF\n" * 5000, id="many ends"),
        pytest.param(b"%PDF-1.7\ntrailer <</Root 1 0 R/Prev 0>>\nstartxref\n0\n%%EOF", id="loop"),
        pytest.param(b"PK\x03\x04", id="zip"),
        pytest.param(a_pdf(), id="blank page"),
        pytest.param(a_pdf("(" * 200_000), id="deep text"),
        pytest.param(b"%PDF-1.7\n1 0 obj\n" + b"[" * 200_000, id="deep arrays"),
    ],
)
def test_a_strangers_file_is_unknown(content):
    verdict = asked(content, ledger_of_pledge())
    assert verdict.status == "unknown"
    assert verdict.sentence
    assert not verdict.title


def test_a_file_above_the_limit_is_not_read():
    with mock.patch.object(reading, "find_marks", side_effect=AssertionError):
        assert "20 MB" in asked(b"%PDF-1.7" + bytes(20 * 1024 * 1024), ledger_of_pledge()).sentence


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(lambda: a_pdf(Keywords=f"ktd:{CODE}"), id="in the keywords"),
        pytest.param(lambda: a_pdf(Subject=f"ệ ktd:{CODE}"), id="in UTF-16"),
        pytest.param(lambda: a_pdf(text=f"% https://khoithidua.example.vn/xac-minh/{CODE}/"), id="in a stream"),
        pytest.param(
            lambda: printed(f"Mã xác thực: {' '.join(CODE[i : i + 4] for i in range(0, 20, 4))}"), id="printed"
        ),
        pytest.param(lambda: printed(f"Mã {CODE}"), id="printed in one"),
        pytest.param(lambda: b"a Word file with ktd:" + CODE.encode(), id="not a PDF"),
    ],
)
def test_our_code_in_a_file_we_do_not_keep(content):
    verdict = asked(content(), ledger_of_pledge())
    assert verdict.status == "altered"
    assert verdict.code == CODE
    assert "Giao ước thi đua năm 2020" in verdict.sentence


def test_a_code_we_never_gave_out():
    verdict = asked(a_pdf(Keywords=f"ktd:{'Q' * 20}"), ledger_of_pledge())
    assert verdict.status == "unknown"
    assert "QQQQ QQQQ QQQQ QQQQ QQQQ" in verdict.sentence
    assert verdict.code == ""


def test_the_file_cut_short_is_told_so():
    assert "cắt bớt" in asked(pledge().head[:-100], ledger_of_pledge()).sentence


# --- Failing closed ---------------------------------------------------------------------------------------------------


class BrokenLedger(MemoryLedger):
    def by_sha256(self, sha256):
        raise RuntimeError("the database is away")


def test_a_broken_ledger_is_no_yes(caplog):
    verdict = asked(pledge().head, BrokenLedger())
    assert (verdict.status, verdict.is_valid) == ("unknown", False)
    assert "the database is away" in caplog.text


def test_a_missing_stored_file_changes_nothing(caplog):
    ledger = ledger_of_pledge()
    ledger.codes[CODE] = replace(ledger.codes[CODE], read_head=mock.Mock(side_effect=FileNotFoundError))
    assert asked(pledge().revisions[9][:-100], ledger).status == "altered"


def test_any_exception_in_the_gate_is_a_refusal():
    with (
        mock.patch("libraries.pades.verification.gate.PdfFileReader", side_effect=RecursionError),
        pytest.raises(Rejected, match="RecursionError"),
    ):
        check_signatures(pledge().head, pledge().expected, keys=keys())


def test_the_child_is_killed_by_its_limits():
    bomb = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        # 40 MB of drawing: the text reader would work at it for a long time.
        pdf.pages[0].Contents = pdf.make_stream(b"BT /F1 1 Tf (ab) Tj ET q Q " * 1_500_000)
        pdf.save(bomb, compress_streams=True)
    ended = []
    run = limits._run

    def noted(*asked_for):
        answer = run(*asked_for)
        ended.append(answer.facts is None)
        return answer

    with mock.patch.object(limits, "_run", noted):
        assert asked(bomb.getvalue(), ledger_of_pledge()).status == "unknown"
    assert ended == [True], "the child told its facts, or was never asked"


def test_too_many_at_once_is_said_and_not_answered():
    with mock.patch.object(limits, "WAIT_SECONDS", 0.01):
        taken = [limits._places.acquire() for _ in range(limits.AT_ONCE)]
        try:
            verdict = asked(a_pdf(), ledger_of_pledge())
        finally:
            for _ in taken:
                limits._places.release()
    assert verdict.status == "unknown"
    assert "thử lại" in verdict.sentence


def test_the_second_question_about_a_file_costs_nothing():
    asked(pledge().head, ledger_of_pledge())
    with mock.patch.object(reading, "check_signatures", side_effect=AssertionError):
        assert asked(pledge().head, ledger_of_pledge()).status == "valid"

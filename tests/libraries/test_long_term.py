"""Time stamps of signatures and over whole files: what the gate asks of them, and what is left of it in 2036."""

import datetime
import io
import json
import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path
from unittest import mock

import pikepdf
import pytest
from asn1crypto import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field
from pyhanko.sign.timestamps import TimeStamper

from libraries.pades import keys as pki
from libraries.pades import seal, sign
from libraries.pades.archive import archive
from libraries.pades.keys import KeyStore
from libraries.pades.long_term import judge
from libraries.pades.timestamp import LOCAL, NoTimestamp, authority_of
from libraries.pades.verification import ExpectedSignature, Rejected, check_signatures, examine
from libraries.pades.verification.facts import ARCHIVE_LEVEL, SEAL_LEVEL
from tests.libraries.signed_pledge import CODE, CONFERENCE, FIELDS, PEOPLE, REASON, MemoryLedger, keys, printed, stamp

ROOT = Path(__file__).resolve().parents[2]
SIGNERS = PEOPLE[:3]


def on(year: int) -> datetime.datetime:
    return datetime.datetime(year, 8, 1, tzinfo=datetime.UTC)


def clock_of(store: KeyStore, at=CONFERENCE):
    return authority_of(LOCAL, at=at, keys=store)


def signed(store, authority=None):
    """(file, expected) signed by three."""
    pdf, expected = seal(printed("GIAO ƯỚC", CODE), reason="Phát hành", at=CONFERENCE, fields=FIELDS, keys=store), []
    for place, person in enumerate(SIGNERS, start=1):
        field = f"unit-{place}"
        done = sign(
            pdf, field=field, signer=person, reason=REASON, at=CONFERENCE, stamp_pdf=stamp(place), authority=authority,
            keys=store,
        )  # fmt: skip
        row = ExpectedSignature(
            field, done.certificate_sha256, person.full_name, person.unit, "L1", CONFERENCE, capacity=person.post
        )
        if done.timestamp:
            row = replace(row, authority=done.timestamp.called, authority_sha256=done.timestamp.certificate_sha256)
        pdf, expected = done.pdf, [*expected, row]
    return pdf, tuple(expected)


def archived(pdf, expected, store, *, at=CONFERENCE, authority=None, trusted=b""):
    done = archive(pdf, at=at, authority=authority or clock_of(store, at), trusted=trusted, keys=store)
    row = ExpectedSignature(done.field, done.certificate_sha256, done.authority, "", ARCHIVE_LEVEL, done.at)
    return done.pdf, (*expected, row)


@cache
def plain():
    return signed(keys())


@cache
def stamped():
    return signed(keys(), clock_of(keys()))


@cache
def kept():
    return archived(*stamped(), keys())


@cache
def renewed():
    return archived(*kept(), keys(), at=on(2021))


LEVELS = {"B-B": plain, "B-T": stamped, "B-LTA": kept, "B-LTA renewed": renewed, "B-B, stamped as a whole": lambda: (
    archived(*plain(), keys())
)}  # fmt: skip


@pytest.mark.parametrize("level", LEVELS)
def test_a_genuine_file_of_each_level_passes(level):
    pdf, expected = LEVELS[level]()
    assert len(check_signatures(pdf, expected, keys=keys())) == 1 + len(expected)
    ledger = MemoryLedger()
    ledger.keep(pdf, code=CODE, expected=expected)
    verdict = examine(pdf, ledger, keys=keys())
    assert verdict.status == "valid" and "đủ 3 chữ ký" in verdict.sentence
    people = [row for row in verdict.signatures if row.is_person]
    said = "do Hệ thống Khối Thi Đua (nội bộ) cấp" if people[0].authority else "chưa có dấu thời gian"
    assert said in people[0].clock_label and people[0].stands_for.startswith("Phó Giám đốc, Chủ tịch Công đoàn, thay")
    assert ("không bị thu hồi tính đến" in verdict.long_term) == any(row.is_archive for row in expected)


@pytest.mark.parametrize("level", LEVELS)
def test_poppler_agrees(level, tmp_path):
    pdf, _ = LEVELS[level]()
    (tmp_path / "a.pdf").write_bytes(pdf)
    said = subprocess.run(["pdfsig", "-nocert", tmp_path / "a.pdf"], capture_output=True, text=True, check=False).stdout
    assert said.count("Signature is Valid.") == 1 + len(SIGNERS), said
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert opened.check_pdf_syntax() == []


def test_whoever_has_the_file_from_before_the_archive_holds_the_same_document():
    ledger = MemoryLedger()
    ledger.keep(stamped()[0], kept()[0], code=CODE, expected=kept()[1])
    before = examine(stamped()[0], ledger, keys=keys())
    assert before.status == "valid" and "nay có thêm dấu thời gian lưu trữ" in before.sentence
    ledger.keep(plain()[0], kept()[0], code=CODE, expected=(*kept()[1][:2], *kept()[1][3:]))
    assert examine(plain()[0], ledger, keys=keys()).status != "valid", "a signature less is no mere archive"


def test_the_platforms_second_seal_is_nobodys_signature():
    """A paper that gets its number after its people have signed carries one more of the platform's own."""
    numbered = (*kept()[1][:2], replace(kept()[1][2], level=SEAL_LEVEL), kept()[1][3])
    ledger = MemoryLedger()
    ledger.keep(stamped()[0], kept()[0], code=CODE, expected=numbered)
    before, after = (examine(pdf, ledger, keys=keys()) for pdf in (stamped()[0], kept()[0]))
    assert before.status == after.status == "valid"
    assert "đủ 2 chữ ký" in before.sentence and "đủ 2 chữ ký" in after.sentence


# --- Attacks ----------------------------------------------------------------------------------------------------------


def wrong(pdf=None, expected=None):
    return (pdf if pdf is not None else kept()[0]), (expected if expected is not None else kept()[1])


def saved(change) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(kept()[0])) as pdf:
        change(pdf)
        pdf.save(out)
    return out.getvalue()


def appended(change) -> bytes:
    writer, out = IncrementalPdfFileWriter(io.BytesIO(kept()[0])), io.BytesIO()
    change(writer)
    writer.write(out)
    return out.getvalue()


def flipped(where: int) -> bytes:
    forged = bytearray(kept()[0])
    forged[where] ^= 1
    return bytes(forged)


def other_field(writer):
    append_signature_field(writer, SigFieldSpec("unit-77", box=(10, 10, 60, 60)))


def other_data(writer):
    writer.root["/DSS"] = writer.add_object(writer.root["/DSS"])
    writer.update_root()


ATTACKS = {
    "the time stamp cut off": lambda: wrong(pdf=stamped()[0]),
    "rolled back behind a renewal": lambda: wrong(expected=renewed()[1]),
    "a time stamp more": lambda: wrong(pdf=renewed()[0]),
    "by another authority": lambda: wrong(
        expected=(*kept()[1][:-1], replace(kept()[1][-1], certificate_sha256="0" * 64))
    ),
    "a signature stamped by another authority": lambda: wrong(
        expected=(replace(kept()[1][0], authority_sha256="0" * 64), *kept()[1][1:])
    ),
    "a signature of which no stamp was asked": lambda: wrong(
        expected=(replace(kept()[1][0], authority_sha256=""), *kept()[1][1:])
    ),
    "bytes behind": lambda: wrong(pdf=kept()[0] + b"\n"),
    "a field behind": lambda: wrong(pdf=appended(other_field)),
    "the data written again behind": lambda: wrong(pdf=appended(other_data)),
    "data taken out": lambda: wrong(pdf=saved(lambda pdf: pdf.Root.__delitem__("/DSS"))),
    "written anew": lambda: wrong(pdf=saved(lambda pdf: None)),
    "a bit of the lists": lambda: wrong(pdf=flipped(kept()[0].rindex(b"/CRLs") - 200)),
    "a bit of the page": lambda: wrong(pdf=flipped(3000)),
    "something in the room behind a signature": lambda: wrong(pdf=padded_with_something()),
}


def padded_with_something() -> bytes:
    """A time stamp leaves zeros behind the container of its signature: the library does not look at them."""
    pdf = stamped()[0]
    end = pdf.rindex(b"00>")
    assert pdf[end - 40 : end] == b"0" * 40
    return pdf[: end - 20] + b"41" + pdf[end - 18 :]


@pytest.mark.parametrize("name", ATTACKS)
def test_the_gate_refuses(name):
    pdf, expected = ATTACKS[name]()
    expected = stamped()[1] if name.startswith("something") else expected
    with pytest.raises(Rejected):
        check_signatures(pdf, expected, keys=keys())
    ledger = MemoryLedger()
    ledger.keep(kept()[0], code=CODE, expected=kept()[1])
    if pdf != kept()[0]:
        assert not examine(pdf, ledger, keys=keys(), compare=False).is_valid


# --- An authority that is away ----------------------------------------------------------------------------------------


class Away(TimeStamper):
    async def async_request_tsa_response(self, req):
        raise ConnectionError("no route to the authority")


def test_an_authority_that_is_away_stops_no_signature(caplog):
    pdf, expected = signed(keys(), Away())
    assert check_signatures(pdf, expected, keys=keys()) and not any(row.authority for row in expected)
    assert "no time stamp for a signature" in caplog.text
    with pytest.raises(NoTimestamp):
        archive(pdf, at=CONFERENCE, authority=Away(), keys=keys())
    # Back again, the file as a whole is stamped, and with it each signature.
    found = judge(archived(pdf, expected, keys())[0], [root_of(keys())], on(2020))
    assert [row.level for row in found.signatures] == ["B-LTA"] * 4 and found.is_good


# --- 2036 -------------------------------------------------------------------------------------------------------------


def root_of(store: KeyStore) -> x509.Certificate:
    return x509.Certificate.load(store.root.der)


@pytest.fixture(scope="module")
def old(tmp_path_factory):
    """Files of an installation whose certificates, its authority's too, ended in 2030; renewed in 2029 by another."""
    ending = KeyStore(tmp_path_factory.mktemp("ending"), "x")
    newer = KeyStore(tmp_path_factory.mktemp("newer"), "x")
    with mock.patch.object(pki, "VALID_UNTIL", datetime.datetime(2030, 1, 1, tzinfo=datetime.UTC)):
        assert ending.timestamping
        bare, expected = signed(ending)
    trusted = newer.root_certificate.public_bytes(Encoding.PEM)
    once, _ = archived(bare, expected, ending)
    late = clock_of(newer, on(2029))
    again, _ = archived(once, expected, ending, at=on(2029), authority=late, trusted=trusted)
    return {"bare": bare, "once": once, "renewed": again}, [root_of(ending), root_of(newer)], ending


@pytest.mark.parametrize(
    ("file", "year", "good"),
    [
        ("bare", 2020, True),
        ("once", 2020, True),
        ("renewed", 2020, True),
        ("renewed", 2036, True),
        ("bare", 2036, False),
        ("once", 2036, False),
    ],
)
def test_a_renewed_pledge_stands_in_2036_and_another_does_not(old, file, year, good):
    files, roots, _ = old
    found = judge(files[file], roots, on(year) + datetime.timedelta(days=1))
    assert found.is_good is good
    assert all(row.intact for row in found.signatures), "its bytes are what they were in any case"
    if good and file != "bare":
        assert {row.proved.year for row in found.signatures} == {2020} and found.signatures[1].revocation is True


def test_a_certificate_revoked_before_the_archive_is_told(tmp_path):
    store = KeyStore(tmp_path / "keys", "x")
    pdf, expected = signed(store)
    thief = store.signer(user_id=SIGNERS[0].user_id, full_name=SIGNERS[0].full_name, unit=SIGNERS[0].unit)
    store.revoke(thief.serial, CONFERENCE - datetime.timedelta(days=1))
    with pytest.raises(ValueError, match="serial"):
        store.revoke("../x", CONFERENCE)
    found = judge(archived(pdf, expected, store)[0], [root_of(store)], on(2020))
    assert [row.revocation for row in found.signatures] == [True, False, True, True] and not found.is_good


# --- Offline ----------------------------------------------------------------------------------------------------------

WITHOUT_DJANGO = (
    "import sys; sys.modules['django'] = sys.modules['psycopg2'] = None; sys.argv[0] = 'x';"
    "from libraries.pades.__main__ import main; sys.exit(main())"
)


def offline(path, roots, *more):
    command = [sys.executable, "-c", WITHOUT_DJANGO, path, "--roots", roots, *more]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.fixture
def folder(old, tmp_path):
    files, roots, _ = old
    (tmp_path / "roots").mkdir()
    for number, root in enumerate(roots):
        (tmp_path / "roots" / f"{number}.cer").write_bytes(root.dump())
    for name, content in (files | {"altered": files["renewed"] + b"\n", "broken": b"%PDF-1.7 x"}).items():
        (tmp_path / f"{name}.pdf").write_bytes(content)
    return tmp_path


def test_a_file_is_checked_without_django_and_says_what_it_cannot_know(folder):
    said = offline(folder / "renewed.pdf", folder / "roots", "--at", "2036-06-01")
    assert said.returncode == 0, said.stderr
    for sentence in (
        "2. Hà Quang Thắng, Cảng vụ Hàng hải Hải Phòng",
        "nguyên vẹn từ khi ký",
        "không bị thu hồi",
        "Mức: B-LTA",
        "KẾT LUẬN: mọi chữ ký trong tệp đều đúng.",
        "Không có mạng thì không biết được:",
        "đã bị thu hồi, thay thế hay chưa",
    ):
        assert sentence in said.stdout
    plain_answer = json.loads(offline(folder / "renewed.pdf", folder / "roots", "--at", "2036-06-01", "--json").stdout)
    assert plain_answer["good"] and len(plain_answer["archive"]) == 2 and len(plain_answer["cannot_know"]) == 4


@pytest.mark.parametrize(
    ("name", "roots", "code", "said"),
    [
        ("altered", "roots", 1, "SAU CHỮ KÝ CUỐI CÓ DỮ LIỆU KHÁC"),
        ("once", "roots", 1, "KHÔNG XÁC NHẬN ĐƯỢC TỆP NÀY"),
        ("broken", "roots", 2, "Không đọc được tệp"),
        ("missing", "roots", 2, "Không đọc được tệp"),
        ("renewed", ".", 2, "Không có chứng thư nào"),
    ],
)
def test_what_does_not_hold_is_said_and_shown_by_the_exit_code(folder, name, roots, code, said):
    answer = offline(folder / f"{name}.pdf", folder / roots, "--at", "2036-06-01")
    assert answer.returncode == code and said in answer.stdout + answer.stderr

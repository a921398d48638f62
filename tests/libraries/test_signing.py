"""Signing: nine people on one pledge, checked by the library, by the gate and by another program altogether."""

import hashlib
import re
import shutil
import stat
import subprocess
import sys
import threading
import time
from collections import OrderedDict
from datetime import datetime, timedelta
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from asn1crypto import x509
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from libraries.pades import SEAL_FIELD, SignatureField, Signer, SigningRefused, cms, seal, sign, stamp_html, stamp_lines
from libraries.pades.cms import CmsTemplate, template_of
from libraries.pades.keys import NO_LEGAL_VALUE, KeyStore, KeysUnreadable
from libraries.pades.verification import check_signatures
from libraries.printing.pdf import render_html
from tests.libraries.signed_pledge import (
    CONFERENCE,
    FIELDS,
    HEIGHT_MM,
    PEOPLE,
    POINT,
    REASON,
    WIDTH_MM,
    keys,
    pledge,
    printed,
    stamp,
)

# --- Nine signatures --------------------------------------------------------------------------------------------------


def test_the_library_accepts_all_ten_signatures_against_our_root_alone():
    reader = PdfFileReader(BytesIO(pledge().head))
    assert len(reader.embedded_regular_signatures) == 10
    root = x509.Certificate.load(keys().root.der)
    for signature in reader.embedded_regular_signatures:
        context = ValidationContext(trust_roots=[root], allow_fetching=False, moment=CONFERENCE)
        status = validate_pdf_signature(signature, context)
        assert status.bottom_line, (signature.field_name, status.summary())


def test_the_gate_accepts_all_ten_signatures_in_their_order():
    found = check_signatures(pledge().head, pledge().expected, keys=keys())
    assert [row.field for row in found] == [SEAL_FIELD, *(place.name for place in FIELDS)]
    assert [row.signer for row in found[1:]] == [person.full_name for person in PEOPLE]
    assert all(row.intact and row.trusted for row in found)


@pytest.mark.skipif(shutil.which("pdfsig") is None, reason="poppler-utils is not installed")
def test_poppler_finds_all_ten_signatures_valid(tmp_path):
    file = tmp_path / "giao-uoc.pdf"
    file.write_bytes(pledge().head)
    said = subprocess.run(["pdfsig", file], capture_output=True, text=True, check=False).stdout
    assert said.count("Signature Validation: Signature is Valid.") == 10
    assert said.count("Total document signed") == 1
    assert said.count("ETSI.CAdES.detached") == 10


def test_every_signature_only_appends():
    for before, after in zip(pledge().revisions, pledge().revisions[1:], strict=False):
        assert after.startswith(before)
        assert len(after) - len(before) < 30_000


def test_qpdf_finds_no_fault():
    with pikepdf.open(BytesIO(pledge().head)) as pdf:
        assert pdf.check_pdf_syntax() == []


def test_times_are_those_given_and_the_machine_clock_leaves_no_trace():
    with pikepdf.open(BytesIO(pledge().head)) as pdf, pikepdf.open(BytesIO(pledge().revisions[0])) as sealed:
        times = {str(field.V.M) for field in pdf.Root.AcroForm.Fields}
        assert dict(pdf.docinfo) == dict(sealed.docinfo)
    assert "D:20200702094310+07'00'" in times
    assert len(times) == 10
    with pikepdf.open(BytesIO(printed("GIAO ƯỚC"))) as bare, pikepdf.open(BytesIO(a_seal())) as sealed:
        assert dict(bare.docinfo) == dict(sealed.docinfo)


def test_a_signature_says_who_where_and_why():
    with pikepdf.open(BytesIO(pledge().head)) as pdf:
        (place,) = [field for field in pdf.Root.AcroForm.Fields if str(field.T) == "unit-3"]
        assert str(place.V.Name) == "Trần Thị Hòa"
        assert str(place.V.Location) == "Chi cục trưởng, Chi cục Hàng hải Việt Nam tại Hải Phòng"
        assert str(place.V.Reason) == REASON
        assert str(place.TU) == "Chữ ký của Chi cục Hàng hải Việt Nam tại Hải Phòng"


def test_the_stamps_are_on_the_page():
    pdf = pypdfium2.PdfDocument(pledge().head)
    pdf.init_forms()
    # Annotations are no page text; drawn, they are blue where the page was white.
    page = pdf[len(pdf) - 1]
    picture = page.render(scale=1).to_pil().convert("RGB")
    height = picture.size[1]
    for place in FIELDS:
        left, bottom, right, top = (round(edge) for edge in place.box)
        cell = picture.crop((left, height - top, right, height - bottom))
        blue = sum(count for count, (r, g, b) in cell.getcolors(100_000) if b > r + 40)
        assert blue > 300, place.name
    pdf.close()


# --- Refusals ---------------------------------------------------------------------------------------------------------


def a_seal(fields=()):
    return seal(printed("GIAO ƯỚC"), reason="Phát hành", at=CONFERENCE, fields=fields, keys=keys())


def signing(pdf, **changed):
    asked = {"field": "unit-1", "signer": PEOPLE[0], "reason": REASON, "at": CONFERENCE, "keys": keys(), **changed}
    return sign(pdf, **asked)


@pytest.mark.parametrize(
    ("pdf", "changed"),
    [
        pytest.param(lambda: a_seal(), {}, id="no such field"),
        pytest.param(lambda: pledge().revisions[1], {}, id="field taken"),
        pytest.param(lambda: a_seal(FIELDS), {"field": SEAL_FIELD}, id="the seal's field"),
        pytest.param(lambda: a_seal(FIELDS), {"level": "L3"}, id="a level the platform cannot make"),
        pytest.param(lambda: b"not a PDF", {}, id="no PDF"),
        pytest.param(lambda: a_seal(FIELDS), {"stamp_pdf": b"not a PDF"}, id="stamp is no PDF"),
    ],
)
def test_a_signature_is_refused(pdf, changed):
    with pytest.raises(SigningRefused):
        signing(pdf(), **changed)


@pytest.mark.parametrize(
    "names", [["a", "a"], ["Seal"], ["a.b"], ["Đơn vị"], [""]], ids=["twice", "seal", "dot", "accents", "empty"]
)
def test_unfit_field_names_are_refused(names):
    with pytest.raises(SigningRefused):
        a_seal([SignatureField(name, "Chữ ký", 0, (10, 10, 100, 50)) for name in names])


def test_a_file_is_sealed_once():
    with pytest.raises(SigningRefused):
        seal(a_seal(), reason="Phát hành", at=CONFERENCE, keys=keys())


def test_a_moment_without_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        seal(printed("GIAO ƯỚC"), reason="Phát hành", at=datetime(2020, 7, 2, 9, 42), keys=keys())


# --- Stamp ------------------------------------------------------------------------------------------------------------

LONG = Signer(
    10,
    "Công Tằng Tôn Nữ Thị Hoàng Phương Nguyệt Minh",
    "Phó Bí thư Thường trực Đảng ủy, Phó Tổng giám đốc phụ trách an toàn hàng hải",
    "Trung tâm Phối hợp tìm kiếm cứu nạn hàng hải Khu vực I và các đơn vị phụ thuộc",
)


@pytest.mark.parametrize("person", [PEOPLE[0], LONG], ids=["usual", "long"])
@pytest.mark.parametrize(("width", "height"), [(72, 28), (60, 25), (80, 20), (45, 35)])
def test_the_stamp_is_one_page_of_the_cell_with_every_word(person, width, height):
    pdf = pypdfium2.PdfDocument(render_html(stamp_html(stamp_lines(person, CONFERENCE), width, height)))
    assert len(pdf) == 1
    assert pdf[0].get_size() == pytest.approx((width * POINT, height * POINT), abs=0.5)
    words = pdf[0].get_textpage()
    told = " ".join(words.get_text_range().split())
    # Nothing is cut: every letter lies inside the frame.
    for number in range(words.count_chars()):
        left, bottom, right, top = words.get_charbox(number)
        assert left >= -0.1 and right <= width * POINT and bottom >= 0 and top <= height * POINT
    pdf.close()
    assert f"Ký bởi: {person.full_name}" in told
    assert f"Chức vụ: {person.post}" in told
    assert f"Đơn vị: {person.unit}" in told
    assert "Thời gian ký: 02/07/2020 09:42:10 +07:00" in told
    assert "Loại xác nhận: xác nhận ký trên hệ thống (không phải chữ ký số)" in told


def test_a_name_is_text_and_not_markup():
    evil = Signer(1, "<script>alert(1)</script>", "", "A & B")
    html = stamp_html(stamp_lines(evil, CONFERENCE), WIDTH_MM, HEIGHT_MM)
    assert "<script" not in html
    assert "A &amp; B" in html
    assert "Chức vụ" not in html


def test_the_letters_are_embedded():
    with pikepdf.open(BytesIO(stamp(1))) as pdf:
        fonts = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and "/FontFile2" in thing]
    assert fonts


# --- Keys -------------------------------------------------------------------------------------------------------------


def test_every_subject_says_that_it_has_no_legal_value():
    store = keys()
    people = [store.signer(user_id=person.user_id, full_name=person.full_name, unit=person.unit) for person in PEOPLE]
    for identity in [store.root, store.seal, *people]:
        assert NO_LEGAL_VALUE in identity.certificate.subject.rfc4514_string()
        assert identity.certificate.not_valid_before_utc.year <= 2019
        assert identity.certificate.not_valid_after_utc.year >= 2046
        assert identity.key.key_size == 2048
    subject = people[7].certificate.subject
    assert subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value == "Vũ Ngọc Lan"
    assert subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)[0].value == PEOPLE[7].unit
    assert subject.get_attributes_for_oid(NameOID.SERIAL_NUMBER)[0].value == "8"
    assert len({identity.fingerprint for identity in people}) == 9
    assert set(store.fingerprints().values()) >= {identity.fingerprint for identity in people}


def test_keys_are_encrypted_and_readable_by_their_owner_only(tmp_path):
    store = KeyStore(tmp_path / "keys", "passphrase")
    assert store.seal.serial
    for file in store.folder.rglob("*.p12"):
        assert stat.S_IMODE(file.stat().st_mode) == 0o400
    assert stat.S_IMODE(store.folder.stat().st_mode) == 0o700
    with pytest.raises(KeysUnreadable):
        assert KeyStore(tmp_path / "keys", "another").seal
    with pytest.raises(ValueError, match="passphrase"):
        KeyStore(tmp_path / "keys", "")
    assert "key" not in repr(store.seal).lower().replace("rsa_key", "").split("certificate")[0]


def test_the_same_person_has_the_same_certificate_and_another_unit_another(tmp_path):
    store, later = KeyStore(tmp_path / "keys", "p"), KeyStore(tmp_path / "keys", "p")
    first = store.signer(user_id=1, full_name="Trần Thị Hòa", unit="Cảng vụ")
    assert later.signer(user_id=1, full_name=" Trần Thị Hòa ", unit="Cảng vụ").fingerprint == first.fingerprint
    assert later.signer(user_id=1, full_name="Trần Thị Hòa", unit="Cảng vụ").fingerprint == first.fingerprint
    assert store.signer(user_id=1, full_name="Trần Thị Hòa", unit="Hoa tiêu").fingerprint != first.fingerprint
    assert store.signer(user_id=2, full_name="Trần Thị Hòa", unit="Cảng vụ").fingerprint != first.fingerprint
    with pytest.raises(ValueError, match="user id"):
        store.signer(user_id="../seal", full_name="Trần Thị Hòa", unit="Cảng vụ")


def test_processes_that_start_at_once_agree_on_the_keys(tmp_path):
    script = (
        "import sys, time; from pathlib import Path; from libraries.pades.keys import KeyStore\n"
        "store = KeyStore(Path(sys.argv[1]), 'p')\n"
        "while not Path(sys.argv[2]).exists(): time.sleep(0.001)\n"
        "person = store.signer(user_id=1, full_name='Trần Thị Hòa', unit='Cảng vụ')\n"
        "print(store.root.fingerprint, store.seal.fingerprint, person.fingerprint)\n"
        "print(person.issuer == store.root.certificate)"
    )
    folder, go = tmp_path / "keys", tmp_path / "go"
    started = [
        subprocess.Popen([sys.executable, "-c", script, folder, go], stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    time.sleep(0.6)
    go.touch()
    said = {process.communicate(timeout=60)[0].strip() for process in started}
    assert len(said) == 1
    assert said.pop().endswith("True")
    left = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    assert left[:2] == ["root.p12", "seal.p12"]
    assert len(left) == 3, "a temporary file was left"


# --- Speed ------------------------------------------------------------------------------------------------------------


def test_the_template_gives_the_bytes_of_the_library():
    template = CmsTemplate(keys().seal)  # compares itself with the library, or raises
    digest = hashlib.sha256(b"x").digest()
    assert len(template.fill(digest)) == template.length
    assert template_of(keys().seal) is template_of(keys().seal)


def test_signing_works_where_an_event_loop_runs():
    import asyncio

    async def inside() -> int:
        return CmsTemplate(keys().seal).length

    assert asyncio.run(inside()) == template_of(keys().seal).length


def test_only_the_first_seal_reads_the_keys_and_builds_the_container(monkeypatch):
    """How much quicker that is than the library as shipped: python -m bench signatures."""
    source, store = printed("GIẤY KHEN"), KeyStore(keys().folder, keys()._passphrase)
    read, built = [], []
    load, build = pkcs12.load_key_and_certificates, cms._built_by_library
    monkeypatch.setattr(pkcs12, "load_key_and_certificates", lambda *told: read.append(told) or load(*told))
    monkeypatch.setattr(cms, "_built_by_library", lambda *told: built.append(told) or build(*told))
    monkeypatch.setattr(cms, "_templates", OrderedDict())
    seal(source, reason="Phát hành", at=CONFERENCE, keys=store)
    first = len(read), len(built)
    for _ in range(5):
        seal(source, reason="Phát hành", at=CONFERENCE, keys=store)
    assert (len(read), len(built)) == first
    assert read and built


def test_many_threads_seal_at_once():
    made, problems = [], []

    def work(number):
        try:
            made.append(seal(printed("GIẤY KHEN"), reason=f"Số {number}", at=CONFERENCE, keys=keys()))
        except Exception as problem:
            problems.append(problem)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not problems
    for pdf in made:
        assert [row.field for row in check_signatures(pdf, (), keys=keys())] == [SEAL_FIELD]


def test_no_padding_is_left_in_the_container():
    for contents in re.findall(rb"/Contents\s*<([0-9A-F]+)>", pledge().head):
        assert not contents.endswith(b"00" * 16)


def test_signatures_a_minute_apart_keep_their_minutes():
    found = check_signatures(pledge().head, pledge().expected, keys=keys())
    assert [row.time for row in found[1:]] == [CONFERENCE + timedelta(minutes=place) for place in range(1, 10)]

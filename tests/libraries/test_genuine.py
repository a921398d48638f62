"""Genuine files of every level and many kinds of paper: all pass, and a second program agrees on each."""

import subprocess
from dataclasses import replace
from functools import cache

import pytest

from libraries.pades import seal, seal_into, sign
from libraries.pades.keys import KeyStore
from libraries.pades.outside import signatures_in
from libraries.pades.signature import SignatureField
from libraries.pades.verification import ExpectedSignature, check_signatures, examine
from libraries.pades.verification.facts import SEAL_LEVEL
from libraries.web import clock
from tests.libraries.signed_pledge import (
    CODE,
    CONFERENCE,
    FIELDS,
    PEOPLE,
    REASON,
    MemoryLedger,
    keys,
    pledge,
    printed,
    stamp,
)
from tests.libraries.test_long_term import archived, clock_of, on
from tests.support.token_signed import signed_by_token

pytestmark = pytest.mark.slow
PAPERS = (
    "QUY CHẾ",
    "BIÊN BẢN HỘI NGHỊ",
    "BIÊN BẢN BÌNH XÉT",
    "TỜ TRÌNH",
    "BÁO CÁO THÀNH TÍCH",
    "BẢNG TIẾP THU, GIẢI TRÌNH",
    "GIẤY MỜI",
    "NGHỊ QUYẾT",
    "PHỤ LỤC GIAO ƯỚC",
    "BẢNG TỔNG HỢP ĐIỂM",
)


@cache
def signed(heading, with_clock):
    """(file, expected) signed by one of nine."""
    person = PEOPLE[PAPERS.index(heading) % len(PEOPLE)]
    sealed = seal(printed(heading, CODE), reason="Phát hành", at=CONFERENCE, fields=FIELDS, keys=keys())
    authority = clock_of(keys()) if with_clock else None
    done = sign(sealed, field="unit-1", signer=person, reason=REASON, at=CONFERENCE, authority=authority, keys=keys())
    row = ExpectedSignature("unit-1", done.certificate_sha256, person.full_name, person.unit, "L1", CONFERENCE)
    if done.timestamp:
        row = replace(row, authority=done.timestamp.called, authority_sha256=done.timestamp.certificate_sha256)
    return done.pdf, (row,)


@cache
def numbered(heading):
    """Signed, then the platform's second seal with the number."""
    pdf, expected = signed(heading, True)
    sealed = seal_into(pdf, field="unit-2", reason="Cấp số", at=CONFERENCE, stamp_pdf=stamp(1), keys=keys())
    row = ExpectedSignature("unit-2", keys().seal.fingerprint, "", "", SEAL_LEVEL, CONFERENCE)
    return sealed.pdf, (*expected, row)


LEVELS = {
    "B-B": lambda heading: signed(heading, False),
    "B-T": lambda heading: signed(heading, True),
    "B-T numbered": numbered,
    "B-LTA": lambda heading: archived(*signed(heading, True), keys()),
    "B-LTA renewed": lambda heading: archived(*archived(*signed(heading, True), keys()), keys(), at=on(2021)),
}


def passes(pdf, expected, folder):
    assert len(check_signatures(pdf, expected, keys=keys())) == 1 + len(expected)
    ledger = MemoryLedger()
    ledger.keep(pdf, code=CODE, expected=expected)
    assert examine(pdf, ledger, keys=keys()).status == "valid"
    (folder / "a.pdf").write_bytes(pdf)
    said = subprocess.run(["pdfsig", "-nocert", folder / "a.pdf"], capture_output=True, text=True, check=False).stdout
    people = sum(not row.is_archive for row in expected)
    assert said.count("Signature is Valid.") == 1 + people, said


@pytest.mark.parametrize("level", LEVELS)
def test_fifty_papers_of_ten_kinds_pass(level, tmp_path):
    for heading in PAPERS:
        passes(*LEVELS[level](heading), tmp_path)


def test_a_pledge_passes_after_each_of_its_signatures(tmp_path):
    for count, pdf in enumerate(pledge().revisions):
        passes(pdf, pledge().expected[:count], tmp_path)


def test_files_signed_outside_with_a_token_are_whole(tmp_path):
    """Level L3: by another authority, whose root is trusted or not."""
    office = KeyStore(tmp_path / "office", "an office")
    once = signed_by_token(office)
    place = SignatureField("dong-dau", "Dấu", 0, (60, 60, 200, 120))
    roots = tmp_path / "roots"
    roots.mkdir()
    (roots / "office.der").write_bytes(office.root.der)
    sealed_only = seal(printed("QUYẾT ĐỊNH"), reason="Ký", at=clock.now(), fields=[place], keys=office)
    for pdf, trusted in ((once, ""), (once, str(roots)), (sealed_only, str(roots))):
        found = signatures_in(pdf, trusted, clock.now())
        assert found.rows and not found.objection

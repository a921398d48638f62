"""Attacks on a pledge that nine people signed. Every one must be refused, by the answer to the public and, where it can
be asked, by the gate alone as if the pinned hash did not exist (docs/security.md: Gate for signed files)."""

import io
import random
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from unittest import mock

import pytest
from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from libraries.pades import SignatureField, Signer, seal, sign
from libraries.pades import keys as pki
from libraries.pades.keys import KeyStore
from libraries.pades.verification import Rejected, check_signatures, examine, gate
from tests.libraries.attacks import ATTACKS
from tests.libraries.signed_pledge import (
    CONFERENCE,
    REASON,
    keys,
    ledger_of_pledge,
    pledge,
    printed,
)

pytestmark = pytest.mark.slow


def test_there_are_enough_attacks():
    assert len(ATTACKS) >= 60


@pytest.mark.parametrize("name", ATTACKS)
def test_the_attack_is_refused(name):
    given = ATTACKS[name]
    forged = given.make(pledge().head)
    assert forged != pledge().head
    verdict = examine(forged, ledger_of_pledge(), keys=keys(), compare=False)
    assert verdict.status == given.status, verdict.sentence
    assert not verdict.is_valid
    with pytest.raises(Rejected):
        # As the ninth signing would ask: without a pinned hash, with the stored head before it.
        check_signatures(forged, pledge().expected, previous=pledge().revisions[8], keys=keys())


@pytest.mark.parametrize("name", ATTACKS)
def test_the_attack_is_refused_where_only_what_is_new_is_judged(name):
    """The eight before passed when they came: every attack on the ninth file is refused all the same."""
    with pytest.raises(Rejected):
        check_signatures(
            ATTACKS[name].make(pledge().head),
            pledge().expected,
            previous=pledge().revisions[8],
            passed=True,
            keys=keys(),
        )


def test_only_what_is_new_is_judged_of_a_file_that_passed():
    with mock.patch.object(gate, "_validate", wraps=gate._validate) as judged:
        question = {"previous": pledge().revisions[8], "keys": keys()}
        whole = check_signatures(pledge().head, pledge().expected, **question)
        assert len(judged.call_args_list) == 10
        judged.reset_mock()
        assert check_signatures(pledge().head, pledge().expected, passed=True, **question) == whole[-1:]
    assert [call.args[0].field_name for call in judged.call_args_list] == ["unit-8", "unit-9"]


def test_the_true_ninth_signature_passes_the_same_question():
    assert check_signatures(pledge().head, pledge().expected, previous=pledge().revisions[8], keys=keys())


@pytest.mark.parametrize(
    "name",
    [
        name
        for name in ATTACKS
        # These are whole: only the stored head, or its hash, tells that they are another file.
        if name not in {"another_document_of_the_same_people", "another_document_under_the_same_code"}
    ],
)
def test_the_gate_refuses_without_hash_and_without_the_stored_head(name):
    with pytest.raises(Rejected):
        check_signatures(ATTACKS[name].make(pledge().head), pledge().expected, keys=keys())


@pytest.mark.parametrize(
    "name",
    [
        "rolled_back_to_seven_signatures",
        "a_signer_in_another_units_place",
        "another_document_of_the_same_people",
        "bytes_after_the_end",
        "a_new_title_in_info",
    ],
)
def test_the_library_alone_lets_it_pass(name):
    """Control: these are why there is a gate. When one of them fails here the library has learnt to refuse it."""
    reader = PdfFileReader(io.BytesIO(ATTACKS[name].make(pledge().head)))
    root = x509.Certificate.load(keys().root.der)
    for found in reader.embedded_regular_signatures:
        context = ValidationContext(trust_roots=[root], allow_fetching=False, moment=CONFERENCE)
        assert validate_pdf_signature(found, context).bottom_line


def test_an_expired_certificate_is_refused():
    store = KeyStore(Path(keys().folder).parent / "short-lived", "s")
    assert store.seal
    late = Signer(77, "Hết Hạn", "Giám đốc", "Đơn vị")
    with mock.patch.object(pki, "VALID_UNTIL", datetime(2020, 1, 1, tzinfo=UTC)):
        assert store.signer(user_id=77, full_name=late.full_name, unit=late.unit)
    field = SignatureField("unit-1", "Chữ ký", 0, (60, 60, 260, 120))
    sealed = seal(printed("GIAO ƯỚC"), reason="Phát hành", at=CONFERENCE, fields=[field], keys=store)
    done = sign(sealed, field="unit-1", signer=late, reason=REASON, at=CONFERENCE, keys=store)
    row = replace(pledge().expected[0], certificate_sha256=done.certificate_sha256, signed_at=CONFERENCE)
    with pytest.raises(Rejected, match="library"):
        check_signatures(done.pdf, [row], keys=store)
    in_time = replace(row, signed_at=datetime(2019, 6, 1, tzinfo=UTC))
    assert len(check_signatures(done.pdf, [in_time], keys=store)) == 2


def flipped(content, chance):
    forged = bytearray(content)
    forged[chance.randrange(len(forged))] ^= 1 << chance.randrange(8)
    return bytes(forged)


def test_two_thousand_flipped_bits_are_refused():
    """Each one by the answer to the public, and by the gate as the ninth signing asks it: what lies before that
    signature must be the stored bytes, what is new is judged whole."""
    chance, expected, statuses = random.Random(2020), pledge().expected, set()
    ledger, before = ledger_of_pledge(), pledge().revisions[8]
    with mock.patch("libraries.pades.verification.examination.find_marks", in_this_process):
        for _ in range(2000):
            forged = flipped(pledge().head, chance)
            statuses.add(examine(forged, ledger, keys=keys(), compare=False).status)
            with pytest.raises(Rejected):
                check_signatures(forged, expected, previous=before, passed=True, keys=keys())
    assert statuses == {"altered"}


def test_flipped_bits_are_refused_where_a_child_looks_for_the_marks():
    chance, ledger = random.Random(7), ledger_of_pledge()
    found = {examine(flipped(pledge().head, chance), ledger, keys=keys(), compare=False).status for _ in range(20)}
    assert found == {"altered"}


def test_control_the_gate_takes_the_file_that_nobody_touched():
    before = pledge().revisions[8]
    assert check_signatures(pledge().head, pledge().expected, previous=before, passed=True, keys=keys())


def test_five_hundred_broken_files_never_raise():
    genuine, ledger, chance = pledge().revisions[2], ledger_of_pledge(), random.Random(7)
    with mock.patch("libraries.pades.verification.examination.find_marks", in_this_process):
        for number in range(500):
            broken = bytearray(genuine)
            match number % 5:
                case 0:
                    del broken[chance.randrange(len(broken)) :]
                case 1:
                    start = chance.randrange(len(broken))
                    del broken[start : start + chance.randrange(1, 4000)]
                case 2:
                    for _ in range(200):
                        broken[chance.randrange(len(broken))] = chance.randrange(256)
                case 3:
                    start = chance.randrange(len(broken))
                    broken[start:start] = chance.randbytes(chance.randrange(1, 2000))
                case 4:
                    start = chance.randrange(len(broken) - 5000)
                    broken += broken[start : start + 5000]
            assert examine(bytes(broken), ledger, keys=keys(), compare=False).status in {
                "altered",
                "unknown",
                "replaced",
            }
            with pytest.raises(Rejected):
                check_signatures(bytes(broken), pledge().expected, keys=keys())


def in_this_process(content, seal_modulus):
    from libraries.pades.verification.marks import Marks

    marks = Marks()
    marks.look_in_bytes(content, seal_modulus)
    return marks

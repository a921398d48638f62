"""From bytes and ledger to a verdict."""

import hashlib
import logging
import re
import threading
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import replace

from libraries.foreign_files import Busy, kind_of_bytes, square_codes
from libraries.pades import SEAL_FIELD
from libraries.pades.keys import KeyStore, installed_keys
from libraries.pades.verification import verdict as words
from libraries.pades.verification.differing import name_differences
from libraries.pades.verification.facts import REPLACED, REVOKED, VALID, Ledger, StoredFact
from libraries.pades.verification.gate import Rejected, check_signatures, signed_fields
from libraries.pades.verification.marks import codes_of, find_marks
from libraries.pades.verification.verdict import ALTERED, PICTURE, UNKNOWN, SignatureVerdict, Verdict, about

log = logging.getLogger(__name__)

LARGEST_FILE = 20 * 1024 * 1024
MOST_ENDS = 40
END_OF_REVISION = re.compile(rb"%%EOF(\r\n|\n|\r)?")
REMEMBERED = 256
PICTURES = ("png", "jpeg")


def examine(pdf: bytes, ledger: Ledger, *, keys: KeyStore | None = None, compare: bool = True) -> Verdict:
    """The verdict on a file from anybody. Never raises; whatever goes wrong is "not confirmed".

    compare: of an altered file also say where it differs, which costs another child process.
    """
    try:
        return _examine(bytes(pdf), ledger, keys or installed_keys(), compare)
    except Busy:
        return Verdict(UNKNOWN, words.BUSY)
    except Exception:
        log.exception("a file could not be examined")
        return Verdict(UNKNOWN, words.NOT_CHECKED)


def _examine(pdf: bytes, ledger: Ledger, keys: KeyStore, compare: bool) -> Verdict:
    if not pdf:
        return Verdict(UNKNOWN, words.EMPTY)
    if len(pdf) > LARGEST_FILE:
        return Verdict(UNKNOWN, words.TOO_LARGE)
    sha256 = hashlib.sha256(pdf).hexdigest()
    if fact := _issued(ledger, sha256):
        return _stored(pdf, sha256, fact, ledger, keys)
    if kind_of_bytes(pdf) in PICTURES:
        return _pictured(pdf, ledger) or Verdict(UNKNOWN, words.NO_SQUARE)
    return _foreign(pdf, ledger, keys, compare)


def _issued(ledger: Ledger, sha256: str) -> StoredFact | None:
    # What people hand in is kept too; it was never issued, and keeping it must not make it genuine.
    fact = ledger.by_sha256(sha256)
    return fact if fact and fact.code and not fact.handed_in else None


# --- Files we keep ----------------------------------------------------------------------------------------------------


def _stored(pdf: bytes, sha256: str, fact: StoredFact, ledger: Ledger, keys: KeyStore) -> Verdict:
    newest = fact.is_head and fact.head_sha256 == sha256
    try:
        signatures = _signatures(pdf, sha256, fact, newest, keys)
    except Rejected as problem:
        log.error("stored file %s does not pass the gate: %s", sha256, problem)
        return about(fact, ALTERED, words.STORED_BUT_BROKEN)
    if fact.status == REVOKED:
        return about(fact, REVOKED, words.revoked(fact), signatures)
    if fact.status == REPLACED:
        return about(fact, REPLACED, words.replaced(fact), signatures)
    if fact.status != VALID:
        raise ValueError(f"unknown status {fact.status!r} in the ledger")
    if not newest:
        if _same_signatures(signatures, fact, ledger):
            return about(fact, VALID, words.genuine(signatures) + words.ARCHIVED_SINCE, signatures)
        return about(fact, REPLACED, words.outdated(_people(signatures), _people_of_head(fact, ledger)), signatures)
    return about(fact, VALID, words.genuine(signatures), signatures)


def _people(signatures: list[SignatureVerdict]) -> int:
    return sum(signature.is_person for signature in signatures)


def _people_of_head(fact: StoredFact, ledger: Ledger) -> int:
    head = ledger.by_code(fact.code) or fact
    return sum(row.is_person for row in head.expected_signatures)


def _same_signatures(here: list[SignatureVerdict], fact: StoredFact, ledger: Ledger) -> bool:
    """The newest file has nothing but time stamps of the archive more than this one."""
    head = ledger.by_code(fact.code) or fact
    newest = {row.field for row in head.expected_signatures if not row.is_archive} - {SEAL_FIELD}
    archived = any(row.is_archive for row in head.expected_signatures)
    return archived and newest == {row.field for row in here if not row.is_archive} - {SEAL_FIELD}


_checked: OrderedDict[tuple[object, ...], list[SignatureVerdict]] = OrderedDict()
_checked_lock = threading.Lock()


def _signatures(pdf: bytes, sha256: str, fact: StoredFact, newest: bool, keys: KeyStore) -> list[SignatureVerdict]:
    """What the gate says; remembered, because it depends on these bytes and expectations alone and costs a second."""
    expected = tuple(fact.expected_signatures)
    ours = b"%PDF-" in pdf[:1024] and _sealed_by_us(pdf, keys)
    if not ours and not expected:
        return []  # issued without a seal: the bytes are the stored ones, and no signature is spoken of
    question = (sha256, expected, newest, keys.root.fingerprint, keys.seal.fingerprint)
    with _checked_lock:
        if (known := _checked.get(question)) is not None:
            _checked.move_to_end(question)
            return list(known)
    if not newest:
        # An earlier revision is told of the head's signatures; it must have those of its own fields.
        here = signed_fields(pdf)
        expected = tuple(row for row in expected if row.field in here)
    answer = check_signatures(pdf, expected, keys=keys)
    with _checked_lock:
        _checked[question] = answer
        while len(_checked) > REMEMBERED:
            _checked.popitem(last=False)
    return list(answer)


def _sealed_by_us(pdf: bytes, keys: KeyStore) -> bool:
    # Our signatures are written as capital hexadecimal digits and are never compressed.
    return keys.seal.modulus.hex().upper().encode() in pdf


# --- Files we do not keep ---------------------------------------------------------------------------------------------


def _foreign(pdf: bytes, ledger: Ledger, keys: KeyStore, compare: bool) -> Verdict:
    for beginning in _beginnings(pdf):
        if fact := _issued(ledger, beginning):
            return _altered(pdf, fact, compare, holds_ours=True)
    marks = find_marks(pdf, keys.seal.modulus)
    for code in (*marks.codes, *marks.printed):
        if fact := ledger.by_code(code):
            return _altered(pdf, fact, compare, holds_ours=False)
    if marks.seal:
        return Verdict(ALTERED, words.ALTERED_BUT_WHICH)
    if marks.codes:
        return Verdict(UNKNOWN, words.no_such_code(marks.codes[0]))
    # What killed one child is not given to another.
    return (_pictured(pdf, ledger) if marks.whole else None) or Verdict(UNKNOWN, words.NOT_OURS)


def _pictured(content: bytes, ledger: Ledger) -> Verdict | None:
    """A photograph or a scan whose QR code is one of ours, or is none of ours; None where no QR code is seen."""
    texts = square_codes(content)
    codes = codes_of(texts)
    for code in codes:
        if fact := ledger.by_code(code):
            return about(fact, PICTURE, words.pictured(fact))
    if codes:
        return Verdict(UNKNOWN, words.no_such_code_in_picture(codes[0]))
    return Verdict(UNKNOWN, words.FOREIGN_SQUARE) if texts else None


def _altered(pdf: bytes, fact: StoredFact, compare: bool, *, holds_ours: bool) -> Verdict:
    try:
        kept = fact.read_head()
    except Exception:  # the stored file is missing or damaged: the verdict stands, only its reason is less exact
        log.exception("the stored file of %s cannot be read", fact.code)
        return about(fact, ALTERED, words.altered(fact))
    if kept.startswith(pdf):
        return about(fact, ALTERED, words.cut_off(fact))
    verdict = about(fact, ALTERED, words.altered(fact))
    if not compare:
        return verdict
    try:
        return replace(verdict, differences=name_differences(kept, pdf, holds_ours=holds_ours))
    except Busy:
        return verdict


def _beginnings(pdf: bytes) -> Iterator[str]:
    """SHA-256 of the file up to each end of a revision: a stored file with something after it shows here."""
    digest, done, view = hashlib.sha256(), 0, memoryview(pdf)
    for number, end in enumerate(END_OF_REVISION.finditer(pdf)):
        if number >= MOST_ENDS:
            return
        marker = end.start() + len(b"%%EOF")
        for stop in dict.fromkeys((marker, end.end() if end[1] != b"\r\n" else marker + 1, end.end())):
            digest.update(view[done:stop])
            done = stop
            if stop < len(pdf):
                yield digest.copy().hexdigest()

"""Is this file what we issued? `examine` answers for any bytes whatever; it never raises and fails closed.

A file is genuine when its SHA-256 is that of the newest revision of a document the platform issued, and the gate passes
on it: exactly the expected signature fields, each by the expected certificate, nothing after the last signature, and
the library's own verdict on every one. Everything else is refused, and told apart only to help whoever holds the file.

Knows the ledger as a protocol, no model; the rooms' records/documents.py provides it.
"""

from libraries.pades.verification.examination import LARGEST_FILE, examine
from libraries.pades.verification.facts import ExpectedSignature, Ledger, StoredFact
from libraries.pades.verification.gate import Rejected, check_signatures
from libraries.pades.verification.verdict import SignatureVerdict, Verdict

__all__ = [
    "LARGEST_FILE",
    "ExpectedSignature",
    "Ledger",
    "Rejected",
    "SignatureVerdict",
    "StoredFact",
    "Verdict",
    "check_signatures",
    "examine",
]

"""What the ledger tells about a stored file: the only truth a file is measured against."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

VALID, REVOKED, REPLACED = "valid", "revoked", "replaced"
SEAL_LEVEL, ARCHIVE_LEVEL = "seal", "archive"


@dataclass(frozen=True)
class ExpectedSignature:
    """A signature the stored file must carry: field name, SHA-256 (hex) of the certificate, and who that is."""

    field: str
    certificate_sha256: str
    signer: str
    unit: str
    level: str
    signed_at: datetime
    # How the signer was identified, in words that the public reads; empty for the seal.
    identified: str = ""
    # What this kind of signature was called on its day; empty for the seal, and where nothing else was said.
    called: str = ""
    # In which capacity ("KT. GIÁM ĐỐC, Phó Giám đốc"), as it stood on the day of signing; empty for the seal.
    capacity: str = ""
    # Whose time stamp the signature carries, by name and by certificate (SHA-256, hex); empty where it carries none.
    authority: str = ""
    authority_sha256: str = ""

    @property
    def is_archive(self) -> bool:
        """A time stamp over the whole file, no signature; `signer` is its authority."""
        return self.level == ARCHIVE_LEVEL

    @property
    def is_person(self) -> bool:
        """Somebody's own signature: neither the platform's, of which a file may carry several, nor a time stamp."""
        return self.level not in (SEAL_LEVEL, ARCHIVE_LEVEL)

    @classmethod
    def from_json(cls, row: dict[str, str]) -> "ExpectedSignature":
        """From the form it is stored in beside the file; `signed_at` in ISO 8601 with offset."""
        said = {name: value for name, value in row.items() if name != "signed_at"}
        return cls(**said, signed_at=datetime.fromisoformat(row["signed_at"]))

    def as_json(self) -> dict[str, str]:
        return {**self.__dict__, "signed_at": self.signed_at.isoformat()}


@dataclass(frozen=True)
class StoredFact:
    """One stored file and its document as they stand now.

    `status` is the document's: valid, revoked or replaced, since `status_at` and for `status_reason`. `is_head` tells
    whether the file asked for is the newest revision; `head_sha256` and `read_head` are the newest revision's.
    `expected_signatures` may be those of this file or of the head; the platform's seal need not be listed.
    `handed_in`: somebody else's file, kept and never issued.
    """

    code: str
    kind: str
    title: str
    number: str
    status: str
    head_sha256: str
    is_head: bool
    read_head: Callable[[], bytes]
    status_at: datetime | None = None
    status_reason: str = ""
    replaced_by_code: str = ""
    handed_in: bool = False
    expected_signatures: Sequence[ExpectedSignature] = ()


class Ledger(Protocol):
    """Where stored files are looked up. For a public page it answers only for documents the public may know of."""

    def by_sha256(self, sha256: str) -> StoredFact | None: ...

    def by_code(self, code: str) -> StoredFact | None: ...

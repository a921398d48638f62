"""Signatures that people bring in a PDF signed elsewhere (token of VGCA, public authorities): level L3.

The file is a stranger's, so it is opened in the limited child of libraries.foreign_files, which gives plain facts. A
signature counts when its bytes are intact, nothing stands behind the last one, and its certificate leads to one of the
roots that SIGNATURE_ROOTS names. The time that the signer's program wrote is nobody's word: a time stamp proves one.
"""

from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from libraries.foreign_files.limits import Limits, ask
from libraries.pades.long_term import trusted_in
from libraries.web.formats import short_datetime

# A parser of signatures is larger than one of pictures.
LIMITS = Limits(seconds=10, wall_seconds=25, megabytes=768)


@dataclass(frozen=True)
class OutsideSignature:
    """One signature as it was found on the day of receipt; moments in ISO 8601, empty where nobody proves one."""

    name: str
    organisation: str
    claimed: str
    proved: str
    authority: str
    level: str
    intact: bool
    trusted: bool
    revocation: bool | None

    @property
    def is_good(self) -> bool:
        return self.intact and self.trusted and self.revocation is not False

    @property
    def who(self) -> str:
        return ", ".join(part for part in (self.name, self.organisation) if part)

    @property
    def when(self) -> str:
        if self.proved:
            moment = short_datetime(datetime.fromisoformat(self.proved))
            return f"chậm nhất {moment}, dấu thời gian do {self.authority} cấp"
        if self.claimed:
            return f"{short_datetime(datetime.fromisoformat(self.claimed))}, theo đồng hồ của máy ký"
        return "không ghi thời gian ký"

    @property
    def verdict(self) -> str:
        """In the words of whoever receives the file."""
        if not self.intact:
            return "Tệp đã bị sửa sau khi ký"
        if self.revocation is False:
            return "Chứng thư đã bị thu hồi trước khi ký"
        if not self.trusted:
            return "Tệp nguyên vẹn; chưa xác nhận được nơi cấp chứng thư"
        if self.revocation is None:
            return "Tệp nguyên vẹn, chứng thư do nơi được tin cấp; tệp không kèm danh sách thu hồi"
        return "Tệp nguyên vẹn, chứng thư do nơi được tin cấp, không bị thu hồi"


@dataclass(frozen=True)
class OutsideSignatures:
    """All of a file. whole: nothing stands behind the last one; readable: the file could be examined at all."""

    rows: tuple[OutsideSignature, ...] = ()
    whole: bool = True
    readable: bool = True

    @property
    def objection(self) -> str:
        """Why such a file is not taken, in a sentence that says what to do; empty for one that may be."""
        if not self.readable:
            return "Không đọc được chữ ký số trong tệp. Đề nghị xuất lại tệp đã ký từ phần mềm ký rồi chọn lại."
        if not self.rows:
            return "Tệp này không có chữ ký số. Chọn bản quét, hoặc chọn tệp PDF đã ký số."
        if not self.whole or not all(row.intact for row in self.rows):
            return "Tệp đã bị sửa sau khi ký số nên không nhận được. Đề nghị nhận tệp khác từ nơi ký."
        for row in self.rows:
            if row.revocation is False:
                return f"Chứng thư của {row.name} đã bị thu hồi trước khi ký. Đề nghị ký lại bằng chứng thư khác."
        return ""

    def as_json(self) -> dict[str, Any]:
        return {"rows": [asdict(row) for row in self.rows], "whole": self.whole, "readable": self.readable}

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "OutsideSignatures":
        return cls(tuple(OutsideSignature(**row) for row in kept["rows"]), kept["whole"], kept["readable"])


def signatures_in(pdf: bytes, roots: str, at: datetime) -> OutsideSignatures:
    """What the child finds; roots: the folder of certificates that are trusted, "" for none. Raises Busy."""
    trusted = [one.dump().hex() for one in trusted_in(Path(roots))] if roots else []
    options = {"roots": trusted, "at": at.isoformat()}
    facts = ask("signatures", pdf, options, LIMITS).facts
    if not facts or "rows" not in facts:
        return OutsideSignatures(readable=False)
    return OutsideSignatures.from_json(facts)

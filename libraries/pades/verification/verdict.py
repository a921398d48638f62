"""The answer, in words an office worker reads once and understands."""

from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from libraries.pades.verification.facts import ARCHIVE_LEVEL, REPLACED, REVOKED, SEAL_LEVEL, VALID, StoredFact
from libraries.web.formats import short_date, short_datetime

ALTERED, UNKNOWN, PICTURE = "altered", "unknown", "picture"
LOCAL_TIME = ZoneInfo("Asia/Ho_Chi_Minh")

LEVEL_LABELS = {
    SEAL_LEVEL: "xác nhận điện tử của hệ thống (chứng thư thử nghiệm, không có giá trị pháp lý)",
    ARCHIVE_LEVEL: "dấu thời gian lưu trữ, kèm dữ liệu để kiểm tra khi chứng thư đã hết hạn",
    "L1": "xác nhận ký trên hệ thống (không phải chữ ký số)",
    "L2": "chữ ký điện tử dùng chứng thư của cơ quan, tổ chức",
    "L3": "chữ ký số công cộng hoặc chữ ký số chuyên dùng công vụ",
}


@dataclass(frozen=True)
class SignatureVerdict:
    """One signature found in the file. intact: its bytes are unchanged; trusted: by the certificate expected here."""

    signer: str
    unit: str
    time: datetime | None
    intact: bool
    trusted: bool
    level: str
    field: str
    certificate_sha256: str
    identified: str = ""
    called: str = ""
    capacity: str = ""
    authority: str = ""

    @property
    def level_label(self) -> str:
        """As it was called on its day."""
        return self.called or LEVEL_LABELS.get(self.level, "")

    @property
    def stands_for(self) -> str:
        """In which capacity and for whom."""
        unit = f"thay mặt {self.unit}" if self.capacity and self.unit else self.unit
        return ", ".join(part for part in (self.capacity, unit) if part)

    @property
    def clock_label(self) -> str:
        """Whose clock told the time of signing."""
        if self.authority:
            return f"theo dấu thời gian do {self.authority} cấp"
        return "theo đồng hồ của hệ thống, chưa có dấu thời gian" if self.is_person else "theo đồng hồ của hệ thống"

    @property
    def is_seal(self) -> bool:
        return self.level == SEAL_LEVEL

    @property
    def is_archive(self) -> bool:
        return self.level == ARCHIVE_LEVEL

    @property
    def is_person(self) -> bool:
        return not self.is_seal and not self.is_archive


@dataclass(frozen=True)
class Verdict:
    """status: valid, revoked, replaced, altered, picture or unknown. Only "valid" is a yes.

    differences: where an altered file is not like the kept one, a sentence each.
    """

    status: str
    sentence: str
    code: str = ""
    title: str = ""
    number: str = ""
    kind: str = ""
    status_at: datetime | None = None
    reason: str = ""
    replaced_by: str = ""
    signatures: list[SignatureVerdict] = field(default_factory=list)
    differences: list[str] = field(default_factory=list)

    @property
    def is_valid(self) -> bool:
        return self.status == VALID

    @property
    def long_term(self) -> str:
        """Whether the file can be checked when its certificates have ended, and what is known of revoked ones."""
        stamps = [one for one in self.signatures if one.is_archive]
        if not self.signatures:
            return ""
        if not stamps:
            return "Tệp chưa kèm danh sách chứng thư bị thu hồi; hệ thống đối chiếu chứng thư với bản lưu."
        return (
            f"Các chứng thư trong tệp không bị thu hồi tính đến {short_datetime(stamps[-1].time)}; "
            "tệp kèm dữ liệu để kiểm tra được cả khi chứng thư hết hạn."
        )

    @property
    def in_english(self) -> str:
        """One line for a reader who has no Vietnamese."""
        return IN_ENGLISH[self.status]

    def as_json(self) -> dict[str, Any]:
        """Plain values for a page or an answer; times in ISO 8601 with +07:00."""
        answer = asdict(self)
        answer["status_at"] = _iso(self.status_at)
        for row, signature in zip(answer["signatures"], self.signatures, strict=True):
            row["time"] = _iso(signature.time)
            row["level_label"] = signature.level_label
        return answer

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "Verdict":
        """What `as_json` wrote."""
        names = {one.name for one in fields(SignatureVerdict)}
        rows = [
            {key: row[key] for key in names & row.keys()} | {"time": _moment(row["time"])} for row in kept["signatures"]
        ]
        signatures = [SignatureVerdict(**row) for row in rows]
        return cls(**{**kept, "status_at": _moment(kept["status_at"]), "signatures": signatures})


def about(fact: StoredFact, status: str, sentence: str, signatures: list[SignatureVerdict] | None = None) -> Verdict:
    """A verdict on a file of the document that `fact` tells of."""
    return Verdict(
        status=status,
        sentence=sentence,
        code=fact.code or "",
        title=fact.title,
        number=fact.number,
        kind=fact.kind,
        status_at=fact.status_at,
        reason=fact.status_reason,
        replaced_by=fact.replaced_by_code or "",
        signatures=signatures or [],
    )


# --- Sentences ------------------------------------------------------------------------------------------------------


STANDS = "Văn bản chưa bị thu hồi, thay thế."

IN_ENGLISH = {
    VALID: "Genuine: this file is identical to the one kept by the issuing system, and the document is in force.",
    REVOKED: "Revoked: this document was issued by this system but has since been withdrawn.",
    REPLACED: "Superseded: a newer version of this document has been issued by this system.",
    ALTERED: "Altered: this file is not identical to the document that was issued. Do not rely on it.",
    PICTURE: "A picture or scan: it shows the code of an issued document but proves nothing about its content.",
    UNKNOWN: "Not confirmed: this system did not issue this file or cannot recognise it.",
}


def genuine(signatures: list[SignatureVerdict]) -> str:
    people = sum(signature.is_person for signature in signatures)
    start = "Tệp đúng với bản lưu trên hệ thống"
    if people:
        return f"{start}, có đủ {people} chữ ký, không bị sửa sau khi ký. {STANDS}"
    if signatures:
        return f"{start}, có xác nhận điện tử của hệ thống, không bị sửa sau khi phát hành. {STANDS}"
    return f"{start}. {STANDS}"


def revoked(fact: StoredFact) -> str:
    return f"Văn bản này do hệ thống phát hành nhưng đã bị thu hồi{_since(fact)}.{_because(fact)}"


def replaced(fact: StoredFact) -> str:
    newer = f" Đề nghị dùng văn bản có mã xác thực {_spaced(fact.replaced_by_code)}." if fact.replaced_by_code else ""
    return f"Văn bản này do hệ thống phát hành nhưng đã được thay thế{_since(fact)}.{_because(fact)}{newer}"


ARCHIVED_SINCE = " Bản lưu nay có thêm dấu thời gian lưu trữ; nội dung, chữ ký không đổi."


def outdated(here: int, newest: int) -> str:
    """An earlier revision of a document: genuine bytes, but without the signatures that came later."""
    has = f"mới có {here} chữ ký" if here else "chưa có chữ ký nào"
    newer = f"bản mới hơn, có {newest} chữ ký" if newest > here else "bản mới hơn, có thêm chữ ký"
    return f"Đây là bản cũ của văn bản, {has}. Hệ thống đã lưu {newer}. Đề nghị tải bản mới nhất tại trang kiểm tra."


def altered(fact: StoredFact) -> str:
    return (
        f"Tệp này mang dấu hiệu của văn bản “{fact.title}” nhưng không giống bản đã phát hành: nội dung hoặc chữ ký "
        "đã bị sửa, thêm, bớt. Không dùng tệp này; đề nghị tải bản lưu tại trang kiểm tra."
    )


def cut_off(fact: StoredFact) -> str:
    return (
        f"Tệp này là văn bản “{fact.title}” bị cắt bớt phần cuối, thiếu chữ ký. "
        "Không dùng tệp này; đề nghị tải bản lưu tại trang kiểm tra."
    )


def pictured(fact: StoredFact) -> str:
    """A photograph or scan never proves what stands on it; the code only leads to what was issued."""
    now = {REVOKED: f" Văn bản đó đã bị thu hồi{_since(fact)}.{_because(fact)}"}
    now[REPLACED] = f" Văn bản đó đã được thay thế{_since(fact)}.{_because(fact)}"
    return (
        f"Đây là ảnh chụp, bản quét của văn bản mang mã {_spaced(fact.code)}.{now.get(fact.status, '')} "
        "Ảnh chụp không chứng minh được nội dung còn nguyên vẹn: đề nghị đối chiếu với thông tin dưới đây, "
        "hoặc kiểm tra tệp PDF đã phát hành."
    )


def no_such_code_in_picture(code: str) -> str:
    return f"Mã QR trong ảnh ghi mã xác thực {_spaced(code)} nhưng hệ thống không có mã này. Không xác nhận được."


FOREIGN_SQUARE = "Mã QR trong ảnh không phải mã xác thực của hệ thống. Không xác nhận được văn bản này."
NO_SQUARE = (
    "Không đọc được mã QR trong ảnh nên chưa xác nhận được. Đề nghị chụp lại thẳng, đủ sáng, thấy trọn mã QR, "
    "hoặc nhập mã xác thực in cạnh mã QR."
)
ALTERED_BUT_WHICH = (
    "Tệp này mang chứng thư của hệ thống nhưng không giống văn bản nào đã phát hành: nội dung hoặc chữ ký đã bị sửa. "
    "Không dùng tệp này."
)
STORED_BUT_BROKEN = (
    "Tệp giống bản lưu nhưng chữ ký trong tệp không qua được kiểm tra. "
    "Không dùng tệp này; đề nghị báo quản trị kỹ thuật."
)
NOT_OURS = "Hệ thống không phát hành tệp này, hoặc tệp là bản quét, in lại mà không thấy mã QR. Không xác nhận được."
TOO_LARGE = "Tệp lớn hơn 20 MB nên không kiểm tra được. Văn bản do hệ thống phát hành không lớn như vậy."
EMPTY = "Tệp trống, không có gì để kiểm tra."
BUSY = "Hệ thống đang kiểm tra nhiều tệp khác. Đề nghị thử lại sau ít phút. Chưa xác nhận được tệp này."
NOT_CHECKED = "Không kiểm tra được tệp này, nên không xác nhận được."


def no_such_code(code: str) -> str:
    return f"Tệp ghi mã xác thực {_spaced(code)} nhưng hệ thống không có mã này. Không xác nhận được."


def _since(fact: StoredFact) -> str:
    return f" ngày {short_date(fact.status_at.astimezone(LOCAL_TIME))}" if fact.status_at else ""


def _because(fact: StoredFact) -> str:
    return f" Lý do: {fact.status_reason.rstrip('. ')}." if fact.status_reason else ""


def _spaced(code: str) -> str:
    return " ".join(code[i : i + 4] for i in range(0, len(code), 4))


def _iso(moment: datetime | None) -> str | None:
    return moment.astimezone(LOCAL_TIME).isoformat(timespec="seconds") if moment else None


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


__all__ = [
    "ALTERED",
    "PICTURE",
    "REPLACED",
    "REVOKED",
    "SEAL_LEVEL",
    "UNKNOWN",
    "VALID",
    "SignatureVerdict",
    "Verdict",
    "about",
]

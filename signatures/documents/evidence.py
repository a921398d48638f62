"""The evidence record of a signature: who, what, how, when; canonical JSON and its hash.

The hash goes into the audit chain, so a record changed later no longer fits its event. The annex prints the records.
docs/security.md: Evidence record.
"""

import datetime
import hashlib
import platform
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import Any
from zoneinfo import ZoneInfo

from law.queries import wording_on
from libraries.pades.timestamp import Timestamp
from libraries.printing.paper import Block, Column, Paper, Paragraph, Table
from libraries.web import clock
from libraries.web.formats import document_date, local_date, padded, short_datetime
from records import audit
from records.printed_heads import head_words
from signatures.models import AcceptedSignature, Signature, SigningIntent, SigningRequest
from units.codes import FACTOR_WORDS

LOCAL_TIME = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass(frozen=True)
class Circumstances:
    """From where somebody signed. `login_sha256`: hash of the login's key, so that the key itself is kept nowhere."""

    ip: str | None = None
    browser: str = ""
    login_sha256: str = ""


def sha256_of_text(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def evidence_record(
    intent: SigningIntent,
    *,
    accepted: AcceptedSignature,
    certificate: tuple[str, str],
    base: tuple[int, str],
    result: tuple[int, str],
    unit_name: str,
    timestamp: Timestamp | None = None,
) -> dict[str, Any]:
    """Plain values only. certificate: (SHA-256, serial); base and result: (revision, SHA-256) of the file.

    timestamp: of the signature, where an authority gave one.
    """
    request, party, at = intent.request, intent.party, accepted.accepted_at
    circumstances = Circumstances(**accepted.circumstances)
    return {
        "intent": str(intent.pk),
        "intent_at": intent.created_at.isoformat(),
        "user_id": intent.user_id,
        "username": intent.user.username,
        "full_name": intent.user.full_name,
        "capacity": intent.capacity,
        "authority": accepted.authority,
        "standing": accepted.standing,
        "party": party.pk,
        "meaning": party.meaning,
        "unit_id": party.unit_id,
        "unit": unit_name,
        "level": Signature.Level.L1.value,
        "level_words": wording_on(local_date(at)).signature_kind,
        "statement": intent.statement_text,
        "statement_sha256": intent.statement_sha256,
        "document": request.title,
        "document_code": request.code or request.document.code,
        "content_sha256": request.content_sha256,
        "page_count": request.page_count,
        "read_revision": intent.base_revision,
        "read_sha256": intent.base_sha256,
        "base_revision": base[0],
        "base_sha256": base[1],
        "result_revision": result[0],
        "result_sha256": result[1],
        "certificate_sha256": certificate[0],
        "certificate_serial": certificate[1],
        # How far the log was when this was written: whoever rewrites it contradicts every signature.
        "log": head_words(audit.chain_of(request)),
        "factors": accepted.factors,
        "ip": circumstances.ip or "",
        "browser": circumstances.browser[:300],
        "login_sha256": circumstances.login_sha256,
        "link_sha256": intent.link.token_hash if intent.link else "",
        # Empty for a signature that no authority stamped: said, not left out (docs/security.md: Levels of signature).
        "timestamp_token_sha256": timestamp.token_sha256 if timestamp else "",
        "timestamp_authority": timestamp.called if timestamp else "",
        "signed_at_utc": at.astimezone(ZoneInfo("UTC")).isoformat(),
        "signed_at_local": at.astimezone(LOCAL_TIME).isoformat(),
        "software": _software(),
    }


def sha256_of_evidence(evidence: dict[str, Any]) -> str:
    return hashlib.sha256(audit.canonical(evidence).encode()).hexdigest()


@cache
def _software() -> dict[str, str]:
    return {"python": platform.python_version()} | {name: version(name) for name in ("django", "pyhanko", "weasyprint")}


# --- The annex -------------------------------------------------------------------------------------------------------


def evidence_paper(request: SigningRequest, signatures: list[Signature]) -> Paper:
    """The annex of these signatures (phụ lục thông tin ký), with the hashes to compare with the audit log."""
    return Paper(
        superior=request.bloc.superior_on(clock.today()),
        issuer=request.bloc.name_on(clock.today()).upper(),
        place=request.bloc.place_on(clock.today()),
        date=clock.today(),
        kind="Phụ lục thông tin ký",
        subject=f"Các chữ ký trên {request.title}",
        body=tuple(_body(request, signatures)),
        sample=request.is_sample,
        title_for_reader=f"Phụ lục thông tin ký – {request.title}",
    )


def _body(request: SigningRequest, signatures: list[Signature]) -> Iterable[Block]:
    yield Paragraph(
        f"Phụ lục này nêu thông tin của {padded(len(signatures))} chữ ký do hệ thống lưu lúc ký. "
        f"Đây là {wording_on(local_date(max(row.signed_at for row in signatures))).signature_notice}."
    )
    yield Paragraph(
        "Chứng thư do hệ thống tự cấp, dùng để kiểm tra tệp không bị sửa. Mã kiểm tra toàn vẹn (SHA-256) của từng mục "
        "thông tin ký được lưu trong Nhật ký của Khối. Nếu thông tin bị sửa, mã này không còn khớp."
    )
    yield _named_values(
        ("Văn bản", request.title),
        ("Mã xác thực", _spaced(request.code or request.document.code or "")),
        ("Mã kiểm tra toàn vẹn của nội dung đã khóa", _broken(request.content_sha256)),
        ("Thời gian trình ký", short_datetime(request.opened_at)),
        ("Hạn ký", short_datetime(request.sign_by)),
        ("Thời gian đủ chữ ký", short_datetime(request.completed_at) or "Chưa đủ chữ ký"),
        ("Số trang", str(request.page_count)),
    )
    for place, signature in enumerate(signatures, start=1):
        record = signature.evidence
        yield Paragraph(f"{place}. {record['unit']}", bold=True, keep_with_next=True)
        factors = record["factors"]
        yield _named_values(
            ("Mã giao dịch", signature.reference),
            ("Người ký", f"{record['full_name']} ({record['username']})"),
            ("Tư cách ký", record["capacity"] + (f" – {record['authority']}" if record["authority"] else "")),
            ("Thẩm quyền ký", _standing(record["standing"])),
            ("Lời xác nhận", record["statement"]),
            ("Thời gian ký", f"{signature.signed_at.astimezone(LOCAL_TIME):%d/%m/%Y %H:%M:%S} +07:00"),
            ("Dấu thời gian", _stamped_by(record.get("timestamp_authority", ""))),
            (
                "Cách xác nhận",
                f"Mật khẩu lúc {_clock(factors['password_at'])}; "
                f"{FACTOR_WORDS.get(factors['code_kind'], 'mã OTP')} lúc {_clock(factors['code_at'])}",
            ),
            ("Bản đã đọc", f"bản {record['read_revision']}: {_broken(record['read_sha256'])}"),
            ("Bản trước khi ký", f"bản {record['base_revision']}: {_broken(record['base_sha256'])}"),
            ("Bản sau khi ký", f"bản {record['result_revision']}: {_broken(record['result_sha256'])}"),
            ("Nhật ký khi lưu chữ ký", record["log"]),
            ("Mã kiểm tra toàn vẹn của chứng thư", _broken(record["certificate_sha256"])),
            ("Địa chỉ mạng", record["ip"] or "Không ghi nhận"),
            ("Trình duyệt", record["browser"] or "Không ghi nhận"),
            ("Mã kiểm tra toàn vẹn của thông tin ký", _broken(signature.evidence_sha256)),
        )
    yield Paragraph(
        f"Phụ lục được in từ hệ thống {document_date(clock.today())}, không thay thế văn bản đã ký.", italic=True
    )


def _stamped_by(authority: str) -> str:
    return f"{authority} cấp" if authority else "Chưa có; thời gian ký theo đồng hồ của hệ thống"


def _standing(standing: dict[str, str]) -> str:
    """Who wrote it down and who confirmed it."""
    if standing["confirmed_by"]:
        return f"{standing['prepared_by']} lập, {standing['confirmed_by']} xác nhận"
    return f"{standing['prepared_by']} ủy quyền" if standing["prepared_by"] else "Ghi nhận khi thiết lập hệ thống"


def _named_values(*rows: tuple[str, str]) -> Table:
    return Table((Column("Nội dung", 1.5), Column("Thông tin", 4)), rows)


def _clock(moment: str) -> str:
    return f"{datetime.datetime.fromisoformat(moment).astimezone(LOCAL_TIME):%H:%M:%S}" if moment else "–"


def _broken(sha256: str) -> str:
    """In groups of 16, so that the cell can break it."""
    return " ".join(sha256[i : i + 16] for i in range(0, len(sha256), 16))


def _spaced(code: str) -> str:
    return " ".join(code[i : i + 4] for i in range(0, len(code), 4))

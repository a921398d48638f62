"""A pledge that nine people have signed, made once a test run, and a ledger in memory that knows it."""

import atexit
import hashlib
import tempfile
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path

from libraries.pades import SignatureField, Signer, seal, sign, stamp_html, stamp_lines
from libraries.pades.keys import KeyStore
from libraries.pades.verification import ExpectedSignature, StoredFact
from libraries.printing.pdf import render_html

HAI_PHONG = timezone(timedelta(hours=7))
CONFERENCE = datetime(2020, 7, 2, 9, 42, 10, tzinfo=HAI_PHONG)
REASON = "Đã đọc toàn văn và đồng ý ký giao ước thi đua năm 2020"
CODE = "ABCDEFGHIJKLMNOP2345"
WIDTH_MM, HEIGHT_MM = 72, 28
POINT = 72 / 25.4

PEOPLE = [
    Signer(1, "Hà Quang Thắng", "Phó Giám đốc, Chủ tịch Công đoàn", "Cảng vụ Hàng hải Hải Phòng"),
    Signer(2, "Nguyễn Văn Bình", "Giám đốc", "Cảng vụ Đường thủy nội địa Khu vực I"),
    Signer(3, "Trần Thị Hòa", "Chi cục trưởng", "Chi cục Hàng hải Việt Nam tại Hải Phòng"),
    Signer(4, "Lê Hữu Nghĩa", "Tổng giám đốc", "Tổng công ty Bảo đảm an toàn hàng hải miền Bắc"),
    Signer(5, "Phạm Đình Tuấn", "Giám đốc", "Công ty TNHH MTV Thông tin điện tử hàng hải Việt Nam"),
    Signer(6, "Đỗ Thị Mai", "Giám đốc", "Công ty TNHH MTV Hoa tiêu hàng hải Khu vực II"),
    Signer(7, "Bùi Minh Đức", "Chi cục trưởng", "Chi cục Đường thủy nội địa phía Bắc"),
    Signer(8, "Vũ Ngọc Lan", "Giám đốc", "Trung tâm Phối hợp tìm kiếm cứu nạn hàng hải Khu vực I"),
    Signer(9, "Ngô Thanh Tùng", "Giám đốc", "Ban Quản lý dự án Hàng hải II"),
]
FIELDS = [
    SignatureField(
        f"unit-{place}",
        f"Chữ ký của {person.unit}",
        -1,
        (
            60 + place % 2 * 240,
            700 - place // 2 * 110,
            60 + place % 2 * 240 + WIDTH_MM * POINT,
            700 - place // 2 * 110 + HEIGHT_MM * POINT,
        ),
    )
    for place, person in enumerate(PEOPLE, start=1)
]


@cache
def keys() -> KeyStore:
    folder = tempfile.TemporaryDirectory(prefix="ktd-test-keys-")
    atexit.register(folder.cleanup)
    return KeyStore(Path(folder.name) / "keys", "a passphrase for tests")


@cache
def printed(heading: str, code: str = "") -> bytes:
    keywords = f'<meta name="keywords" content="ktd:{code}">' if code else ""
    return render_html(
        f"<html lang=vi><head><title>{heading}</title>{keywords}</head><body style='font-family: KTDSerif'>"
        f"<h1>{heading}</h1>{'<p>Hoàn thành vượt mức các chỉ tiêu thi đua đã đăng ký.</p>' * 40}"
        "<h2 style='break-before: page'>ĐẠI DIỆN CÁC ĐƠN VỊ KÝ</h2></body></html>"
    )


@cache
def stamp(place: int) -> bytes:
    when = CONFERENCE + timedelta(minutes=place)
    return render_html(stamp_html(stamp_lines(PEOPLE[place - 1], when), WIDTH_MM, HEIGHT_MM))


@dataclass(frozen=True)
class SignedPledge:
    """`revisions[n]` is the file with n signatures of people; the last is the head."""

    revisions: tuple[bytes, ...]
    expected: tuple[ExpectedSignature, ...]

    @property
    def head(self) -> bytes:
        return self.revisions[-1]


def signed_by_all(source: bytes, store: KeyStore, people=PEOPLE) -> SignedPledge:
    revisions, expected = [seal(source, reason="Phát hành", at=CONFERENCE, fields=FIELDS, keys=store)], []
    for place, person in enumerate(people, start=1):
        at = CONFERENCE + timedelta(minutes=place)
        done = sign(
            revisions[-1],
            field=f"unit-{place}",
            signer=person,
            reason=REASON,
            at=at,
            stamp_pdf=stamp(place),
            keys=store,
        )
        revisions.append(done.pdf)
        expected.append(
            ExpectedSignature(f"unit-{place}", done.certificate_sha256, person.full_name, person.unit, "L1", at)
        )
    return SignedPledge(tuple(revisions), tuple(expected))


@cache
def pledge() -> SignedPledge:
    return signed_by_all(printed("GIAO ƯỚC THI ĐUA NĂM 2020", CODE), keys())


@dataclass
class MemoryLedger:
    """What the rooms keep in tables, in two dictionaries."""

    files: dict[str, StoredFact] = field(default_factory=dict)
    codes: dict[str, StoredFact] = field(default_factory=dict)

    def keep(self, *revisions: bytes, code: str, expected=(), **about) -> StoredFact:
        head = revisions[-1]
        fact = StoredFact(
            **{
                "code": code,
                "kind": "pledge",
                "title": "Giao ước thi đua năm 2020",
                "number": "05/GƯ-KTĐ",
                "status": "valid",
                "head_sha256": hashlib.sha256(head).hexdigest(),
                "is_head": True,
                "read_head": lambda: head,
                "expected_signatures": expected,
                **about,
            }
        )
        for revision in revisions[:-1]:
            self.files[hashlib.sha256(revision).hexdigest()] = replace(fact, is_head=False)
        self.files[fact.head_sha256] = self.codes[code] = fact
        return fact

    def by_sha256(self, sha256: str) -> StoredFact | None:
        return self.files.get(sha256)

    def by_code(self, code: str) -> StoredFact | None:
        return self.codes.get(code)


def ledger_of_pledge() -> MemoryLedger:
    ledger = MemoryLedger()
    ledger.keep(*pledge().revisions, code=CODE, expected=pledge().expected)
    return ledger

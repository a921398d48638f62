"""Anchors of the audit chains (mốc nhật ký): once a day how far each chain was, signed, stamped and copied elsewhere.

Whoever owns the database can rewrite a chain whole, so that it fits together again. An anchor says from outside of the
database what the last event of each chain was: a file in the data folder, signed with the seal, naming the anchor
before it, with the time stamp of an authority (TSA_URL), copied to another disk or machine (ANCHOR_FOLDER), open to
everybody at /xac-minh/moc-nhat-ky/. What was changed before the oldest copy that somebody else keeps is found.
"""

import base64
import datetime
import hashlib
import json
import logging
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings
from django.db.models import Max

from libraries.pades.keys import installed_keys
from libraries.pades.timestamp import (
    NoTimestamp,
    Timestamp,
    ask_timestamp,
    check_timestamp,
    installed_authority,
    trusted_authorities,
)
from libraries.web import clock
from records import audit
from records.models import AuditEvent

logger = logging.getLogger(__name__)

FOLDER = "anchors"
NAME = re.compile(r"moc-(\d{6})-(\d{8})\.json")
EVERY = datetime.timedelta(hours=24)


class AnchorBroken(Exception):
    """The sentence: this file is no anchor of this installation, or was changed."""


@dataclass(frozen=True)
class Anchor:
    """`heads`: chain → (number, hash) of its last event; `previous`: SHA-256 of the file of the anchor before."""

    number: int
    at: datetime.datetime
    heads: Mapping[str, tuple[int, str]]
    previous: str
    sha256: str
    name: str
    stamp: bytes
    signed: bytes

    @property
    def events(self) -> int:
        return sum(seq for seq, _ in self.heads.values())

    def timestamp(self) -> Timestamp | None:
        """What the authority said; None without one. Raises NoTimestamp when the token is of something else."""
        return check_timestamp(self.stamp, self.signed, trusted_authorities()) if self.stamp else None


@dataclass(frozen=True)
class Contradiction:
    """What the database says against an anchor, or an anchor against another: which file, which chain, the sentence."""

    anchor: str
    chain: str
    sentence: str


def own_folder() -> Path:
    return Path(settings.DATA_FOLDER) / FOLDER


# --- making ---
def anchor_due(*, stamper: Any = None, now: bool = False) -> Anchor | None:
    """A new anchor when the newest is a day old (or `now`) and something happened since; for one worker at a time."""
    known = read_anchors(own_folder())
    last = known[-1] if known else None
    if last is not None and not now and clock.now() - last.at < EVERY:
        return None
    heads = current_heads()
    if not heads or (last is not None and heads == last.heads):
        return None
    return make_anchor(heads, last, stamper=stamper)


def current_heads() -> dict[str, tuple[int, str]]:
    newest = AuditEvent.objects.order_by().values("chain").annotate(last=Max("seq")).values_list("chain", "last")
    return {
        chain: (last, AuditEvent.objects.get(chain=chain, seq=last).hash) for chain, last in newest.order_by("chain")
    }


def make_anchor(heads: Mapping[str, tuple[int, str]], last: Anchor | None, *, stamper: Any = None) -> Anchor:
    """Writes it, and its copy where ANCHOR_FOLDER says. A copy or a stamp that cannot be had is logged, not fatal."""
    number, moment = (last.number + 1 if last else 1), clock.now().astimezone(datetime.UTC)
    content = audit.canonical({
        "number": number, "at": moment.isoformat(timespec="seconds"), "installation": settings.PUBLIC_ADDRESS,
        "previous": last.sha256 if last else audit.FIRST, "heads": {name: list(head) for name, head in heads.items()},
    })  # fmt: skip
    seal = installed_keys().seal
    signed = content.encode()
    file = {
        "content": content,
        "signature": base64.b64encode(seal.key.sign(signed, padding.PKCS1v15(), hashes.SHA256())).decode(),
        "certificate": seal.certificate.public_bytes(Encoding.PEM).decode(),
        "timestamp": base64.b64encode(_stamp(signed, stamper or installed_authority(moment))).decode(),
    }
    name = f"moc-{number:06}-{moment:%Y%m%d}.json"
    written = json.dumps(file, indent=1).encode()
    _write_once(own_folder() / name, written)
    if settings.ANCHOR_FOLDER:
        try:
            _write_once(Path(settings.ANCHOR_FOLDER) / name, written)
        except OSError:
            logger.exception("anchor %s was not copied to %s", name, settings.ANCHOR_FOLDER)
    return read_anchor(own_folder() / name)


def _stamp(content: bytes, authority: Any) -> bytes:
    if not authority:
        return b""
    try:
        return ask_timestamp(content, authority)
    except NoTimestamp:
        logger.exception("no time stamp for the anchor")
        return b""


def _write_once(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o755)
    scratch = path.with_name(f".{path.name}.new")
    scratch.unlink(missing_ok=True)
    with open(os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o444), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    scratch.replace(path)


# --- reading ---
def read_anchors(folder: Path) -> list[Anchor]:
    """Those of a folder, oldest first. Raises AnchorBroken."""
    if not folder.is_dir():
        return []
    return [read_anchor(path) for path in sorted(folder.iterdir()) if NAME.fullmatch(path.name)]


def read_anchor(path: Path) -> Anchor:
    """Raises AnchorBroken unless the seal of this installation signed exactly this."""
    written = path.read_bytes()
    try:
        file = json.loads(written)
        signed, said = file["content"].encode(), json.loads(file["content"])
        certificate = x509.load_pem_x509_certificate(file["certificate"].encode())
        certificate.verify_directly_issued_by(installed_keys().root_certificate)
        key = certificate.public_key()
        if not isinstance(key, rsa.RSAPublicKey):
            raise ValueError("not an RSA key")
        key.verify(base64.b64decode(file["signature"]), signed, padding.PKCS1v15(), hashes.SHA256())
        return Anchor(
            number=said["number"], at=datetime.datetime.fromisoformat(said["at"]), previous=said["previous"],
            heads={name: (seq, event) for name, (seq, event) in said["heads"].items()}, name=path.name,
            sha256=hashlib.sha256(signed).hexdigest(), stamp=base64.b64decode(file["timestamp"]), signed=signed,
        )  # fmt: skip
    except (ValueError, KeyError, TypeError, InvalidSignature):
        raise AnchorBroken(f"Tệp mốc {path} không do hệ thống này ký, hoặc đã bị sửa.") from None


# --- comparing ---
def contradictions(folders: Iterable[Path]) -> Iterator[Contradiction]:
    """Everything that the anchors of these folders and the database do not say alike. Raises AnchorBroken."""
    kept = [read_anchors(folder) for folder in folders]
    yield from _missing_files(kept)
    for anchor in sorted({one.sha256: one for anchors in kept for one in anchors}.values(), key=lambda one: one.number):
        try:
            anchor.timestamp()
        except NoTimestamp as problem:
            yield Contradiction(anchor.name, "", f"Dấu thời gian không đúng ({problem}).")
        for chain, (seq, event) in anchor.heads.items():
            if sentence := against(chain, seq, event):
                yield Contradiction(anchor.name, chain, sentence)


def against(chain: str, seq: int, event: str) -> str:
    """What the database says against such an event of a chain; empty when it has just this one."""
    found = AuditEvent.objects.filter(chain=chain, seq=seq).values_list("hash", flat=True).first()
    if found == event:
        return ""
    if found is not None:
        return f"Dòng số {seq} không còn là dòng đã ghi mốc: chuỗi đã bị viết lại."
    last = AuditEvent.objects.filter(chain=chain).aggregate(last=Max("seq"))["last"]
    if last is None:
        return f"Cả chuỗi đã mất: mốc ghi {seq} dòng."
    return f"Chuỗi đã bị cắt: mốc ghi đến dòng số {seq}, nay chỉ còn đến dòng số {last}."


def _missing_files(kept: list[list[Anchor]]) -> Iterator[Contradiction]:
    """Each anchor names the one before it; what one folder has and another lacks was taken away there."""
    for anchors in kept:
        previous = audit.FIRST
        for number, anchor in enumerate(anchors, 1):
            if anchor.number != number or anchor.previous != previous:
                yield Contradiction(anchor.name, "", f"Thiếu hoặc thay tệp mốc số {number}.")
                break
            previous = anchor.sha256
    longest = max(kept, key=len, default=[])
    for anchors in kept:
        if anchors and len(anchors) < len(longest):
            lacking = longest[len(anchors)]
            yield Contradiction(lacking.name, "", f"Một thư mục thiếu tệp mốc từ số {lacking.number}.")

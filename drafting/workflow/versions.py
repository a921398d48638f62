"""Versions: the working text frozen as it stands."""

import hashlib
from typing import Any

from django.db import transaction

from drafting.actions import FREEZE
from drafting.models import Text, Version
from drafting.queries import working_content
from drafting.queries.amended import base_of
from drafting.queries.numbering import Piece
from libraries.web import clock
from records import audit
from records.transitions import NotAllowedNow, begin, finish
from units.models import User

NOTHING_AMENDED = "Chưa sửa nội dung nào của văn bản được sửa đổi. Sửa, bổ sung hoặc bãi bỏ ít nhất một phần."


@transaction.atomic
def freeze(text: Text, *, by: User, note: str = "") -> Version:
    """Lưu thành bản dự thảo lần n. NotAllowedNow for an empty text, or one unchanged since the last version."""
    text = begin(FREEZE, text, by=by)
    before = text.versions.order_by("-no").first()
    version = newest_version(text, by=by, note=note)
    if version == before:
        raise NotAllowedNow(f"Nội dung chưa thay đổi so với {before}. Sửa nội dung rồi lưu thành bản mới.")
    return version


def newest_version(text: Text, *, by: User, note: str = "") -> Version:
    """The last version when nothing changed since, else a new one. Call it in an act that begins with the text.

    NotAllowedNow for a text that amends another one and has changed nothing in it.
    """
    content = working_content(text)
    base = base_of(text)
    if base is not None and base.content == content:
        raise NotAllowedNow(NOTHING_AMENDED)
    sha256 = fingerprint(text, content, title=text.title, legal_basis=text.legal_basis)
    last = text.versions.order_by("-no").first()
    if last is not None and last.sha256 == sha256:
        return last
    no = last.no + 1 if last else 1
    return keep_version(text, no, title=text.title, legal_basis=text.legal_basis, content=content, by=by, note=note)


def fingerprint(text: Text, content: list[Piece], *, title: str, legal_basis: str, no: int = 1) -> str:
    """Of all that a version holds; number 0 is what is amended, with no provisions of the amendment."""
    whole: dict[str, Any] = {"title": title, "legal_basis": legal_basis, "content": content}
    if text.amends and no:
        whole["own_provisions"] = text.own_provisions
    return hashlib.sha256(audit.canonical(whole).encode()).hexdigest()


def keep_version(
    text: Text, no: int, *, title: str, legal_basis: str, content: list[Piece], by: User, note: str = ""
) -> Version:
    """The content frozen under this number."""
    sha256 = fingerprint(text, content, title=title, legal_basis=legal_basis, no=no)
    version = Version.objects.create(
        text=text,
        no=no,
        title=title,
        legal_basis=legal_basis,
        own_provisions=text.own_provisions if no else "",
        content=content,
        sha256=sha256,
        note=note,
        created_at=clock.now(),
        created_by=by,
    )
    finish(FREEZE, text, by=by, data={"no": version.no, "sha256": sha256})
    return version

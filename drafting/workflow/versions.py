"""Versions: the working text frozen as it stands."""

import hashlib

from django.db import transaction

from drafting.actions import FREEZE
from drafting.models import Text, Version
from drafting.queries import working_content
from libraries.web import clock
from records import audit
from records.transitions import NotAllowedNow, begin, finish
from units.models import User


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
    """The last version when nothing changed since, else a new one. Call it in an act that begins with the text."""
    content = working_content(text)
    whole = {"title": text.title, "legal_basis": text.legal_basis, "content": content}
    sha256 = hashlib.sha256(audit.canonical(whole).encode()).hexdigest()
    last = text.versions.order_by("-no").first()
    if last is not None and last.sha256 == sha256:
        return last
    version = Version.objects.create(
        text=text,
        no=last.no + 1 if last else 1,
        title=text.title,
        legal_basis=text.legal_basis,
        content=content,
        sha256=sha256,
        note=note,
        created_at=clock.now(),
        created_by=by,
    )
    finish(FREEZE, text, by=by, data={"no": version.no, "sha256": sha256})
    return version

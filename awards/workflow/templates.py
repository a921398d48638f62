"""Sheets of paper (mẫu bằng): one on the office's own background, where its words stand, where a printer puts them."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import transaction

from awards.actions import MAKE_TEMPLATE, PLACE_WORDS, SAVE_TEMPLATE
from awards.documents import BACKGROUND, BACKGROUND_PAGE
from awards.documents.template import first_places
from awards.models import AwardKind, CertificateTemplate
from awards.queries.certificates import default_template
from libraries.certificate_art.layouts import Place
from libraries.certificate_art.places import kept_places
from libraries.web.formats import short_date
from records.audit import CITY
from records.documents import store_document
from records.files import sha256_of
from records.revisions import next_revision
from records.transitions import NotAllowedNow, finish
from units.models import City, User

SHEET = ("width_mm", "height_mm")
PRINTED = "Đã cấp bằng theo mẫu này nên {} không đổi được. Thêm mẫu mới để dùng cho các quyết định sau."
TAKEN = "Đã có mẫu {} áp dụng từ ngày {}. Chọn ngày khác."


@dataclass(frozen=True)
class Artwork:
    """The office's background: the file as it came, and the page made of it behind the door for foreign files."""

    content: bytes = field(repr=False)
    filename: str
    mime: str
    page: bytes = field(repr=False)
    width_mm: float
    height_mm: float


@transaction.atomic
def make_template(
    *, by: User, kind: AwardKind, name: str, valid_from: datetime.date, artwork: Artwork
) -> CertificateTemplate:
    """A sheet on the office's own background, for decisions from a day on; words begin where our own sheet has them."""
    kind = AwardKind.objects.select_for_update().get(pk=kind.pk)
    _refuse_taken_day(kind, valid_from)
    like = default_template(kind, valid_from)
    if like is None:
        raise NotAllowedNow(f"Chưa có mẫu bằng cho {kind}.")
    facts: dict[str, Any] = {"chain": CITY, "title": f"{name}: nền", "by": by}
    came = store_document(artwork.content, kind=BACKGROUND.slug, filename=artwork.filename, mime=artwork.mime, **facts)
    page = store_document(artwork.page, kind=BACKGROUND_PAGE.slug, filename="nen-de-in.pdf", **facts)
    template = CertificateTemplate(
        kind=kind,
        name=name,
        valid_from=valid_from,
        width_mm=Decimal(str(artwork.width_mm)),
        height_mm=Decimal(str(artwork.height_mm)),
        texts=like.texts,
        artwork=came,
        artwork_page=page,
        artwork_sha256=sha256_of(artwork.page),
    )
    template.places = kept_places(first_places(template, City.objects.on(valid_from).name))
    template.save(force_insert=True)
    data = {"name": name, "from": valid_from.isoformat(), "file": artwork.filename, "sha256": template.artwork_sha256}
    return finish(MAKE_TEMPLATE, template, by=by, data=data)


def _refuse_taken_day(kind: AwardKind, day: datetime.date, besides: CertificateTemplate | None = None) -> None:
    others = kind.templates.exclude(pk=besides.pk) if besides else kind.templates.all()
    if other := others.filter(valid_from=day).first():
        raise NotAllowedNow(TAKEN.format(f"“{other.name}”", short_date(day)))


@transaction.atomic
def place_words(
    template: CertificateTemplate, *, by: User, revision: int | None, places: Iterable[Place]
) -> CertificateTemplate:
    """Where the lines stand on the office's background (vị trí chữ trên nền); a line without a place is not printed.

    `revision` is what the editor had read; EditConflict when somebody saved in between. NotAllowedNow once a
    certificate was issued on it.
    """
    template = CertificateTemplate.objects.select_for_update(of=("self",)).get(pk=template.pk)
    template.revision = next_revision(template, revision)
    wanted = kept_places(places)
    if not template.artwork_sha256:
        raise NotAllowedNow("Mẫu này dùng nền của hệ thống; chữ đã có vị trí sẵn.")
    if wanted != template.places and template.certificates.exists():
        raise NotAllowedNow(PRINTED.format("vị trí chữ"))
    before, template.places = template.places, wanted
    template.save(update_fields=["places", "revision"])
    return finish(PLACE_WORDS, template, by=by, data={"before": before, "after": wanted})


@transaction.atomic
def save_template(
    template: CertificateTemplate, *, by: User, revision: int | None, **changes: Any
) -> CertificateTemplate:
    """Save the sheet (sửa mẫu bằng): name, valid_from, width_mm, height_mm, overprint_x_mm, overprint_y_mm,
    overprint_scale.

    `revision` is what the editor had read; EditConflict when somebody saved in between. NotAllowedNow for another size
    once a certificate was issued on it, or on a background.
    """
    template = CertificateTemplate.objects.select_for_update(of=("self",)).get(pk=template.pk)
    template.revision = next_revision(template, revision)
    if any(name in changes and getattr(template, name) != changes[name] for name in SHEET):
        if template.artwork_sha256:
            raise NotAllowedNow("Khổ giấy của mẫu này là khổ của tệp nền. Thêm mẫu mới nếu dùng khổ khác.")
        if template.certificates.exists():
            raise NotAllowedNow(PRINTED.format("khổ giấy"))
    if day := changes.get("valid_from"):
        _refuse_taken_day(template.kind, day, template)
    before = {name: str(getattr(template, name)) for name in changes}
    for name, value in changes.items():
        setattr(template, name, value)
    template.save(update_fields=[*changes, "revision"])
    after = {name: str(value) for name, value in changes.items()}
    return finish(SAVE_TEMPLATE, template, by=by, data={"before": before, "after": after})

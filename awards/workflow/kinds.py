"""Kinds of award and the law they are proposed under: a new period begins where the last one ends and rewrites none."""

import datetime
from typing import Any

from django.db import transaction

from awards.actions import BEGIN_TERMS, EDIT_KIND, MAKE_KIND
from awards.models import AwardKind, AwardTerms, Nomination
from awards.starting_data import add_default_template
from libraries.text import file_stem, likeness
from libraries.web.formats import short_date
from records.transitions import NotAllowedNow, finish
from units.models import User

# Addresses beside those of the kinds.
NOT_A_SLUG = {"them"}
EDITABLE = ("name", "short_name", "display_order")


@transaction.atomic
def make_kind(*, by: User, sheet: str, name: str, short_name: str, **facts: Any) -> AwardKind:
    """A kind with its sheet of paper; it is nominated for once it has terms (begin_terms).

    sheet: the kind whose sheet it begins with. facts: form, for_collective, series, display_order.
    """
    same = next((row for row in AwardKind.objects.all() if likeness(row.name) == likeness(name)), None)
    if same is not None:
        raise NotAllowedNow(f"Đã có danh hiệu, hình thức tên “{same.name}”. Nhập tên phân biệt được hai loại.")
    if AwardKind.objects.filter(series=facts["series"]).exists():
        raise NotAllowedNow(f"Ký hiệu sổ {facts['series']} đã được sử dụng. Nhập ký hiệu khác.")
    kind = AwardKind(slug=_free_slug(short_name), name=name, short_name=short_name, **facts)
    kind.set_keys()
    kind.save(force_insert=True)
    add_default_template(kind, sheet, title=short_name.upper())
    return finish(MAKE_KIND, kind, by=by, data={"name": name, "series": kind.series})


def _free_slug(name: str) -> str:
    stem = file_stem(name, 30) or "danh-hieu"
    taken = set(AwardKind.objects.filter(slug__startswith=stem).values_list("slug", flat=True)) | NOT_A_SLUG
    return next(slug for n in range(1, 1000) if (slug := stem if n == 1 else f"{stem}-{n}") not in taken)


@transaction.atomic
def edit_kind(kind: AwardKind, *, by: User, **changes: Any) -> AwardKind:
    """What it is called from now on; certificates that were issued keep their words."""
    kind = AwardKind.objects.select_for_update().get(pk=kind.pk)
    wanted = {name: value for name, value in changes.items() if name in EDITABLE}
    changed = {name: [getattr(kind, name), value] for name, value in wanted.items() if getattr(kind, name) != value}
    if changed:
        for name, (_, value) in changed.items():
            setattr(kind, name, value)
        kind.set_keys()
        kind.save(update_fields=[*changed, "search_key"])
        finish(EDIT_KIND, kind, by=by, data={"changed": changed})
    return kind


@transaction.atomic
def begin_terms(kind: AwardKind, *, by: User, valid_from: datetime.date, **terms: Any) -> AwardTerms:
    """What the law asks from that day on. The running terms end there and stay for what was submitted under them.

    terms: the columns of AwardTerms. NotAllowedNow for a day on or before one on which a dossier was submitted.
    """
    kind = AwardKind.objects.select_for_update().get(pk=kind.pk)
    last = kind.terms.order_by("valid_from").last()
    if last is not None and valid_from <= last.valid_from:
        raise NotAllowedNow(
            f"Quy định hiện nay có hiệu lực từ ngày {short_date(last.valid_from)}. Chọn ngày sau ngày đó."
        )
    submitted = (
        Nomination.objects.filter(kind=kind, submitted_at__date__gte=valid_from).order_by("-submitted_at").first()
    )
    if submitted is not None:
        raise NotAllowedNow(
            f"Ngày {short_date(submitted.submitted_at)} có hồ sơ đã trình theo quy định hiện nay. Chọn ngày khác."
        )
    if last is not None and (last.valid_to is None or last.valid_to > valid_from):
        last.valid_to = valid_from
        last.save(update_fields=["valid_to"])
    row = AwardTerms.objects.create(kind=kind, valid_from=valid_from, **terms)
    data = {"kind": kind.slug, "from": valid_from.isoformat(), "source": row.legal_source}
    finish(BEGIN_TERMS, row, by=by, data=data)
    return row

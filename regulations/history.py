"""How the words came about: rounds of asking the units, the response table, the kept versions."""

from dataclasses import dataclass

from django.urls import reverse

from drafting.models import ResponseTable, Text
from records.wording import short_date, short_datetime
from regulations.models import Regulation


@dataclass(frozen=True)
class Trace:
    """One line; without a url it is told, not shown."""

    title: str
    lead: str
    url: str = ""


def history(user, regulation: Regulation) -> list[Trace]:
    """Newest first, for people of the bloc; the board reads what was issued, not how it was discussed."""
    if regulation.bloc_id not in user.bloc_ids or not Text.objects.visible_to(user).filter(pk=regulation.text_id):
        return []
    lines = []
    rounds = list(regulation.text.consultations.select_related("on_version").order_by("-pk"))
    tables = {row.consultation_id: row for row in _tables(regulation)}
    for row in rounds:
        end = f"đến {short_datetime(row.ended_at)}"
        page = reverse("drafting:consultation_detail", args=[row.pk])
        lines.append(Trace(f"Lấy ý kiến {row.on_version}", f"Từ {short_datetime(row.opened_at)} {end}", page))
        if table := tables.get(row.pk):
            verify = reverse("records:verdict_detail", args=[table.document.code])
            lines.append(Trace("Bảng tổng hợp tiếp thu, giải trình", f"Ban hành {short_date(table.issued_at)}", verify))
    sent = {row.on_version_id for row in rounds}
    # What was kept but never sent is the secretariat's own.
    keeps = regulation.bloc_id in user.held().secretary_of
    shown = sent | {regulation.text.settled_version_id, regulation.adopted_version_id}
    for version in regulation.text.versions.order_by("-no"):
        if keeps or version.pk in shown:
            mark = ", bản được thông qua" if version.pk == regulation.adopted_version_id else ""
            lines.append(Trace(f"{version}{mark}", f"Lưu {short_datetime(version.created_at)}"))
    return lines


def _tables(regulation):
    """The last one of each round comes last."""
    tables = ResponseTable.objects.filter(consultation__text=regulation.text_id)
    return tables.select_related("document").order_by("pk")

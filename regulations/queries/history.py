"""How the words came about: rounds of asking the units, the response table, the kept versions."""

from dataclasses import dataclass

from django.urls import reverse

from drafting.models import Version
from libraries.web.formats import short_datetime
from regulations.models import Regulation
from units.models import User


@dataclass(frozen=True)
class HistoryLine:
    """One line of the card "Dự thảo và góp ý"."""

    title: str
    lead: str
    url: str


def history(user: User, regulation: Regulation) -> list[HistoryLine]:
    """The vote; rounds, newest first, each with its table; then the versions. Only for people of the bloc.

    The board reads what was issued, not how it was discussed.
    """
    if regulation.bloc_id not in user.bloc_ids:
        return []
    lines = []
    if ballot := regulation.ballot:
        page = reverse("ballots:ballot_detail", args=[ballot.pk])
        lines.append(
            HistoryLine(f"Biểu quyết: {ballot.question}", f"Kết thúc lúc {short_datetime(ballot.closed_at)}", page)
        )
    for row in regulation.text.consultations.select_related("on_version").order_by("-pk"):
        when = f"Từ {short_datetime(row.opened_at)} đến {short_datetime(row.ended_at)}"
        lines.append(HistoryLine(f"Lấy ý kiến {row.on_version}", when, _page("consultation_detail", row.pk)))
        if not row.is_open:
            table = HistoryLine(
                "Bảng tổng hợp ý kiến, tiếp thu, giải trình", str(row.on_version), _page("response_table", row.pk)
            )
            lines.append(table)
    versions = Version.objects.visible_to(user).filter(text=regulation.text_id).defer("content").order_by("-no")
    for version in versions:
        mark = " (bản được thông qua)" if version.pk == regulation.adopted_version_id else ""
        page = _page("version_detail", regulation.text_id, version.no)
        lines.append(HistoryLine(f"{version}{mark}", f"Lưu lúc {short_datetime(version.created_at)}", page))
    return lines


def _page(name: str, *args: int) -> str:
    return reverse(f"drafting:{name}", args=args)

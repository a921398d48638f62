"""The bloc's regulation as other papers of the bloc cite it."""

import datetime

from django.db.models import Q

from libraries.web.formats import document_date
from regulations.models import Regulation
from units.models import Bloc


def basis_of(bloc: Bloc, on: datetime.date) -> str:
    """ "Căn cứ Quy chế … số 01/QC-KTĐ ngày …" of the regulation in force on that day; of one that was adopted by then
    and waits for its number, the day of the adoption; empty without any.
    """
    rows = Regulation.objects.filter(bloc=bloc).whole()
    issued = rows.filter(Q(superseded_at=None) | Q(superseded_at__date__gt=on), effective_from__lte=on)
    if row := issued.order_by("-effective_from", "-pk").first():
        cited = f"Căn cứ {row.title} (số {row.number_text} {document_date(row.signed_on)})"
        amending = Regulation.objects.in_force_on(on).filter(amends=row).order_by("effective_from", "pk")
        numbers = [f"Quy chế số {one.number_text} {document_date(one.signed_on)}" for one in amending]
        return f"{cited}, được sửa đổi, bổ sung theo {'; '.join(numbers)}" if numbers else cited
    adopted = rows.filter(adopted_at__date__lte=on, state=Regulation.State.ADOPTED)
    if row := adopted.select_related("ballot__held_at__agenda_item__conference").order_by("-adopted_at").first():
        held = document_date(row.ballot.held_at.conference.starts_at) if row.ballot else document_date(row.adopted_at)
        return f"Căn cứ {row.title} được Hội nghị thông qua {held}"
    return ""

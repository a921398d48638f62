"""What is still missing, in sentences: before a conference can be closed, and before its minutes can be issued."""

from conferences.models import Conference
from libraries.web.formats import padded


def before_closing(conference: Conference) -> list[str]:
    """Facts that are fixed when the conference is closed."""
    gaps = []
    if not conference.chair_name:
        gaps.append("Ghi người chủ trì hội nghị.")
    if not conference.secretary_name:
        gaps.append("Ghi thư ký hội nghị.")
    members, recorded = conference.emulation_year.seats.count(), conference.attendances.count()
    if recorded < members:
        gaps.append(f"Điểm danh {padded(members - recorded)} đơn vị còn lại.")
    return gaps


def before_minutes(conference: Conference) -> list[str]:
    """All of that, and what happened at each item."""
    agenda = conference.agenda.prefetch_related("ballots")
    bare = [str(item.position) for item in agenda if not item.note and not item.ballots.all()]
    return before_closing(conference) + ([f"Ghi diễn biến của nội dung {', '.join(bare)}."] if bare else [])

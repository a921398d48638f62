"""/quy-che/…/hop/: the text on the wall of a conference, Điều by Điều, with what is still open about each."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from drafting.models import Text
from drafting.queries.answering import working_index
from drafting.queries.editor import EditorPart, editor_of
from records.access import check_permission, has_permission
from regulations.queries.meeting import Meeting, meeting_of
from regulations.views.regulation import visible_regulation
from units.requests import LoggedInRequest

EDITS = "1"


@require_safe
def meeting_detail(request: LoggedInRequest, pk: int) -> HttpResponse:
    """?dieu=key: the part on the wall; ?sua=1: with the boxes in which it is written anew before everybody's eyes."""
    regulation = visible_regulation(request, pk)
    check_permission(request.user, "regulations.read_in_meeting", regulation)
    text = regulation.text
    meeting = meeting_of(regulation, request.GET.get("dieu", ""))
    may_edit = (
        meeting is not None and meeting.here.node is not None and has_permission(request.user, "drafting.edit", text)
    )
    edits = may_edit and request.GET.get("sua") == EDITS
    page = {
        "regulation": regulation,
        "text": text,
        "meeting": meeting,
        "may_edit": may_edit,
        "may_answer": has_permission(request.user, "drafting.answer_comment", text),
        "edits": edits,
        "boxes": _boxes(text, meeting) if edits and meeting else [],
    }
    return render(request, "regulations/meeting_detail.html", page)


def _boxes(text: Text, meeting: Meeting) -> list[EditorPart]:
    """The parts of the editor that stand in what is on the wall."""
    node = meeting.here.node
    if node is None:
        return []
    inside = {row.key for row in working_index(text).subtree(node.key)}
    shown = editor_of(text, text.nodes.values_list("pk", flat=True).get(key=node.key))
    return [part for part in shown.parts if part.numbered.key in inside]

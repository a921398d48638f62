"""/du-thao/…/thiet-lap/: which part of a text lays down which setting of the bloc."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from drafting import workflow
from drafting.forms.binding import BoundPartsForm
from drafting.queries.numbering import frozen, numbered
from drafting.queries.version_index import VersionIndex, WorkingText
from drafting.views.text import visible_text
from records.access import check_permission
from records.submission import idempotent_post, posted, status_of, submit
from units.requests import LoggedInRequest


@idempotent_post
def text_settings(request: LoggedInRequest, pk: int) -> HttpResponse:
    text = visible_text(request, pk)
    check_permission(request.user, "drafting.bind_parts", text)
    nodes = numbered(text.nodes.counted())
    form = BoundPartsForm(
        posted(request),
        index=VersionIndex(WorkingText(frozen(nodes))),
        keys={node.key: node.node.pk for node in nodes},
        bound=dict(text.bound_parts.values_list("setting", "node")),
        bloc=text.bloc,
    )
    if submit(form, lambda typed: workflow.bind_parts(text, by=request.user, parts=form.parts)):
        messages.success(request, "Đã lưu các phần gắn với thiết lập của Khối.")
        return redirect("drafting:text_check", pk=pk)
    return render(request, "drafting/text_settings.html", {"text": text, "form": form}, status=status_of(form))

"""/du-thao/…/tim-thay-the/: words found in a text, replaced where somebody chose, put back with a click."""

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from drafting import workflow
from drafting.forms.replacing import FindForm, ReplaceForm, read_choices
from drafting.models import Node, Text
from drafting.queries.replacing import Found
from drafting.views.text import visible_text
from libraries.web.formats import vn_number
from records.access import check_permission
from records.submission import idempotent_post, post_action, posted, status_of, submit
from records.transitions import NotAllowedNow
from units.requests import LoggedInRequest

# Parts whose undoing fits into an address.
MOST_UNDONE = 150


@idempotent_post
def text_replace(request: LoggedInRequest, pk: int) -> HttpResponse:
    """?tim=&thay=&hoa= shows what would change, POST changes what was chosen; ?da= offers to take it back."""
    text = visible_text(request, pk)
    check_permission(request.user, "drafting.edit", text)
    typed = request.POST if request.method == "POST" else request.GET
    asked = FindForm(typed if "tim" in typed else None)
    found = _found(text, asked)
    form = ReplaceForm(posted(request), found=found)
    if nodes := submit(form, lambda _: _replace(request, text, form)):
        count = vn_number(len(nodes))
        messages.success(request, f"Đã thay “{form.cleaned_data['tim']}” tại {count} phần.")
        done = QueryDict(mutable=True)
        done["da"] = "-".join(f"{node.pk}.{node.revision - 1}" for node in nodes[:MOST_UNDONE])
        offered = f"?{done.urlencode()}" if len(nodes) <= MOST_UNDONE else ""
        return redirect(f"{reverse('drafting:text_replace', args=[pk])}{offered}")
    page = {
        "text": text,
        "asked": asked,
        "form": form,
        "found": found,
        "count": sum(row.count for row in found),
        "chosen": typed.getlist("phan") if form.is_bound else [row.choice for row in found],
        "done": list(_pairs(request.GET.get("da", ""))),
    }
    status = status_of(form) if form.is_bound else 422 if asked.is_bound and not asked.is_valid() else 200
    return render(request, "drafting/text_replace.html", page, status=status)


def _found(text: Text, asked: FindForm) -> list[Found]:
    if not asked.is_bound or not asked.is_valid():
        return []
    typed = asked.cleaned_data
    return workflow.search(text, typed["tim"], typed["thay"], same_case=typed["hoa"])


def _replace(request: LoggedInRequest, text: Text, form: ReplaceForm) -> list[Node]:
    typed = form.cleaned_data
    return workflow.replace_words(
        text,
        by=request.user,
        words=typed["tim"],
        replacement=typed["thay"],
        same_case=typed["hoa"],
        chosen=form.chosen,
    )


def _pairs(words: str) -> list[str]:
    return [f"{pk}.{revision}" for pk, revision in read_choices(words.split("-")[:MOST_UNDONE]).items()]


@post_action("drafting:text_replace", gone="drafting:text_list")
def replace_undo(request: LoggedInRequest, pk: int) -> HttpResponse:
    """The parts read as before; where one was changed since, none is touched."""
    text = visible_text(request, pk)
    check_permission(request.user, "drafting.edit", text)
    chosen = read_choices(request.POST.getlist("phan"))
    if not chosen:
        raise NotAllowedNow("Không còn nội dung thay thế nào để hoàn tác.")
    nodes = workflow.put_words_back(text, by=request.user, chosen=chosen)
    messages.success(request, f"Đã hoàn tác tại {vn_number(len(nodes))} phần.")
    return redirect("drafting:text_replace", pk=pk)

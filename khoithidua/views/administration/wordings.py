"""Words that law and city fix, by date: families of award, kinds of vote and replacement, what a signature is."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from khoithidua.administration.forms import WORDS, WordingForm
from khoithidua.views.administration.frame import enter, form_page, steps
from law import workflow
from law.models import Wording
from law.queries import wording_on
from libraries.web.formats import short_date
from records.access import check_permission
from records.submission import idempotent_post, posted, submit
from units.requests import LoggedInRequest

LABEL = "Từ ngữ theo quy định"


@require_safe
def wording_list(request: LoggedInRequest) -> HttpResponse:
    """Every period of words, the latest first."""
    enter(request)
    labels = {name: field.label for name, field in WordingForm.base_fields.items()}
    rows = Wording.objects.order_by("-valid_from")
    periods = [(row, [(labels[name], getattr(row, name)) for name in WORDS]) for row in rows]
    return render(request, "khoithidua/wording_list.html", {"periods": periods, "steps": steps((LABEL, ""))})


@idempotent_post
def wording_begin(request: LoggedInRequest) -> HttpResponse:
    """New words from a coming day on, beginning with those that hold last."""
    check_permission(request.user, "law.begin_wording", request.user)
    last = Wording.objects.order_by("valid_from").last() or wording_on()
    form = WordingForm(posted(request), initial={name: getattr(last, name) for name in WORDS})

    def verb(typed: dict[str, object]) -> Wording:
        day, source = form.cleaned_data["valid_from"], form.cleaned_data["source"]
        return workflow.begin_wording(by=request.user, valid_from=day, source=source, words=form.words())

    if begun := submit(form, verb):
        messages.success(request, f"Từ ngữ mới có hiệu lực từ ngày {short_date(begun.valid_from)}.")
        return redirect("wording_list")
    back = (LABEL, reverse("wording_list"))
    return form_page(request, "khoithidua/wording_begin.html", form, "Từ ngữ mới từ một ngày", back=back)

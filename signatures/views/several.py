"""/trinh-ky/: what waits for one's signature; several papers are signed in one act, after a look through the list."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from law.queries import wording_on
from records.submission import idempotent_post, posted, status_of
from signatures import workflow
from signatures.forms import SignSeveralForm
from signatures.queries import waiting_for
from signatures.views.confirming import circumstances_of
from signatures.workflow.signing import accept_several
from units.codes import IdentityNotProved, sample_code
from units.requests import LoggedInRequest
from units.sample import SAMPLE_PASSWORD

MOST = 50
SIGNED = "signed_together"


@sensitive_post_parameters("password", "code")
@idempotent_post
def sign_list(request: LoggedInRequest) -> HttpResponse:
    """The queue of a person who signs. Ticked papers are signed together, with one password and one code."""
    waiting = [party for party in waiting_for(request.user)[:MOST] if not party.request.is_late]
    late = [party for party in waiting_for(request.user)[:MOST] if party.request.is_late]
    form = SignSeveralForm(posted(request), waiting=waiting)
    status = status_of(form)
    if form.is_bound and form.is_valid():
        chosen = set(form.cleaned_data["papers"].values_list("pk", flat=True))
        try:
            done = accept_several(
                [party for party in waiting if party.pk in chosen],
                by=request.user,
                password=form.cleaned_data["password"],
                code=form.cleaned_data["code"],
                circumstances=circumstances_of(request),
            )
        except IdentityNotProved as refused:
            form.add_error(refused.factor or None, refused.sentence)
            status = 429 if refused.throttled else 422
        else:
            if settings.WORK_IN_REQUEST:
                workflow.embed_waiting()
            request.session[SIGNED] = {"signed": done.signed, "refused": done.refused}
            return redirect("signatures:sign_list_done")
    ticked = set(request.POST.getlist("papers")) if form.is_bound else set()
    if form.is_bound:
        form.forget()
    page = {
        "waiting": waiting,
        "ticked": ticked,
        "late": late,
        "signature_notice": wording_on().signature_notice,
        "form": form,
        "sample_code": sample_code(request.user),
        "sample_password": SAMPLE_PASSWORD,
    }
    return render(request, "signatures/sign_list.html", page, status=status)


@require_safe
def sign_list_done(request: LoggedInRequest) -> HttpResponse:
    """What was signed together a moment ago, and what was not, with the reason."""
    result = request.session.get(SIGNED)
    if not result:
        return redirect("signatures:sign_list")
    page = {"signed": result["signed"], "refused": result["refused"], "reader": request.user}
    return render(request, "signatures/sign_list_done.html", page)

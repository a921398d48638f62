"""/khen-thuong/bang/: the certificates that were numbered, one of them, and what may still happen to it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from awards import workflow
from awards.documents.certificate import overprint_of, rulers_of
from awards.forms import HandOverForm, OverprintForm, ReplaceForm, RevokeForm
from awards.lists import CertificateList
from awards.models import Certificate, Decision
from awards.page_images import page_png
from awards.views.files import picture, seen_certificate
from awards.views.proof import proved
from awards.worklist import certificates_to_issue
from conferences.models import Conference
from libraries.web import listing
from libraries.web.downloads import file_name, file_response
from libraries.web.formats import spaced_code
from records.access import check_permission, has_permission, permitted
from records.documents import document_response, verification_url
from records.submission import idempotent_post, post_action, posted, status_of, submit


@require_safe
def certificate_list(request: HttpRequest) -> HttpResponse:
    """?loc=dang-in, hieu-luc, het; ?tim= words of recipient, award, number of the decision."""
    visible = Certificate.objects.visible_to(request.user)
    unprinted = visible.listed().exclude(print_error="")[:50]
    failed = [row for row in unprinted if has_permission(request.user, "awards.retry", row)]
    decisions = Decision.objects.visible_to(request.user)
    newest = list(decisions.order_by("-decided_on", "-pk").values_list("pk", flat=True)[:50])
    issues = request.user.roles().secretary_of or has_permission(request.user, "awards.record_decision")
    # Looked for among the newest: a city keeps thousands that are long done.
    waiting = decisions.filter(pk__in=newest).filter(lines__certificates=None) if issues else decisions.none()
    to_issue = waiting.first()
    return listing.answer(
        request,
        CertificateList,
        visible,
        failed=failed,
        next=certificates_to_issue(to_issue) if to_issue else None,
        may=permitted(request.user, None, "awards.give_out"),
    )


@require_safe
def certificate_detail(request: HttpRequest, pk: int) -> HttpResponse:
    return _detail(request, seen_certificate(request, pk))


def _detail(request, certificate):
    code = certificate.document.code if certificate.document else ""
    page = {
        "certificate": certificate,
        "line": certificate.line,
        "nomination": certificate.line.nomination,
        "code": spaced_code(code) if code else "",
        "address": verification_url(code) if code else "",
        "replaced": getattr(certificate, "replaces", None),
        "overprint": OverprintForm(initial=OverprintForm.start(certificate.template)),
    }
    return render(request, "awards/certificate_detail.html", page)


@require_safe
def certificate_file(request: HttpRequest, pk: int) -> HttpResponse:
    certificate = seen_certificate(request, pk)
    if certificate.document is None:
        raise Http404
    return document_response(certificate.document)


@require_safe
def certificate_picture(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet as it was sealed, 1000 pixels wide."""
    certificate = seen_certificate(request, pk)
    if certificate.document is None:
        raise Http404
    return picture(page_png(certificate.document.read(), 1, width=1000), "bang.png")


@require_safe
def overprint_file(request: HttpRequest, pk: int) -> HttpResponse:
    """?ngang=1,5&doc=-2&ty_le=1: only the words, for the pre-printed blank."""
    certificate = seen_certificate(request, pk)
    check_permission(request.user, "awards.overprint", certificate)
    offset, scale = _placed(request, certificate)
    name = file_name(f"in đè {certificate.kind.short_name} {certificate.unit.short_name}", ".pdf")
    return file_response(overprint_of(certificate, offset, scale), name)


@require_safe
def ruler_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The printer's test sheet of this certificate's template."""
    certificate = seen_certificate(request, pk)
    check_permission(request.user, "awards.overprint", certificate)
    offset, scale = _placed(request, certificate)
    return file_response(rulers_of(certificate.template, offset, scale), "to-in-thu.pdf")


def _placed(request, certificate):
    """What was asked for, where it can be read; what the template keeps otherwise."""
    form = OverprintForm(request.GET)
    if form.is_valid():
        return form.placed()
    return certificate.template.offset_mm, float(certificate.template.overprint_scale)


# --- Acts that need the person again ---------------------------------------------------------------------------------


@sensitive_post_parameters("password", "code")
@idempotent_post
def certificate_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    certificate = seen_certificate(request, pk)
    check_permission(request.user, "awards.revoke", certificate)
    form = RevokeForm(posted(request))

    def verb(proof):
        return workflow.revoke(certificate, by=request.user, proof=proof, reason=form.cleaned_data["reason"])

    if done := proved(request, form, verb):
        messages.success(request, f"Đã thu hồi {done}. Trang xác minh đã ghi rõ lý do.")
        return redirect("awards:certificate_detail", pk=pk)
    return _asking(request, "awards/certificate_revoke.html", certificate, form)


@sensitive_post_parameters("password", "code")
@idempotent_post
def certificate_replace(request: HttpRequest, pk: int) -> HttpResponse:
    certificate = seen_certificate(request, pk)
    check_permission(request.user, "awards.replace", certificate)
    kept = {"recipient_name": certificate.recipient_name, "citation": certificate.citation}
    form = ReplaceForm(posted(request), initial=kept)

    def verb(proof):
        data = form.cleaned_data
        words = {name: data[name] for name in ("recipient_name", "citation", "reason")}
        return workflow.replace(certificate, by=request.user, proof=proof, **words)

    if new := proved(request, form, verb):
        messages.success(request, f"Đã cấp lại: số {new.full_number} thay số {certificate.full_number}.")
        return redirect("awards:certificate_detail", pk=new.pk)
    return _asking(request, "awards/certificate_replace.html", certificate, form)


def _asking(request, template, certificate, form):
    return render(request, template, {"certificate": certificate, "form": form}, status=status_of(form))


# --- Handing over, printing again ------------------------------------------------------------------------------------


def _handover_choices(request):
    """Certificates not handed over, of the blocs this user keeps (the board: all); conferences that began."""
    kept = request.user.roles().secretary_of
    visible = Certificate.objects.visible_to(request.user)
    certificates = visible.filter(state=Certificate.State.VALID, handed_over_at=None)
    conferences = Conference.objects.visible_to(request.user).exclude(state=Conference.State.PLANNED)
    if not request.user.is_board_member:
        certificates = certificates.filter(line__nomination__emulation_year__bloc__in=kept)
        conferences = conferences.filter(emulation_year__bloc__in=kept)
    return {
        "certificates": certificates.select_related("kind", "line").order_by("kind__display_order", "number"),
        "conferences": conferences.order_by("-starts_at"),
    }


@idempotent_post
def handover_edit(request: HttpRequest) -> HttpResponse:
    """Which certificates were handed over, at which conference."""
    check_permission(request.user, "awards.give_out")
    form = HandOverForm(posted(request), **_handover_choices(request))

    def record(typed):
        for certificate in typed["certificates"].with_rows():
            check_permission(request.user, "awards.hand_over", certificate)
        return workflow.hand_over(typed["certificates"], by=request.user, conference=typed["conference"])

    if rows := submit(form, record):
        messages.success(request, f"Đã ghi trao tặng {len(rows)} bằng tại {form.cleaned_data['conference']}.")
        return redirect("awards:certificate_list")
    return render(request, "awards/handover_edit.html", {"form": form}, status=status_of(form))


@post_action("awards:certificate_list")
def retry(request: HttpRequest) -> HttpResponse:
    """In lại every failed one this user may see."""
    failed = Certificate.objects.visible_to(request.user).with_rows().exclude(print_error="")
    rows = [row for row in failed if has_permission(request.user, "awards.retry", row)]
    if not rows:
        check_permission(request.user, "awards.give_out")
    job = workflow.retry(rows, by=request.user)
    messages.success(request, f"Đang in lại {job.total} bằng.")
    return redirect("records:job_detail", pk=job.pk)

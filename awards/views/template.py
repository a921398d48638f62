"""/khen-thuong/mau-bang/: sheets of paper, and where this printer puts the words on a blank."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from awards import workflow
from awards.documents.certificate import rulers_of
from awards.forms import TemplateForm
from awards.lists import TemplateList
from awards.models import CertificateTemplate
from libraries.web import listing
from libraries.web.downloads import file_response
from records.access import check_permission, has_permission
from records.submission import idempotent_post, posted, status_of, submit
from units.requests import LoggedInRequest


@require_safe
def template_list(request: LoggedInRequest) -> HttpResponse:
    check_permission(request.user, "awards.read_templates")
    can_save = has_permission(request.user, "awards.save_template")
    return listing.answer(request, TemplateList, CertificateTemplate.objects.all(), can_save=can_save)


def _template(pk: int) -> CertificateTemplate:
    return get_object_or_404(CertificateTemplate.objects.select_related("kind"), pk=pk)


@idempotent_post
def template_edit(request: LoggedInRequest, pk: int) -> HttpResponse:
    """Sizes, lines and the place of the words on this printer's paper."""
    check_permission(request.user, "awards.save_template")
    template = _template(pk)
    # A copy of its own: the form writes what was typed into its instance.
    form = TemplateForm(posted(request), instance=_template(pk))
    if saved := submit(form, lambda typed: workflow.save_template(template, by=request.user, **typed)):
        messages.success(request, f"Đã lưu {saved.name}.")
        return redirect("awards:template_list")
    page = {"template": template, "form": form}
    return render(request, "awards/template_edit.html", page, status=status_of(form))


@require_safe
def template_ruler(request: LoggedInRequest, pk: int) -> HttpResponse:
    """The test sheet of a template with what it keeps."""
    check_permission(request.user, "awards.read_templates")
    template = _template(pk)
    return file_response(rulers_of(template, template.offset_mm, float(template.overprint_scale)), "to-in-thu.pdf")

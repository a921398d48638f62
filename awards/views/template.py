"""/khen-thuong/mau-bang/: sheets of paper, and where this printer puts the words on a blank."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
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
from records.submission import idempotent_post, posted, status_of
from records.transitions import SomeoneWasFaster


@require_safe
def template_list(request: HttpRequest) -> HttpResponse:
    check_permission(request.user, "awards.read_templates")
    can_save = has_permission(request.user, "awards.save_template")
    return listing.answer(request, TemplateList, CertificateTemplate.objects.all(), can_save=can_save)


def _template(request, pk):
    check_permission(request.user, "awards.save_template")
    return get_object_or_404(CertificateTemplate.objects.select_related("kind"), pk=pk)


def _editing(request, template, form, status=200):
    return render(request, "awards/template_edit.html", {"template": template, "form": form}, status=status)


@idempotent_post
def template_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Sizes, lines and the place of the words on this printer's paper."""
    template = _template(request, pk)
    form = TemplateForm(posted(request), instance=_template(request, pk), initial={"version": template.version})
    if not form.is_bound or not form.is_valid():
        return _editing(request, template, form, status=status_of(form))
    try:
        workflow.save_template(template, by=request.user, version=form.cleaned_data["version"], **form.facts())
    except SomeoneWasFaster as faster:
        form.data = form.data.copy()
        form.data["version"] = str(template.version)
        form.add_error(None, faster.message)
        return _editing(request, template, form, status=409)
    messages.success(request, f"Đã lưu {template.name}.")
    return redirect("awards:template_list")


@require_safe
def template_ruler(request: HttpRequest, pk: int) -> HttpResponse:
    """The test sheet of a template with what it keeps."""
    check_permission(request.user, "awards.read_templates")
    template = get_object_or_404(CertificateTemplate.objects.select_related("kind"), pk=pk)
    return file_response(rulers_of(template, template.offset_mm, float(template.overprint_scale)), "to-in-thu.pdf")

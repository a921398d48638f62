"""/khen-thuong/mau-bang/: sheets of paper, their backgrounds, and where the words stand on them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from awards import workflow
from awards.documents.template import problems_of_places, proof_of_places, rulers_of
from awards.forms.templates import NewTemplateForm, PlacesForm, TemplateForm
from awards.lists import TemplateList
from awards.models import CertificateTemplate
from awards.views.files import picture
from libraries import foreign_files
from libraries.foreign_files import Busy, FileRefused
from libraries.web import clock, listing
from libraries.web.downloads import file_response
from records.access import check_permission, has_permission, permitted
from records.submission import idempotent_post, posted, status_of, submit
from units.models import City
from units.requests import LoggedInRequest

PROOF_WIDTH = 1200


@require_safe
def template_list(request: LoggedInRequest) -> HttpResponse:
    check_permission(request.user, "awards.read_templates")
    may = permitted(request.user, request.user, "awards.make_template")
    can_save = has_permission(request.user, "awards.save_template")
    return listing.answer(request, TemplateList, CertificateTemplate.objects.all(), can_save=can_save, may=may)


@idempotent_post
def template_new(request: LoggedInRequest) -> HttpResponse:
    """A sheet on the office's own background; where its words stand is asked next."""
    check_permission(request.user, "awards.make_template", request.user)
    form = NewTemplateForm(posted(request), request.FILES or None, initial={"valid_from": clock.today()})
    if made := submit(form, lambda typed: workflow.make_template(by=request.user, **form.described())):
        messages.success(request, f"Đã thêm {made.name}. Đặt vị trí chữ trên nền rồi xem bản in thử.")
        return redirect("awards:template_places", pk=made.pk)
    return render(request, "awards/template_new.html", {"form": form}, status=status_of(form))


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


def _places_form(template: CertificateTemplate, data: object) -> PlacesForm:
    today = clock.today()
    return PlacesForm(data, template=template, layout=template.layout(today.year, City.objects.on(today).name))


@idempotent_post
def template_places(request: LoggedInRequest, pk: int) -> HttpResponse:
    """Boxes for each line, beside the proof of the longest name."""
    check_permission(request.user, "awards.place_words")
    template = _template(pk)
    if not template.artwork_sha256:
        return redirect("awards:template_edit", pk=pk)  # on our own background the words have their places
    form = _places_form(template, posted(request))

    def place(typed: dict[str, object]) -> CertificateTemplate:
        return workflow.place_words(
            template, by=request.user, revision=form.cleaned_data["revision"], places=form.places()
        )

    if saved := submit(form, place):
        messages.success(request, f"Đã lưu vị trí chữ của {saved.name}.")
        return redirect("awards:template_places", pk=pk)
    page = {
        "template": template,
        "form": form,
        "problems": problems_of_places(template),
        "printed": template.certificates.exists(),
    }
    return render(request, "awards/template_places.html", page, status=status_of(form))


@require_safe
def template_picture(request: LoggedInRequest, pk: int) -> HttpResponse:
    """The longest name on this sheet as a picture; with the boxes of the form in the address, on what they say."""
    check_permission(request.user, "awards.place_words")
    template = _template(pk)
    form = _places_form(template, request.GET if template.artwork_sha256 and "revision" in request.GET else None)
    places = form.places() if form.is_bound and form.is_valid() else None
    try:
        drawn = foreign_files.draw(proof_of_places(template, places), first=1, last=1, width=PROOF_WIDTH)
    except (FileRefused, Busy):
        drawn = []
    return picture(drawn[0] if drawn else None, "ban-in-thu.jpg")


@require_safe
def template_ruler(request: LoggedInRequest, pk: int) -> HttpResponse:
    """The test sheet of a template with what it keeps."""
    check_permission(request.user, "awards.read_templates")
    template = _template(pk)
    return file_response(rulers_of(template, template.offset_mm, float(template.overprint_scale)), "to-in-thu.pdf")

"""Units made, merged, split, closed, moved: form pages of one shape. What waits for a unit is told beforehand."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from libraries.web import clock, forms
from libraries.web.downloads import file_response
from records.access import check_permission
from records.models import DocumentFile
from records.submission import idempotent_post, posted, submit
from units import workflow
from units.documents import ORGANISATION_PAPER
from units.forms.organisation import CloseForm, JoinForm, ManagingAgencyForm, MergeForm, MoveForm, RenameForm, SplitForm
from units.list_uses import unfinished_of
from units.models import Bloc, Unit, UnitName, managing_agency_of
from units.requests import LoggedInRequest
from units.views.frame import filled, page_link, show, trail, unit_step, visible_bloc, visible_unit
from units.workflow.membership import NewUnit


def _of_unit(
    request: LoggedInRequest, template: str, form: forms.BaseForm, unit: Unit, title: str, **more: Any
) -> HttpResponse:
    return show(
        request,
        template,
        form,
        unit=unit,
        bloc=unit.bloc,
        steps=trail(unit.bloc, unit_step(unit), (title, "")),
        back=page_link("unit_detail", unit.bloc.slug, unit.slug),
        **more,
    )


def _of_bloc(request: LoggedInRequest, template: str, form: forms.BaseForm, bloc: Bloc, title: str) -> HttpResponse:
    back = page_link("bloc_detail", bloc.slug)
    return show(request, template, form, bloc=bloc, steps=trail(bloc, (title, "")), back=back)


def _to(unit: Unit) -> HttpResponse:
    return redirect("units:unit_detail", bloc=unit.bloc.slug, unit=unit.slug)


@idempotent_post
def unit_add(request: LoggedInRequest, bloc: str) -> HttpResponse:
    """A unit joins in the middle of a year, or with a new one."""
    the_bloc = visible_bloc(request, bloc)
    check_permission(request.user, "units.join_unit", the_bloc)
    form = filled(request, JoinForm)

    def verb(typed: dict[str, Any]) -> Unit:
        return workflow.join_unit(
            the_bloc,
            by=request.user,
            unit=form.new_unit(),
            on=typed["on"],
            ground=form.ground(),
            newly_made=typed["newly_made"],
        )

    if unit := submit(form, verb):
        messages.success(request, f"Đã thêm {unit.name}. Cập nhật thủ trưởng, chuyên viên của đơn vị.")
        return _to(unit)
    return _of_bloc(request, "units/unit_add.html", form, the_bloc, "Thêm đơn vị")


@idempotent_post
def unit_merge(request: LoggedInRequest, bloc: str) -> HttpResponse:
    the_bloc = visible_bloc(request, bloc)
    check_permission(request.user, "units.merge_units", the_bloc)
    form = filled(request, MergeForm, units=the_bloc.units.members_on(clock.today()).with_names())

    def verb(typed: dict[str, Any]) -> Unit:
        return workflow.merge_units(
            typed["units"],
            by=request.user,
            into=form.target(),
            on=typed["on"],
            ground=form.ground(),
            with_staff=typed["with_staff"],
        )

    if unit := submit(form, verb):
        messages.success(request, f"Đã lưu. Cập nhật thủ trưởng của {unit.name}.")
        return _to(unit)
    return _of_bloc(request, "units/unit_merge.html", form, the_bloc, "Hợp nhất, sáp nhập")


@idempotent_post
def unit_close(request: LoggedInRequest, bloc: str, unit: str) -> HttpResponse:
    the_unit = visible_unit(request, bloc, unit)
    check_permission(request.user, "units.close_unit", the_unit)
    form = filled(request, CloseForm)

    def verb(typed: dict[str, Any]) -> Unit:
        left = typed["how"] == "left"
        return workflow.close_unit(the_unit, by=request.user, on=typed["on"], ground=form.ground(), left=left)

    if submit(form, verb):
        messages.success(request, "Đã lưu. Văn bản đã ký, đã ban hành giữ nguyên tên đơn vị.")
        return _to(the_unit)
    return _of_unit(
        request, "units/unit_close.html", form, the_unit, "Thôi là thành viên", waiting=unfinished_of(the_unit)
    )


@idempotent_post
def unit_split(request: LoggedInRequest, bloc: str, unit: str) -> HttpResponse:
    the_unit = visible_unit(request, bloc, unit)
    check_permission(request.user, "units.split_unit", the_unit)
    form = filled(request, SplitForm)

    def verb(typed: dict[str, Any]) -> list[Unit]:
        parts = [NewUnit(name, the_unit.kind) for name in typed["names"]]
        return workflow.split_unit(
            the_unit, by=request.user, parts=parts, on=typed["on"], ground=form.ground(), goes_on=typed["goes_on"]
        )

    if submit(form, verb):
        messages.success(request, "Đã lưu. Cập nhật thủ trưởng, chuyên viên của từng đơn vị mới.")
        return redirect("units:bloc_detail", bloc=the_unit.bloc.slug)
    return _of_unit(request, "units/unit_split.html", form, the_unit, "Chia, tách", waiting=unfinished_of(the_unit))


@idempotent_post
def unit_move(request: LoggedInRequest, bloc: str, unit: str) -> HttpResponse:
    the_unit = visible_unit(request, bloc, unit)
    check_permission(request.user, "units.move_unit", the_unit)
    form = filled(request, MoveForm, blocs=Bloc.objects.filter(ended_on=None).exclude(pk=the_unit.bloc_id))

    def verb(typed: dict[str, Any]) -> Unit:
        return workflow.move_unit(the_unit, by=request.user, to=typed["to"], on=typed["on"], ground=form.ground())

    if moved := submit(form, verb):
        messages.success(request, f"Đã chuyển {moved.name} sang {moved.bloc.name}.")
        return _to(moved)
    waiting = unfinished_of(the_unit)
    return _of_unit(request, "units/unit_move.html", form, the_unit, "Chuyển sang khối khác", waiting=waiting)


@idempotent_post
def unit_rename(request: LoggedInRequest, bloc: str, unit: str) -> HttpResponse:
    the_unit = visible_unit(request, bloc, unit)
    check_permission(request.user, "units.rename_unit", the_unit)
    form = filled(request, RenameForm)

    def verb(typed: dict[str, Any]) -> UnitName:
        return workflow.rename_unit(
            the_unit,
            by=request.user,
            name=typed["name"],
            short_name=typed["short_name"],
            valid_from=typed["on"],
            ground=form.ground(),
        )

    if submit(form, verb):
        messages.success(request, "Đã lưu tên mới. Văn bản đã ban hành giữ tên cũ.")
        return _to(the_unit)
    return _of_unit(request, "units/unit_rename.html", form, the_unit, "Đổi tên")


@idempotent_post
def managing_agency(request: LoggedInRequest, bloc: str, unit: str) -> HttpResponse:
    the_unit = visible_unit(request, bloc, unit)
    check_permission(request.user, "units.set_managing_agency", the_unit)
    form = ManagingAgencyForm(posted(request))
    if submit(form, lambda typed: workflow.set_managing_agency(the_unit, by=request.user, **typed)):
        messages.success(request, "Đã lưu cơ quan chủ quản.")
        return _to(the_unit)
    agency = managing_agency_of(the_unit, clock.today())
    return _of_unit(request, "units/managing_agency.html", form, the_unit, "Cơ quan chủ quản", agency=agency)


@require_safe
def change_paper(request: LoggedInRequest, bloc: str, pk: int) -> HttpResponse:
    """The paper by which the organisation changed, as it was sent along."""
    the_bloc = visible_bloc(request, bloc)
    change = get_object_or_404(the_bloc.changes.exclude(file_sha256=""), pk=pk)
    kept = DocumentFile.objects.filter(document__kind=ORGANISATION_PAPER.slug, document__chain=the_bloc.chain)
    file = kept.filter(sha256=change.file_sha256).order_by("pk").first()
    if file is None:
        raise Http404
    return file_response(file.read(), file.filename, file.mime)


@idempotent_post
def name_correct(request: LoggedInRequest, bloc: str, unit: str, pk: int) -> HttpResponse:
    """A name that comes into force later, before it does."""
    the_unit = visible_unit(request, bloc, unit)
    check_permission(request.user, "units.correct_name", the_unit)
    row = get_object_or_404(UnitName, unit=the_unit, pk=pk)
    initial = {"name": row.name, "short_name": row.short_name, "on": row.valid_from}
    form = filled(request, RenameForm, initial=initial)

    def verb(typed: dict[str, Any]) -> UnitName:
        return workflow.correct_name(
            row,
            by=request.user,
            name=typed["name"],
            short_name=typed["short_name"],
            valid_from=typed["on"],
            ground=form.ground(),
        )

    if submit(form, verb):
        messages.success(request, "Đã lưu tên đính chính.")
        return _to(the_unit)
    return _of_unit(request, "units/name_correct.html", form, the_unit, "Đính chính tên", row=row)

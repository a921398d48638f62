"""/du-thao/: the texts, one text with its versions and rounds, beginning, settling, opening again."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from drafting import workflow
from drafting.actions import OPEN_CONSULTATION, SETTLE
from drafting.forms.text import SKELETON, FreezeForm, ReopenForm, StartForm, TextForm
from drafting.lists import TextList
from drafting.models import Text
from drafting.queries import next_version_name, versions_for, working_content
from drafting.queries.amended import amending_as_written
from drafting.queries.homes import home_address, start_at_home, way_of
from drafting.queries.numbering import thawed
from drafting.queries.text_status import status_of_text
from drafting.workflow.skeletons import OF_KIND, Row
from drafting.workflow.trees import tree_of
from drafting.worklist import next_action
from law.queries import suggested_basis
from libraries.web import clock, listing
from records.access import check_permission, permitted
from records.submission import idempotent_post, posted, status_of, submit
from records.transitions import requirements
from units.models import EmulationYear
from units.requests import LoggedInRequest
from units.scope import kept_year, work_in


def visible_text(request: LoggedInRequest, pk: int) -> Text:
    """The text, if this user may see it; 404 otherwise."""
    texts = Text.objects.visible_to(request.user)
    return work_in(request, get_object_or_404(_with_what_is_shown(texts), pk=pk))


def _with_what_is_shown(texts: QuerySet[Text]) -> QuerySet[Text]:
    return texts.select_related("emulation_year__bloc", "settled_version").defer("settled_version__content")


def secretary_years(request: LoggedInRequest) -> QuerySet[EmulationYear]:
    """Years in which this person may begin a text, the newest first."""
    years = EmulationYear.objects.filter(bloc__in=request.user.roles().secretary_of).select_related("bloc")
    return years.order_by("-year", "pk")


@require_safe
def text_list(request: LoggedInRequest) -> HttpResponse:
    """Newest first; one year with ?nam=2020."""
    may_start = bool(request.user.roles().secretary_of)
    return listing.answer(request, TextList, Text.objects.visible_to(request.user), may_start=may_start)


@idempotent_post
def text_start(request: LoggedInRequest) -> HttpResponse:
    years = years_to_start_in(request)
    kind = request.GET.get("loai", "")
    initial = {
        "kind": kind if kind in Text.Kind.values else Text.Kind.REGULATION,
        "emulation_year": kept_year(request) or years.first(),
        "legal_basis": suggested_basis(clock.today()),
    }
    form = StartForm(posted(request), years=years, sources=_sources(request), initial=initial)
    if not form.is_bound or not form.is_valid():
        return render(request, "drafting/text_start.html", {"form": form}, status=status_of(form))
    typed = form.cleaned_data
    check_permission(request.user, "drafting.create_text", typed["emulation_year"])
    with transaction.atomic():
        text = workflow.create_text(
            typed["emulation_year"],
            by=request.user,
            kind=typed["kind"],
            title=typed["title"],
            legal_basis=typed["legal_basis"],
            tree=_tree_to_begin_with(typed),
        )
        start_at_home(text, by=request.user)
    messages.success(request, "Đã lập dự thảo. Soạn thảo từng phần; nội dung được lưu tự động.")
    return redirect("drafting:text_edit", pk=text.pk)


def _sources(request: LoggedInRequest) -> QuerySet[Text]:
    """Texts of one's own blocs from which another may be begun, the newest first."""
    texts = Text.objects.filter(emulation_year__bloc__in=request.user.roles().secretary_of)
    return texts.select_related("emulation_year").order_by("-listed_year", "-pk")


def _tree_to_begin_with(typed: dict[str, Any]) -> Iterable[Row]:
    if source := typed.get("source"):
        return tree_of(working_content(source))
    return OF_KIND[typed["kind"]] if typed["beginning"] == SKELETON else ()


def years_to_start_in(request: LoggedInRequest) -> QuerySet[EmulationYear]:
    years = secretary_years(request)
    if not request.user.roles().secretary_of:
        raise PermissionDenied("drafting.create_text")
    return years


@require_safe
def text_detail(request: LoggedInRequest, pk: int) -> HttpResponse:
    return _detail(request, visible_text(request, pk))


def _detail(
    request: LoggedInRequest,
    text: Text,
    *,
    freeze_form: FreezeForm | None = None,
    reopen_form: ReopenForm | None = None,
    status: int = 200,
) -> HttpResponse:
    text_status = status_of_text(text)
    home = home_address(request.user, text)
    following = next_action(request.user, text, text_status)
    if home and text.settled_at:
        following = replace(following, act="Xem các bước tiếp theo", address=home, icon="arrow-right")
    may = permitted(request.user, text, "drafting.edit", "drafting.freeze", "drafting.reopen", OPEN_CONSULTATION.name)
    versions = versions_for(request.user, text)
    amending = amending_as_written(text) if "edit" in may else None
    was_asked = text_status.newest_round is not None and not text_status.round_is_open
    page = {
        "text": text,
        "next": following,
        "versions": versions,
        "amending": thawed(amending.content) if amending else [],
        # One version is compared with what is being written.
        "compares": len(versions) > 1 or ("edit" in may and bool(versions)),
        "rounds": text.consultations.select_related("on_version").order_by("-pk"),
        "freeze_form": freeze_form or FreezeForm(),
        "reopen_form": reopen_form or ReopenForm(),
        "next_version": next_version_name(text) if "freeze" in may else "",
        "may": may,
        "asks_again": OPEN_CONSULTATION.verb in may and was_asked,
        "stages": way_of(request.user, text),
        "home": home,
        "passed": text.passed_checks.select_related("passed_by"),
        "missing": requirements(SETTLE, text, known=text_status) if "edit" in may else [],
    }
    return render(request, "drafting/text_detail.html", page, status=status)


@idempotent_post
def text_title(request: LoggedInRequest, pk: int) -> HttpResponse:
    """Title and legal basis (tên, căn cứ)."""
    text = visible_text(request, pk)
    check_permission(request.user, "drafting.edit", text)
    form = TextForm(posted(request), text=text)
    if submit(form, lambda typed: workflow.edit(text, by=request.user, **typed)):
        messages.success(request, "Đã lưu tên và căn cứ.")
        return redirect("drafting:text_edit", pk=pk)
    return render(request, "drafting/text_title.html", {"text": text, "form": form}, status=status_of(form))


@idempotent_post
def freeze(request: LoggedInRequest, pk: int) -> HttpResponse:
    """Keeps a version, from the page of the text."""
    text = visible_text(request, pk)
    check_permission(request.user, "drafting.freeze", text)
    form = FreezeForm(posted(request))
    if version := submit(form, lambda typed: workflow.freeze(text, by=request.user, note=typed["note"])):
        messages.success(request, f"Đã lưu thành {version}.")
        return redirect("drafting:text_detail", pk=pk)
    return _detail(request, text, freeze_form=form, status=status_of(form))


@idempotent_post
def reopen(request: LoggedInRequest, pk: int) -> HttpResponse:
    """Opens a settled text again, with a reason, from its page."""
    text = visible_text(request, pk)
    check_permission(request.user, "drafting.reopen", text)
    form = ReopenForm(posted(request))
    if submit(form, lambda typed: workflow.reopen(text, by=request.user, reason=typed["reason"])):
        messages.success(request, "Đã mở lại dự thảo. Các bản đã lưu, góp ý và trả lời được giữ nguyên.")
        return redirect("drafting:text_detail", pk=pk)
    return _detail(request, text, reopen_form=form, status=status_of(form))

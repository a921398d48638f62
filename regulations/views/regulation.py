"""/quy-che/: the list, one regulation with its words and its history, its files, and the beginning of a new one."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from drafting.queries.amended import printed_content
from drafting.queries.numbering import thawed
from law.queries import suggested_basis
from libraries.printing.paper import Paper
from libraries.web import clock, listing
from libraries.web.downloads import WORD, file_response
from records.access import check_permission, permitted
from records.documents import document_response
from records.issuing import to_pdf, to_word
from records.submission import idempotent_post, post_action, posted, status_of, submit
from regulations import workflow
from regulations.actions import START_AMENDMENT, START_ERRATUM
from regulations.documents.regulation import draft_name, issued_paper, regulation_paper
from regulations.forms import StartForm
from regulations.lists import RegulationList
from regulations.models import Erratum, Regulation
from regulations.queries.consolidated import amending_regulations
from regulations.queries.history import history
from regulations.queries.settings import settings_of, to_follow
from regulations.worklist import next_action, stages_of
from units.models import EmulationYear
from units.requests import LoggedInRequest
from units.scope import kept_year, work_in


def visible_regulation(request: LoggedInRequest, pk: int) -> Regulation:
    """The regulation, if this user may see it; 404 otherwise."""
    # The ballot and who replaced it are read by themselves: planning all thirteen joins at once took PostgreSQL longer
    # than the rest of the page.
    regulations = Regulation.objects.visible_to(request.user).select_related(
        "emulation_year__bloc", "bloc", "text__settled_version", "adopted_version", "document", "signing", "amends"
    )
    regulations = regulations.prefetch_related("signer_unit__names", "successor")
    return work_in(request, get_object_or_404(regulations, pk=pk))


@require_safe
def regulation_list(request: LoggedInRequest) -> HttpResponse:
    """In force first, then what is being made, then what was replaced; ?tim= searches title and number."""
    visible = Regulation.objects.visible_to(request.user)
    return listing.answer(request, RegulationList, visible, start_year=kept_year(request))


@require_safe
def regulation_detail(request: LoggedInRequest, pk: int) -> HttpResponse:
    regulation = visible_regulation(request, pk)
    version = regulation.version_for(request.user)
    nodes = thawed(printed_content(version)) if version else []
    if regulation.is_published:
        paper: Paper | None = issued_paper(regulation)
    else:
        paper = regulation_paper(regulation, version) if version else None
    may = permitted(request.user, regulation.text, "drafting.edit")
    acts = (
        "regulations.back_to_draft",
        "regulations.follow_text",
        "regulations.read_in_meeting",
        START_AMENDMENT.name,
        START_ERRATUM.name,
    )
    may |= permitted(request.user, regulation, *acts)
    settings = settings_of(regulation)
    return render(
        request,
        "regulations/regulation_detail.html",
        {
            "regulation": regulation,
            "may": may,
            "meets": "read_in_meeting" in may and regulation.is_draft,
            "next": next_action(request.user, regulation),
            "stages": stages_of(request.user, regulation),
            "version": version,
            "paper": paper,
            "nodes": nodes,
            "articles": [node for node in nodes if node.kind in ("article", "annex")],
            "predecessors": regulation.predecessors.order_by("-signed_on"),
            "amendments": Regulation.objects.visible_to(request.user).filter(amends=regulation).order_by("pk"),
            "errata": Erratum.objects.visible_to(request.user).filter(regulation=regulation),
            "is_amended": bool(regulation.is_published and amending_regulations(regulation)),
            "history": history(request.user, regulation),
            "settings": settings,
            "differing": [line for line in settings if not line.agrees],
            "can_follow": "follow_text" in may and bool(to_follow(settings)),
        },
    )


@require_safe
def regulation_pdf(request: LoggedInRequest, pk: int) -> HttpResponse:
    """The sealed file; before the issue the draft as it stands, marked so."""
    regulation = visible_regulation(request, pk)
    if regulation.document:
        return document_response(regulation.document)
    return file_response(to_pdf(_draft(request, regulation)), draft_name("dự thảo", regulation, ".pdf"))


@require_safe
def regulation_word(request: LoggedInRequest, pk: int) -> HttpResponse:
    regulation = visible_regulation(request, pk)
    if regulation.word_document:
        return document_response(regulation.word_document)
    return file_response(to_word(_draft(request, regulation)), draft_name("dự thảo", regulation, ".docx"), WORD)


def _draft(request: LoggedInRequest, regulation: Regulation) -> Paper:
    version = regulation.version_for(request.user)
    if version is None:
        raise Http404("no version was kept yet")
    return regulation_paper(regulation, version)


@idempotent_post
def regulation_start(request: LoggedInRequest, year_pk: int) -> HttpResponse:
    year = _year(request, year_pk)
    check_permission(request.user, "regulations.start_regulation", year)
    form = StartForm(posted(request), year=year, initial={"legal_basis": suggested_basis(clock.today())})
    if regulation := submit(form, lambda typed: workflow.start_regulation(year, by=request.user, **form.values())):
        messages.success(request, "Đã lập quy chế. Việc tiếp theo: soạn thảo nội dung.")
        return redirect("regulations:regulation_detail", pk=regulation.pk)
    page = {"year": year, "form": form}
    return render(request, "regulations/regulation_start.html", page, status=status_of(form))


def _year(request: LoggedInRequest, pk: int) -> EmulationYear:
    years = EmulationYear.objects.visible_to(request.user).select_related("bloc")
    return work_in(request, get_object_or_404(years, pk=pk))


@post_action("regulations:regulation_detail", gone="regulations:regulation_list")
def follow_text(request: LoggedInRequest, pk: int) -> HttpResponse:
    """The bloc's settings become what the adopted words say."""
    regulation = visible_regulation(request, pk)
    check_permission(request.user, "regulations.follow_text", regulation)
    changed = workflow.follow_text(regulation, by=request.user)
    told = "; ".join(f"{line.setting.label}: {line.said[0]}" for line in changed)
    messages.success(request, f"Đã sửa thiết lập của Khối theo Quy chế. {told}.")
    return redirect("regulations:regulation_detail", pk=pk)

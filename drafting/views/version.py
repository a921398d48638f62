"""/du-thao/…/ban/ and /so-sanh/: a frozen version to read, print and take into Word; two of them compared."""

import datetime
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from drafting.documents.paper import annex_blocks, draft_paper, redline_blocks, text_blocks
from drafting.models import AMENDED, Text, Version, WithLegalBasis, version_name
from drafting.queries import working_content
from drafting.queries.amended import amending_as_written, amending_of, printed_content
from drafting.queries.change_sentences import changes_said
from drafting.queries.numbering import Piece, thawed
from drafting.queries.redline import changes, only_changed, summary
from drafting.queries.word_changes import word_changes
from drafting.views.text import visible_text
from libraries.printing.paper import Block, Paper, Redline
from libraries.web import clock
from libraries.web.downloads import WORD, file_name, file_response
from libraries.web.formats import local_date
from records.access import check_permission, has_permission
from records.issuing import to_pdf, to_word
from units.requests import LoggedInRequest

WORKING = "dang-soan"
VIEWS = [("goc", "Bản trước"), ("sua-doi", "Đánh dấu sửa đổi"), ("sach", "Bản sau")]
WHOLE = "toan-van"  # ?phan=…: with the parts in which nothing happened


def visible_version(request: LoggedInRequest, text: Text, no: int) -> Version:
    versions = Version.objects.visible_to(request.user).filter(text=text)
    return get_object_or_404(versions.select_related("text__emulation_year__bloc", "created_by"), no=no)


@require_safe
def version_detail(request: LoggedInRequest, pk: int, no: int) -> HttpResponse:
    text = visible_text(request, pk)
    version = visible_version(request, text, no)
    others = Version.objects.visible_to(request.user).filter(text=text, no__lt=no).order_by("-no")
    amending = amending_of(version)
    shows_whole = amending is None or request.GET.get("xem") == WHOLE
    page = {
        "text": text,
        "version": version,
        "rows": thawed(version.content if shows_whole or amending is None else amending.content),
        "amends": amending is not None,
        "shows_whole": shows_whole,
        "whole": WHOLE,
        "before": others.values_list("no", flat=True).first(),
    }
    return render(request, "drafting/version_detail.html", page)


@require_safe
def version_pdf(request: LoggedInRequest, pk: int, no: int) -> HttpResponse:
    text = visible_text(request, pk)
    version = visible_version(request, text, no)
    return file_response(to_pdf(_clean_paper(text, version)), file_name(text.title, f"-lan-{no}.pdf"))


@require_safe
def version_word(request: LoggedInRequest, pk: int, no: int) -> HttpResponse:
    text = visible_text(request, pk)
    version = visible_version(request, text, no)
    return file_response(to_word(_clean_paper(text, version)), file_name(text.title, f"-lan-{no}.docx"), WORD)


def _clean_paper(text: Text, version: Version) -> Paper:
    side, content = _side_of(version), printed_content(version)
    return draft_paper(
        text,
        text_blocks(content),
        title=side.title,
        bases=side.bases,
        note=side.note_box,
        date=side.date,
        annexes=annex_blocks(content, side.title),
    )


@require_safe
def text_preview(request: LoggedInRequest, pk: int) -> HttpResponse:
    """The text as it is being written, on a sheet of A4 as its paper will look."""
    text = visible_text(request, pk)
    check_permission(request.user, "drafting.edit", text)
    amending = amending_as_written(text)
    content = amending.content if amending else working_content(text)
    side = _working_side(text)
    paper = draft_paper(text, (), title=text.title, bases=text.bases, note=side.note_box, date=side.date)
    page = {"text": text, "paper": paper, "rows": thawed(content)}
    return render(request, "drafting/text_preview.html", page)


# --- Comparing ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Side(WithLegalBasis):
    """One of the two texts compared: a version, or the working text."""

    name: str
    word: str
    title: str
    legal_basis: str
    content: list[Piece]
    date: datetime.date

    @property
    def short_name(self) -> str:
        """As it is named where it is compared with: "lần 2"."""
        return self.name if self.word == str(AMENDED) else f"lần {self.word}"

    @property
    def note_box(self) -> str:
        return self.name.upper() if self.word != WORKING else "BẢN ĐANG SOẠN THẢO"


def _side_of(version: Version) -> Side:
    day = local_date(version.created_at)
    return Side(str(version), str(version.no), version.title, version.legal_basis, version.content, day)


def _working_side(text: Text) -> Side:
    content = working_content(text)
    return Side("Nội dung đang soạn thảo", WORKING, text.title, text.legal_basis, content, clock.today())


def _sides(request: LoggedInRequest, text: Text) -> tuple[Side, Side, list[tuple[str, str]]]:
    """?tu=1&den=2; by default the last version against the working text, or the last two versions."""
    visible = Version.objects.visible_to(request.user).filter(text=text)
    choices = [(str(no), version_name(no)) for no in visible.order_by("no").values_list("no", flat=True)]
    numbers = [word for word, _ in choices]
    if not numbers:
        raise Http404("no version to compare")
    writes = has_permission(request.user, "drafting.edit", text)
    if writes:
        choices.append((WORKING, "Nội dung đang soạn thảo"))
    words = [word for word, _ in choices]
    new = request.GET.get("den") or words[-1]
    if new not in words:
        raise Http404("no such version")
    old = request.GET.get("tu") or numbers[-1 if new == WORKING else max(0, numbers.index(new) - 1)]
    if old not in numbers:
        raise Http404("no such version")

    def side(word: str) -> Side:
        return _working_side(text) if word == WORKING else _side_of(visible_version(request, text, int(word)))

    return side(old), side(new), choices


@require_safe
def version_compare(request: LoggedInRequest, pk: int) -> HttpResponse:
    text = visible_text(request, pk)
    old, new, choices = _sides(request, text)
    nodes = changes(old.content, new.content)
    wanted = request.GET.get("xem", "sua-doi")
    view = wanted if wanted in dict(VIEWS) else "sua-doi"
    lines, shows_whole = summary(nodes), request.GET.get("phan") == WHOLE
    page = {
        "text": text,
        "old": old,
        "new": new,
        "choices": choices,
        "views": VIEWS,
        "view": view,
        "lines": lines,
        "changed": sum(bool(line.words) for line in lines),
        "nodes": nodes if shows_whole else only_changed(nodes),
        "shows_whole": shows_whole,
        "said": changes_said(nodes),
        "rows": thawed(old.content if view == "goc" else new.content) if view != "sua-doi" else [],
        "side": old if view == "goc" else new,
        "title": word_changes(old.title, new.title),
        "bases": word_changes("\n".join(old.bases), "\n".join(new.bases)),
    }
    page["outside"] = old.title != new.title or old.bases != new.bases
    page["nothing_changed"] = not page["changed"] and not page["outside"]
    return render(request, "drafting/version_compare.html", page)


@require_safe
def compare_word(request: LoggedInRequest, pk: int) -> HttpResponse:
    """Word's own tracked changes: accepting all gives the new text, refusing all the old one."""
    text = visible_text(request, pk)
    old, new, _ = _sides(request, text)
    body: tuple[Block, ...] = redline_blocks(old.content, new.content)
    bases = new.bases
    if old.bases != new.bases:
        runs = word_changes("\n".join(old.bases), "\n".join(new.bases))
        body, bases = (Redline(runs), *body), []
    if old.title != new.title:
        body = (Redline(word_changes(old.title, new.title), look="article", indent=False), *body)
    note = f"{new.note_box} SO VỚI {old.short_name.upper()}"
    paper = draft_paper(text, body, title=new.title, bases=bases, note=note, date=new.date)
    return file_response(to_word(paper), file_name(text.title, f"-so-sanh-{old.word}-{new.word}.docx"), WORD)

"""/du-thao/lay-y-kien/: sending a text to the units, the round as each side sees it, extending and ending it."""

import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from drafting import workflow
from drafting.actions import ANSWER_COMMENT, ATTACH_COMMENT, REMIND, SEND_COMMENT, SUBMIT_RESPONSE_TABLE, WRITE_COMMENT
from drafting.documents.response_table import fingerprint
from drafting.forms.consultation import END_OF_DAY, ExtendForm, OpenForm
from drafting.forms.text import CloseForm
from drafting.models import Consultation, Text
from drafting.queries import working_content
from drafting.queries.alike import together
from drafting.queries.amended import amending_of
from drafting.queries.answering import collisions, working_index
from drafting.queries.detached import detached_from
from drafting.queries.numbering import NumberedNode, thawed
from drafting.queries.round_status import unit_statuses_of
from drafting.queries.rounds import OwnUnit, SentComments, own_units, piece_lines, said_by
from drafting.queries.text_check import Finding, Weight, before_consultation, findings_of, of_weight
from drafting.queries.version_index import PlacedComment, VersionIndex
from drafting.views.check import check_lines
from drafting.worklist import secretariats_next_action, units_next_action
from libraries.web import clock
from libraries.web.formats import short_datetime, vn_number
from libraries.web.listing import page_of
from records.access import check_permission, permitted
from records.submission import idempotent_post, posted, status_of, submit
from units import audience
from units.models import User
from units.requests import LoggedInRequest
from units.scope import work_in

COMMENTS_A_PAGE = 60
START_COMMENT = "drafting.start_comment"


def visible_consultation(request: LoggedInRequest, pk: int) -> Consultation:
    """The round, if this user may see it; 404 otherwise."""
    rounds = Consultation.objects.visible_to(request.user)
    rounds = rounds.select_related("text__emulation_year__bloc", "on_version", "table_signing")
    return work_in(request, get_object_or_404(rounds, pk=pk))


# --- Sending -----------------------------------------------------------------


def _text(request: LoggedInRequest, pk: int) -> Text:
    texts = Text.objects.visible_to(request.user).select_related("emulation_year__bloc")
    return work_in(request, get_object_or_404(texts, pk=pk))


def _end_of(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, END_OF_DAY))


def _starting(request: LoggedInRequest, text: Text, form: OpenForm, found: list[Finding]) -> HttpResponse:
    content, last = working_content(text), text.versions.order_by("-no").first()
    readers = audience.readers(list(text.emulation_year.units()))
    page = {
        "text": text,
        "form": form,
        "last": last if last is not None and last.content == content else None,
        "next_no": last.no + 1 if last else 1,
        "articles": sum(row["kind"] == "article" for row in content),
        "readers": readers,
        "people": len({person.pk for row in readers for person in row.people}),
        "check": check_lines(text, found),
        "running": text.consultations.filter(closed_at=None, closes_at__gt=clock.now()).first(),
    }
    return render(request, "drafting/consultation_start.html", page, status=status_of(form))


@idempotent_post
def consultation_start(request: LoggedInRequest, pk: int) -> HttpResponse:
    """The check page: which version goes out, until when, who will be told."""
    text = _text(request, pk)
    check_permission(request.user, "drafting.open_consultation", text)
    day = clock.today() + datetime.timedelta(days=text.bloc.comment_days)
    found = before_consultation(findings_of(text))
    asks = bool(of_weight(found, Weight.REASON))
    form = OpenForm(posted(request), initial={"closes_at": _end_of(day)}, asks_reason=asks)
    if consultation := submit(form, lambda typed: workflow.open_consultation(text, by=request.user, **typed)):
        count, until = consultation.units().count(), short_datetime(consultation.closes_at)
        messages.success(request, f"Đã gửi lấy ý kiến {vn_number(count)} đơn vị, hạn góp ý {until}.")
        return redirect("drafting:consultation_detail", pk=consultation.pk)
    return _starting(request, text, form, found)


# --- The round -----------------------------------------------------------------


@require_safe
def consultation_detail(request: LoggedInRequest, pk: int) -> HttpResponse:
    """The text to comment on; for the secretariat also who has sent, and the comments; for all once it has ended."""
    consultation, user = visible_consultation(request, pk), request.user
    index = VersionIndex(consultation.on_version)
    may = permitted(user, consultation, "drafting.read_response_table", SUBMIT_RESPONSE_TABLE.name, START_COMMENT)
    may |= permitted(user, consultation.text, REMIND.name, ANSWER_COMMENT.name, ATTACH_COMMENT.name)
    reads_all, is_open = "read_response_table" in may, consultation.is_open
    said = SentComments(user, consultation, index) if reads_all else None
    own = own_units(user, consultation, index)
    chosen = _chosen(request, own)
    page = page_of(request, said or [], COMMENTS_A_PAGE)
    is_secretary = bool(may & {REMIND.verb, SUBMIT_RESPONSE_TABLE.verb})
    for_leader = chosen is not None and chosen.speaks and not is_secretary
    context = {
        "consultation": consultation,
        "text": consultation.text,
        "may": may,
        "own": own,
        "chosen": chosen,
        "own_comments": _own_comments(user, consultation, chosen),
        "next": units_next_action(consultation, chosen) if chosen else None,
        "amending": _amending_rows(consultation),
        "pieces": piece_lines(index, said.by_key if said is not None else said_by(chosen), groups=reads_all),
        "page": page,
        "groups": index.groups(page.rows),
        "collisions": collisions(index, together(page.rows)),
        "reads_all": reads_all,
        "shows_answers": is_secretary or not is_open,
        "is_secretary": is_secretary,
        "can_remind": is_open and REMIND.verb in may,
        "can_comment": chosen is not None and is_open and "start_comment" in may,
        "can_send": for_leader and is_open and chosen is not None and bool(chosen.waiting),
        "can_agree": for_leader and is_open and chosen is not None and chosen.may_agree,
        "for_leader": for_leader,
        "layout": "base_leader.html" if for_leader else "base.html",
    }
    if is_secretary and said is not None:
        context |= _for_secretariat(consultation, said, index, may)
    return render(request, "drafting/consultation_detail.html", context)


def _amending_rows(consultation: Consultation) -> list[NumberedNode]:
    """The changes that the units are asked about; nothing where the text amends none."""
    amending = amending_of(consultation.on_version)
    return thawed(amending.content) if amending else []


def _chosen(request: LoggedInRequest, own: list[OwnUnit]) -> OwnUnit | None:
    """For whom this person looks: ?don-vi=…, else the first unit."""
    wanted = request.GET.get("don-vi", "")
    return next((row for row in own if str(row.unit.pk) == wanted), own[0] if own else None)


def _own_comments(
    user: User, consultation: Consultation, own: OwnUnit | None
) -> list[tuple[PlacedComment, frozenset[str]]]:
    """Each comment of the unit with what this person may do with it now; one of several can be sent by itself."""
    found: list[tuple[PlacedComment, frozenset[str]]] = []
    for row in own.comments if own else ():
        may: frozenset[str] = frozenset()
        if consultation.is_open:
            may = permitted(user, row.comment, WRITE_COMMENT.name, SEND_COMMENT.name)
        if own is not None and len(own.waiting) < 2:
            may -= {SEND_COMMENT.verb}
        found.append((row, may))
    return found


def _for_secretariat(
    consultation: Consultation, said: SentComments, index: VersionIndex, may: frozenset[str]
) -> dict[str, Any]:
    rows = unit_statuses_of(consultation)
    unanswered, first = said.waiting, said.first_waiting()
    issued = consultation.response_tables.last()
    if issued is not None and issued.sha256 != fingerprint(consultation):
        issued = None
    return {
        "detached": detached_from(consultation, index, working_index(consultation.text), said.by_key),
        "progress": [(row, row.words(consultation.is_open)) for row in rows],
        "silent": sum(not row.sent for row in rows),
        "unanswered": unanswered,
        "first_unanswered": first,
        "secretariats_next": secretariats_next_action(consultation, rows, (unanswered, first), issued, may),
        "issued": issued,
    }


@idempotent_post
def consultation_extend(request: LoggedInRequest, pk: int) -> HttpResponse:
    consultation = visible_consultation(request, pk)
    check_permission(request.user, "drafting.extend", consultation.text)
    day = timezone.localdate(consultation.closes_at) + datetime.timedelta(days=3)
    form = ExtendForm(posted(request), consultation=consultation, initial={"closes_at": _end_of(day)})
    verb = workflow.extend
    if extended := submit(form, lambda typed: verb(consultation, by=request.user, closes_at=typed["closes_at"])):
        messages.success(request, f"Đã gia hạn đến {short_datetime(extended.closes_at)}. Các đơn vị đã được thông báo.")
        return redirect("drafting:consultation_detail", pk=pk)
    page = {"consultation": consultation, "text": consultation.text, "form": form}
    return render(request, "drafting/consultation_extend.html", page, status=status_of(form))


@idempotent_post
def consultation_close(request: LoggedInRequest, pk: int) -> HttpResponse:
    """Check answers: who has not sent yet will be taken to agree; before the end that wants a reason."""
    consultation = visible_consultation(request, pk)
    check_permission(request.user, "drafting.close_consultation", consultation.text)
    rows = unit_statuses_of(consultation)
    silent = [row for row in rows if not row.sent]
    form = CloseForm(posted(request), asks_reason=consultation.is_open and bool(silent))
    if submit(form, lambda typed: workflow.close_consultation(consultation, by=request.user, **typed)):
        messages.success(request, "Đã kết thúc lấy ý kiến. Việc tiếp theo: trả lời góp ý, hoàn thành bảng tổng hợp.")
        return redirect("drafting:consultation_detail", pk=pk)
    page = {
        "consultation": consultation,
        "text": consultation.text,
        "form": form,
        "heard": [row for row in rows if row.sent],
        "silent": silent,
        "drafts": sum(row.drafts for row in rows),
        "count": len(rows),
    }
    return render(request, "drafting/consultation_close.html", page, status=status_of(form))

"""/du-thao/lay-y-kien/: sending a text to the units, the round as each side sees it, extending and ending it."""

import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from drafting import workflow
from drafting.documents.response_table import fingerprint
from drafting.forms.consultation import END_OF_DAY, ExtendForm, OpenForm
from drafting.models import Comment, Consultation, Text
from drafting.queries import working_content
from drafting.queries.round_status import unit_statuses_of
from drafting.queries.version_index import VersionIndex
from drafting.worklist import OwnUnit, secretariats_next_action, units_next_action
from libraries.web import clock
from libraries.web.formats import padded, short_datetime
from libraries.web.listing import page_of
from records.access import check_permission, has_permission
from records.submission import idempotent_post, post_action, posted, status_of, submit
from units import audience
from units.models import Unit
from units.scope import work_in

COMMENTS_A_PAGE = 60
DAYS_TO_COMMENT = 10


def seen(request: HttpRequest, pk: int) -> Consultation:
    """The round, if this user may see it; 404 otherwise."""
    rounds = Consultation.objects.visible_to(request.user)
    rounds = rounds.select_related("text__emulation_year__bloc", "on_version")
    return work_in(request, get_object_or_404(rounds, pk=pk))


def units_of(user, consultation: Consultation) -> list[Unit]:
    """Units of the year for which this person works or signs."""
    roles = user.roles()
    return [unit for unit in consultation.emulation_year.units() if unit.pk in roles.member_of | roles.can_sign_for]


# --- Sending -----------------------------------------------------------------


def _text(request: HttpRequest, pk: int) -> Text:
    texts = Text.objects.visible_to(request.user).select_related("emulation_year__bloc")
    return work_in(request, get_object_or_404(texts, pk=pk))


def _end_of(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, END_OF_DAY))


def _starting(request, text, form):
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
        "running": text.consultations.filter(closed_at=None, closes_at__gt=clock.now()).first(),
    }
    return render(request, "drafting/consultation_start.html", page, status=status_of(form))


@idempotent_post
def consultation_start(request: HttpRequest, pk: int) -> HttpResponse:
    """The check page: which version goes out, until when, who will be told."""
    text = _text(request, pk)
    check_permission(request.user, "drafting.open_consultation", text)
    day = clock.today() + datetime.timedelta(days=DAYS_TO_COMMENT)
    form = OpenForm(posted(request), initial={"closes_at": _end_of(day)})
    if consultation := submit(form, lambda typed: workflow.open_consultation(text, by=request.user, **typed)):
        count, until = text.emulation_year.seats.count(), short_datetime(consultation.closes_at)
        messages.success(request, f"Đã gửi lấy ý kiến {padded(count)} đơn vị đến {until}.")
        return redirect("drafting:consultation_detail", pk=consultation.pk)
    return _starting(request, text, form)


# --- The round -----------------------------------------------------------------


@require_safe
def consultation_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The text to comment on; for the secretariat also who has sent, and the comments; for all once it has ended."""
    consultation = seen(request, pk)
    places = VersionIndex(consultation.on_version)
    comments = _comments(request, consultation)
    reads_all = has_permission(request.user, "drafting.read_response_table", consultation)
    said = places.in_order(row for row in comments if row.is_sent) if reads_all else []
    own = _own_units(request, consultation, places, comments)
    chosen = _chosen(request, own)
    page = page_of(request, said, COMMENTS_A_PAGE)
    keeps = has_permission(request.user, "drafting.remind", consultation.text) or has_permission(
        request.user, "drafting.issue_response_table", consultation
    )
    is_open = consultation.is_open
    for_leader = chosen is not None and chosen.speaks and not keeps
    writable = chosen.comments if chosen and is_open else []
    context = {
        "consultation": consultation,
        "text": consultation.text,
        "own": own,
        "chosen": chosen,
        "next": units_next_action(consultation, chosen) if chosen else None,
        "pieces": _pieces(places, said, chosen, groups=reads_all),
        "page": page,
        "groups": places.groups(page.rows),
        "reads_all": reads_all,
        "shows_answers": keeps or not is_open,
        "keeps": keeps,
        "for_leader": for_leader,
        "layout": "base_leader.html" if for_leader else "base.html",
        "can_comment": chosen is not None
        and is_open
        and has_permission(request.user, "drafting.start_comment", consultation),
        "can_send": for_leader and is_open and bool(chosen.waiting),
        "can_agree": for_leader and is_open and chosen.may_agree,
        "editable": {row.pk for row in writable if has_permission(request.user, "drafting.write_comment", row)},
        "sendable": {row.pk for row in writable if has_permission(request.user, "drafting.send_comment", row)},
    }
    if keeps:
        context |= _for_secretariat(request.user, consultation, said)
    return render(request, "drafting/consultation_detail.html", context)


def _comments(request, consultation) -> list[Comment]:
    """What this person may see; the wall is CommentQuerySet.visible_to."""
    rows = Comment.objects.visible_to(request.user).filter(consultation=consultation)
    rows = rows.select_related("unit", "answer", "written_by", "sent_by").prefetch_related("unit__names")
    found = list(rows.order_by("pk"))
    for comment in found:
        comment.consultation = consultation  # already read
    return found


def _own_units(request, consultation, places, comments) -> list[OwnUnit]:
    speaks = request.user.roles().can_sign_for
    return [
        OwnUnit(unit, places.in_order(row for row in comments if row.unit_id == unit.pk), unit.pk in speaks)
        for unit in units_of(request.user, consultation)
    ]


def _chosen(request, own: list[OwnUnit]) -> OwnUnit | None:
    """For whom this person looks: ?don-vi=…, else the first unit."""
    wanted = request.GET.get("don-vi", "")
    return next((row for row in own if str(row.unit.pk) == wanted), own[0] if own else None)


def _pieces(places: VersionIndex, said: list[Comment], chosen: OwnUnit | None, *, groups: bool) -> list[dict]:
    """The text, piece by piece, with how many comments hang on each."""
    counts: dict[str, int] = {}
    due: dict[str, int] = {}
    for comment in said if groups else (chosen.comments if chosen else ()):
        keys = {str(comment.node_key)}
        if (article := places.article_of(comment.node_key)) is not None:
            keys.add(article.key)
        for key in keys:
            counts[key] = counts.get(key, 0) + 1
            due[key] = due.get(key, 0) + (comment.needs_answer and not hasattr(comment, "answer"))
    found = []
    for node in places.nodes:
        article = places.article_of(node.key)
        link = f"#gop-y-{article.anchor if article else node.anchor}" if groups else "#gop-y-cua-don-vi"
        found.append(
            {
                "node": node,
                "place": places.place_words(node.key),
                "count": counts.get(node.key, 0),
                "due": due.get(node.key, 0),
                "link": link,
            }
        )
    return found


def _for_secretariat(user, consultation, said) -> dict:
    rows = unit_statuses_of(consultation)
    unanswered = [row for row in said if row.needs_answer and not hasattr(row, "answer")]
    issued = consultation.response_tables.last()
    if issued is not None and issued.sha256 != fingerprint(consultation):
        issued = None
    may = frozenset(
        act for act in ("remind", "answer_comment") if has_permission(user, f"drafting.{act}", consultation.text)
    )
    return {
        "can_remind": consultation.is_open and "remind" in may,
        "can_answer": "answer_comment" in may,
        "progress": [(row, row.words(consultation.is_open)) for row in rows],
        "silent": sum(not row.sent for row in rows),
        "unanswered": unanswered,
        "secretariats_next": secretariats_next_action(consultation, rows, unanswered, issued, may),
        "issued": issued,
    }


@post_action("drafting:consultation_detail")
def remind(request: HttpRequest, pk: int) -> HttpResponse:
    consultation = seen(request, pk)
    check_permission(request.user, "drafting.remind", consultation.text)
    silent = workflow.remind(consultation, by=request.user)
    if silent:
        messages.success(request, f"Đã nhắc {padded(len(silent))} đơn vị. Mỗi đơn vị được nhắc một lần trong ngày.")
    else:
        messages.info(request, "Các đơn vị đã gửi đủ ý kiến, không còn đơn vị nào phải nhắc.")
    return redirect("drafting:consultation_detail", pk=pk)


@idempotent_post
def consultation_extend(request: HttpRequest, pk: int) -> HttpResponse:
    consultation = seen(request, pk)
    check_permission(request.user, "drafting.extend", consultation.text)
    day = timezone.localdate(consultation.closes_at) + datetime.timedelta(days=3)
    form = ExtendForm(posted(request), consultation=consultation, initial={"closes_at": _end_of(day)})
    verb = workflow.extend
    if extended := submit(form, lambda typed: verb(consultation, by=request.user, closes_at=typed["closes_at"])):
        messages.success(request, f"Đã gia hạn đến {short_datetime(extended.closes_at)} và báo các đơn vị.")
        return redirect("drafting:consultation_detail", pk=pk)
    page = {"consultation": consultation, "text": consultation.text, "form": form}
    return render(request, "drafting/consultation_extend.html", page, status=status_of(form))


@require_safe
def consultation_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Check answers: who has not sent yet will be taken to agree."""
    consultation = seen(request, pk)
    check_permission(request.user, "drafting.close_consultation", consultation.text)
    rows = unit_statuses_of(consultation)
    page = {
        "consultation": consultation,
        "text": consultation.text,
        "heard": [row for row in rows if row.sent],
        "silent": [row for row in rows if not row.sent],
        "drafts": sum(row.drafts for row in rows),
        "count": len(rows),
    }
    return render(request, "drafting/consultation_close.html", page)


@post_action("drafting:consultation_close")
def close_consultation(request: HttpRequest, pk: int) -> HttpResponse:
    consultation = seen(request, pk)
    check_permission(request.user, "drafting.close_consultation", consultation.text)
    workflow.close_consultation(consultation, by=request.user)
    messages.success(request, "Đã kết thúc lấy ý kiến. Tiếp theo: trả lời góp ý, ban hành bảng tổng hợp.")
    return redirect("drafting:consultation_detail", pk=pk)

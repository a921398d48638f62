"""/du-thao/gop-y/…/tra-loi/: the secretariat answers one comment after the other."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from drafting import workflow
from drafting.forms.consultation import AnswerForm, AttachForm
from drafting.models import Answer, Comment
from drafting.queries.alike import together
from drafting.queries.answering import collisions, place_changes, place_of, working_index
from drafting.queries.detached import is_detached, place_now
from drafting.queries.numbering import thawed
from drafting.queries.version_index import PlacedComment, VersionIndex
from libraries.web.formats import vn_number
from records.access import check_permission
from records.submission import idempotent_post, post_action, posted, status_of, submit
from units.requests import LoggedInRequest
from units.scope import work_in

VIEWS = [("goc", "Bản lấy ý kiến"), ("sua-doi", "Hiện sửa đổi"), ("sach", "Sau khi tiếp thu")]


def _comment(request: LoggedInRequest, pk: int) -> Comment:
    """A comment that was sent; a draft is nobody's to answer, not even its own unit's secretary's."""
    rows = Comment.objects.visible_to(request.user).sent()
    rows = rows.select_related(
        "unit", "consultation__text__emulation_year__bloc", "consultation__on_version", "reattachment__node"
    )
    return work_in(request, get_object_or_404(rows, pk=pk))


def _sent(comment: Comment, index: VersionIndex) -> list[PlacedComment]:
    """The opinions of the round in the order of the text; what several units say alike is one."""
    rows = comment.consultation.comments.sent().select_related("unit", "answer", "answer__answered_by")
    return together(index.in_order(rows.prefetch_related("unit__names").order_by("pk")))


def _holds(row: PlacedComment, comment: Comment) -> bool:
    return comment.pk in {row.comment.pk, *(other.pk for other in row.also)}


def _next_unanswered(rows: list[PlacedComment], after: Comment) -> PlacedComment | None:
    """The next one down the text without an answer; from the top again at the end."""
    here = next((place for place, row in enumerate(rows) if _holds(row, after)), -1)
    return next((row for row in rows[here + 1 :] + rows[: here + 1] if row.waits), None)


def _answering(
    request: LoggedInRequest, comment: Comment, form: AnswerForm, asked: VersionIndex, working: VersionIndex
) -> HttpResponse:
    rows = _sent(comment, asked)
    groups = asked.groups(rows)
    attached_to = place_now(comment, asked, working)
    article = working.article_of(comment.key_now) if attached_to else asked.article_of(comment.node_key)
    here, opened = next((group, row) for group in groups for row in group.comments if _holds(row, comment))
    wanted = request.GET.get("xem", "")
    view = wanted if wanted in dict(VIEWS) else "sua-doi"
    key = article.key if article else ""
    page = {
        "consultation": comment.consultation,
        "text": comment.consultation.text,
        "comment": opened.comment,
        "place": asked.place_words(comment.node_key),
        "attached_to": attached_to,
        "may_attach": bool(attached_to) or is_detached(comment, working),
        "groups": groups,
        "here": here,
        "views": VIEWS,
        "view": view,
        "has_place": article is not None,
        "nodes": place_changes(key, asked, working) if article and view == "sua-doi" else [],
        "rows": thawed((asked if view == "goc" else working).pieces(key)) if article and view != "sua-doi" else [],
        "collisions": collisions(asked, here.comments),
        "left": sum(group.unanswered for group in groups),
        "following": _next_unanswered(rows, comment),
        "form": form,
    }
    return render(request, "drafting/answer_edit.html", page, status=status_of(form))


@idempotent_post
def answer_edit(request: LoggedInRequest, pk: int) -> HttpResponse:
    """The article as it was and as it is now beside what the units say about it; one form is open.

    Afterwards the next comment without an answer opens by itself.
    """
    comment = _comment(request, pk)
    text = comment.consultation.text
    check_permission(request.user, "drafting.answer_comment", text)
    answer = Answer.objects.filter(comment=comment).first()
    asked, working = VersionIndex(comment.consultation.on_version), working_index(text)
    form = AnswerForm(posted(request), answer=answer, place=place_of(comment, asked, working))
    if not submit(form, lambda typed: workflow.answer_comment(comment, by=request.user, **typed)):
        return _answering(request, comment, form, asked, working)
    rows = _sent(comment, asked)
    following = _next_unanswered(rows, comment)
    if following is None:
        messages.success(request, "Đã gửi trả lời. Các góp ý đã được trả lời đủ.")
        return redirect("drafting:consultation_detail", pk=comment.consultation_id)
    left = sum(row.waits for row in rows)
    messages.success(request, f"Đã gửi trả lời. Còn {vn_number(left)} góp ý chưa trả lời.")
    return _at(following.comment)


def _at(comment: Comment) -> HttpResponse:
    return redirect(f"{reverse('drafting:answer_edit', args=[comment.pk])}#gop-y-{comment.pk}")


@idempotent_post
def comment_attach(request: LoggedInRequest, pk: int) -> HttpResponse:
    """Gắn lại góp ý: the part is chosen from those that stand in the draft today."""
    comment = _comment(request, pk)
    text = comment.consultation.text
    check_permission(request.user, "drafting.attach_comment", text)
    asked, working = VersionIndex(comment.consultation.on_version), working_index(text)
    form = AttachForm(posted(request), text=text, working=working, comment=comment)
    verb = workflow.attach_comment
    if attached := submit(form, lambda typed: verb(comment, by=request.user, node=typed["node"])):
        messages.success(request, f"Đã gắn góp ý với {working.place_in_sentence(attached.key_now)}.")
        return _at(attached)
    page = {
        "comment": comment,
        "consultation": comment.consultation,
        "text": text,
        "place": asked.place_words(comment.node_key),
        "asked": thawed(asked.pieces(comment.node_key)),
        "said": asked.in_order([comment])[0],
        "form": form,
    }
    return render(request, "drafting/comment_attach.html", page, status=status_of(form))


@post_action("drafting:answer_edit", gone="drafting:text_list")
def take_in(request: LoggedInRequest, pk: int) -> HttpResponse:
    """The proposed wording goes into the draft as it is; the page then shows the result, and the way back."""
    comment = _comment(request, pk)
    check_permission(request.user, "drafting.answer_comment", comment.consultation.text)
    answer = Answer.objects.filter(comment=comment).first()
    given = workflow.take_in(comment, by=request.user, revision=answer.revision if answer else 0)
    messages.success(request, f"Đã đưa lời văn đề nghị vào dự thảo. {given.body}")
    return _at(comment)


@post_action("drafting:answer_edit", gone="drafting:text_list")
def take_back_answer(request: LoggedInRequest, pk: int) -> HttpResponse:
    comment = _comment(request, pk)
    check_permission(request.user, "drafting.take_back_answer", comment.consultation.text)
    workflow.take_back_answer(comment, by=request.user)
    messages.success(request, "Đã hoàn tác. Dự thảo trở lại như trước khi trả lời góp ý này.")
    return _at(comment)

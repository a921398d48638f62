"""/du-thao/gop-y/…/tra-loi/: the secretariat answers one comment after the other."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from drafting import workflow
from drafting.forms.consultation import AnswerForm
from drafting.models import Answer, Comment
from drafting.queries.version_index import PlacedComment, VersionIndex
from libraries.web.formats import vn_number
from records.access import check_permission
from records.submission import idempotent_post, posted, status_of, submit
from units.requests import LoggedInRequest
from units.scope import work_in


def _comment(request: LoggedInRequest, pk: int) -> Comment:
    """A comment that was sent; a draft is nobody's to answer, not even its own unit's secretary's."""
    rows = Comment.objects.visible_to(request.user).sent()
    rows = rows.select_related("unit", "consultation__text__emulation_year__bloc", "consultation__on_version")
    return work_in(request, get_object_or_404(rows, pk=pk))


def _sent(comment: Comment, index: VersionIndex) -> list[PlacedComment]:
    rows = comment.consultation.comments.sent().select_related("unit", "answer", "answer__answered_by")
    return index.in_order(rows.prefetch_related("unit__names").order_by("pk"))


def _next_unanswered(rows: list[PlacedComment], after: int) -> PlacedComment | None:
    """The next one down the text without an answer; from the top again at the end."""
    here = next((place for place, row in enumerate(rows) if row.comment.pk == after), -1)
    return next((row for row in rows[here + 1 :] + rows[: here + 1] if row.waits), None)


def _answering(request: LoggedInRequest, comment: Comment, form: AnswerForm) -> HttpResponse:
    index = VersionIndex(comment.consultation.on_version)
    groups = index.groups(_sent(comment, index))
    article = index.article_of(comment.node_key)
    here = next(group for group in groups if group.node is article)
    page = {
        "consultation": comment.consultation,
        "text": comment.consultation.text,
        "comment": comment,
        "place": index.place_words(comment.node_key),
        "groups": groups,
        "here": here,
        "words": index.subtree(article.key) if article else [],
        "marked": index.marked(comment.node_key),
        "left": sum(group.unanswered for group in groups),
        "form": form,
    }
    return render(request, "drafting/answer_edit.html", page, status=status_of(form))


@idempotent_post
def answer_edit(request: LoggedInRequest, pk: int) -> HttpResponse:
    """The words of the article beside what the units say about it; one form is open.

    Afterwards the next comment without an answer opens by itself.
    """
    comment = _comment(request, pk)
    check_permission(request.user, "drafting.answer_comment", comment.consultation.text)
    answer = Answer.objects.filter(comment=comment).first()
    form = AnswerForm(posted(request), answer=answer)
    if not submit(form, lambda typed: workflow.answer_comment(comment, by=request.user, **typed)):
        return _answering(request, comment, form)
    rows = _sent(comment, VersionIndex(comment.consultation.on_version))
    following = _next_unanswered(rows, comment.pk)
    if following is None:
        messages.success(request, "Đã gửi trả lời. Các góp ý đã được trả lời đủ.")
        return redirect("drafting:consultation_detail", pk=comment.consultation_id)
    left = sum(row.waits for row in rows)
    messages.success(request, f"Đã gửi trả lời. Còn {vn_number(left)} góp ý chưa trả lời.")
    return redirect(f"{reverse('drafting:answer_edit', args=[following.comment.pk])}#gop-y-{following.comment.pk}")

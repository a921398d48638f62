"""/du-thao/…/gop-y/: a unit's comments: written by its people, sent by its leader. After closing nothing is taken."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from drafting import workflow
from drafting.actions import WRITE_COMMENT
from drafting.forms.consultation import CommentEditForm, CommentForm
from drafting.models import Comment, Consultation
from drafting.queries.rounds import units_of
from drafting.queries.version_index import Key, VersionIndex
from drafting.views.consultation import visible_consultation
from drafting.workflow import write_comment
from libraries.web.formats import vn_number
from records.access import check_permission
from records.documents import document_response
from records.submission import check_for_form, idempotent_post, post_action, posted, status_of, submit
from records.transitions import in_words, requirements
from units.models import Unit
from units.requests import LoggedInRequest
from units.scope import work_in


def _comment(request: LoggedInRequest, pk: int) -> Comment:
    rows = Comment.objects.visible_to(request.user).select_related(
        "unit",
        "written_by",
        "sent_by",
        "document",
        "consultation__text__emulation_year__bloc",
        "consultation__on_version",
    )
    return work_in(request, get_object_or_404(rows, pk=pk))


def _round_page(consultation: Consultation, unit: Unit) -> HttpResponseRedirect:
    url = reverse("drafting:consultation_detail", args=[consultation.pk])
    return redirect(f"{url}?don-vi={unit.pk}")


def _writing(
    request: LoggedInRequest,
    consultation: Consultation,
    form: CommentForm,
    node_key: Key,
    *,
    comment: Comment | None = None,
) -> HttpResponse:
    """The page of one comment. When nothing is taken any more: no form, but what was typed, so that nothing is lost."""
    index, closed = form.index, in_words(requirements(WRITE_COMMENT, consultation))
    sent = comment is not None and comment.is_sent
    node, article = index.at(node_key), index.article_of(node_key)
    page = {
        "consultation": consultation,
        "text": consultation.text,
        "form": form,
        "comment": comment,
        "node": node,
        "place": index.place_words(node_key),
        # A Khoản is read in its Điều.
        "words": index.subtree(article.key) if article else [],
        "marked": index.marked(node_key),
        "pieces": [(row, index.place_words(row.key)) for row in index.nodes],
        "takes": not (closed or sent),
        "closed_words": closed,
        "typed": _typed(form) if form.is_bound or comment else [],
        "unit": comment.unit if comment else (form.units[0] if len(form.units) == 1 else None),
        "speaks": any(unit.pk in request.user.roles().can_sign_for for unit in form.units),
    }
    template = "drafting/comment_edit.html" if comment else "drafting/comment_start.html"
    late = form.is_bound and not page["takes"]
    return render(request, template, page, status=409 if late else status_of(form))


def _typed(form: CommentForm) -> list[tuple[str, str]]:
    """(label, words) of the boxes as they were sent."""
    found = []
    for name in ("body", "replacement"):
        if name in form.fields and (words := form[name].value()):
            found.append((str(form[name].label), words))
    return found


@idempotent_post
def comment_start(request: LoggedInRequest, pk: int) -> HttpResponse:
    """?phan=key: the piece commented on; without it the whole text. ?don-vi=: for which of one's units."""
    consultation = visible_consultation(request, pk)
    check_permission(request.user, "drafting.start_comment", consultation)
    index, asked = VersionIndex(consultation.on_version), request.GET.get("phan", "")
    if asked and asked not in index:
        raise Http404("no such piece")
    key = request.POST.get("node", "") if request.method == "POST" else asked
    wanted = {"unit": request.GET.get("don-vi", "")}
    units = units_of(request.user, consultation)
    form = CommentForm(posted(request), request.FILES or None, index=index, node_key=key, units=units, initial=wanted)
    said = submit(form, lambda typed: write_comment(consultation, form.said_for, by=request.user, **form.said))
    if said is None:
        return _writing(request, consultation, form, key)
    messages.success(
        request, f"Đã lưu góp ý {index.place_in_sentence(key)}. Góp ý có giá trị khi thủ trưởng đơn vị gửi."
    )
    return _round_page(consultation, form.said_for)


@idempotent_post
def comment_edit(request: LoggedInRequest, pk: int) -> HttpResponse:
    """Changing one that waits. Changed or sent meanwhile: both texts are shown, and what was typed stays."""
    comment = _comment(request, pk)
    consultation, index = comment.consultation, VersionIndex(comment.consultation.on_version)
    form = CommentEditForm(posted(request), request.FILES or None, comment=comment, index=index)
    check_for_form(form, request.user, "drafting.write_comment", comment)
    unit = comment.unit
    if submit(form, lambda typed: write_comment(consultation, unit, by=request.user, comment=comment, **form.said)):
        messages.success(request, f"Đã lưu góp ý {index.place_in_sentence(comment.node_key)}.")
        return _round_page(consultation, unit)
    newest = _comment(request, pk) if form.is_bound else comment
    return _writing(request, consultation, form, comment.node_key, comment=newest)


@require_safe
def comment_file(request: LoggedInRequest, pk: int) -> HttpResponse:
    """The file as it was handed in, for whoever may read the comment."""
    comment = _comment(request, pk)
    if comment.document is None:
        raise Http404
    return document_response(comment.document)


@post_action("drafting:comment_edit", gone="drafting:text_list")
def remove_comment(request: LoggedInRequest, pk: int) -> HttpResponse:
    comment = _comment(request, pk)
    check_permission(request.user, "drafting.remove_comment", comment)
    workflow.remove_comment(comment, by=request.user)
    messages.success(request, "Đã xóa góp ý chưa gửi.")
    return _round_page(comment.consultation, comment.unit)


# --- Sending: the leader's -----------------------------------------------------------------


@post_action("drafting:comment_edit", gone="drafting:text_list")
def send_comment(request: LoggedInRequest, pk: int) -> HttpResponse:
    comment = _comment(request, pk)
    check_permission(request.user, "drafting.send_comment", comment)
    workflow.send_comment(comment, by=request.user)
    messages.success(request, "Đã gửi góp ý đến Tổ thư ký.")
    return _round_page(comment.consultation, comment.unit)


def _led_unit(request: LoggedInRequest, consultation: Consultation) -> Unit:
    """The unit the form names, if this person signs for it; with one unit it need not be named."""
    led = [row for row in units_of(request.user, consultation) if row.pk in request.user.roles().can_sign_for]
    wanted = request.POST.get("unit", "")
    if not wanted and len(led) == 1:
        return led[0]
    found = next((unit for unit in led if str(unit.pk) == wanted), None)
    if found is None:
        raise PermissionDenied("signs for no such unit of the year")
    return found


@post_action("drafting:consultation_detail", gone="drafting:text_list")
def send_comments(request: LoggedInRequest, pk: int) -> HttpResponse:
    consultation = visible_consultation(request, pk)
    check_permission(request.user, "drafting.send_comments", consultation)
    unit = _led_unit(request, consultation)
    sent = workflow.send_comments(consultation, unit, by=request.user)
    messages.success(request, f"Đã gửi {vn_number(len(sent))} góp ý của {unit.short_name} đến Tổ thư ký.")
    return _round_page(consultation, unit)


@post_action("drafting:consultation_detail", gone="drafting:text_list")
def agree_fully(request: LoggedInRequest, pk: int) -> HttpResponse:
    consultation = visible_consultation(request, pk)
    check_permission(request.user, "drafting.agree_fully", consultation)
    unit = _led_unit(request, consultation)
    workflow.agree_fully(consultation, unit, by=request.user)
    messages.success(request, f"Đã gửi ý kiến nhất trí toàn văn của {unit.short_name}.")
    return _round_page(consultation, unit)

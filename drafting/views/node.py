"""/du-thao/…/soan/: the editor, piece by piece. Every act is a plain form; htmx only saves without leaving the page."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from drafting import workflow
from drafting.actions import EDIT
from drafting.forms.text import NodeForm, PlaceForm
from drafting.models import EditStep, Node, Text
from drafting.queries import next_version_name
from drafting.queries.editor import editor_of
from drafting.queries.node_insertion import place_for
from drafting.queries.numbering import NumberedNode, numbered
from drafting.queries.splitting import numbered_lines
from drafting.queries.steps import steps_of
from drafting.views.text import visible_text
from libraries.web import clock
from libraries.web.query_string import whole_number
from records.access import check_permission
from records.submission import check_for_form, idempotent_post, post_action, posted, status_of, submit
from records.transitions import NotAllowedNow
from units.requests import LoggedInRequest
from units.scope import work_in


def _visible_node(request: LoggedInRequest, pk: int) -> Node:
    """The piece, of a text this user may see; 404 otherwise."""
    texts = Text.objects.visible_to(request.user)
    nodes = Node.objects.filter(text__in=texts).select_related("text__emulation_year__bloc", "removed_by")
    node = get_object_or_404(nodes, pk=pk)
    work_in(request, node.text)
    return node


def editable_node(request: LoggedInRequest, pk: int) -> Node:
    """The piece, of a text this user may edit now."""
    node = _visible_node(request, pk)
    check_permission(request.user, "drafting.edit", node.text)
    return node


def editor_at(node: Node) -> str:
    """The editor's address, at this piece."""
    return f"{reverse('drafting:text_edit', args=[node.text_id])}?o={node.pk}#n-{node.pk}"


# --- The page ---------------------------------------------------------------------------------


@require_safe
def text_edit(request: LoggedInRequest, pk: int) -> HttpResponse:
    """?o=12 shows the part that holds piece 12; ?den=12 also goes to it (the list on phones, without JavaScript)."""
    text = visible_text(request, pk)
    check_permission(request.user, "drafting.edit", text)
    if wanted := whole_number(request.GET.get("den")):
        return redirect(f"{reverse('drafting:text_edit', args=[pk])}?o={wanted}#n-{wanted}")
    editor = editor_of(text, whole_number(request.GET.get("o")))
    page = {
        "text": text,
        "editor": editor,
        "steps": steps_of(text, request.user),
        "next_version": next_version_name(text),
    }
    return render(request, "drafting/text_edit.html", page)


# --- Saving ---------------------------------------------------------------------------------


@idempotent_post
def node_edit(request: LoggedInRequest, pk: int) -> HttpResponse:
    """One piece by itself; saved from the editor (htmx: a short answer) or by the plain form (back to the piece).

    The answer to a saving request says which one it was (X-Saved): the editor then knows that its words arrived.
    """
    node = _visible_node(request, pk)
    form = NodeForm(posted(request), node=node)
    check_for_form(form, request.user, "drafting.edit", node.text)
    saved = submit(form, lambda typed: _save(request, form))
    if saved is None:
        return _alone(request, form)
    if request.htmx:
        answer = render(
            request,
            "drafting/_node_saved.html",
            {"node": saved, "at": clock.now(), "several": numbered_lines(saved.kind, saved.body)},
        )
        answer["X-Saved"] = request.headers.get("X-Saving", "")[:40]
        return answer
    messages.success(request, "Đã lưu.")
    return redirect(editor_at(saved))


def _save(request: LoggedInRequest, form: NodeForm) -> Node:
    if form.changes_nothing and not form.node.removed_at:
        return form.node
    return workflow.save_node(form.node, by=request.user, revision=form.cleaned_data["revision"], **form.words)


def _alone(request: LoggedInRequest, form: NodeForm) -> HttpResponse:
    """The one piece by itself, with what was typed and what is to be done."""
    node = _visible_node(request, form.node.pk) if form.is_bound else form.node
    page = {
        "node": node,
        "text": node.text,
        "form": form,
        "number": _numbered_one(node),
        "closed": not EDIT.allows(node.text),
    }
    template = "drafting/_node_alone.html" if request.htmx else "drafting/node_edit.html"
    response = render(request, template, page, status=status_of(form))
    if request.htmx:
        response["HX-Retarget"], response["HX-Reswap"] = f"#n-{node.pk}", "outerHTML"
    return response


def _place(node: Node) -> str:
    """ "khoản 2 Điều 5": as it is cited in the text now."""
    found = _numbered_one(node)
    return found.box_name if found else node.get_kind_display().lower()


def _numbered_one(node: Node) -> NumberedNode | None:
    known = numbered(node.text.nodes.counted())
    return next((row for row in known if row.node.pk == node.pk), None)


# --- Order, bin ---------------------------------------------------------------------------------


def _typed_is_kept(request: LoggedInRequest, node: Node) -> HttpResponse | None:
    """The buttons of a piece send its boxes along: what was typed there is saved first, or shown again."""
    if "revision" not in request.POST:
        return None
    form = NodeForm(request.POST, node=node)
    if form.is_valid() and form.nothing_typed:
        return None
    return None if submit(form, lambda typed: _save(request, form)) else _alone(request, form)


@post_action("drafting:text_edit", gone="drafting:text_list")
def add_node(request: LoggedInRequest, pk: int) -> HttpResponse:
    """Thêm Khoản, Điểm, Điều, Mục, Chương behind `here`, or at the end of the text."""
    text = visible_text(request, pk)
    check_permission(request.user, "drafting.edit", text)
    form = PlaceForm(request.POST)
    nodes = {node.pk: node for node in text.nodes.select_related("text__emulation_year__bloc")}
    wanted = form.cleaned_data.get("here") if form.is_valid() else None
    here = nodes.get(wanted) if wanted else None
    place = place_for(form.cleaned_data["kind"], here, nodes) if form.is_valid() else None
    if place is None or (wanted and here is None):
        raise NotAllowedNow("Vị trí này không thêm được loại nội dung đã chọn. Đề nghị tải lại trang rồi chọn lại.")
    if here is not None and (shown_again := _typed_is_kept(request, here)):
        return shown_again
    parent, after = place
    with workflow.undoable(text, by=request.user) as step:
        node = workflow.add_node(text, by=request.user, kind=form.cleaned_data["kind"], parent=parent, after=after)
        step.words, step.node = f"thêm {_place(node)}", node
    messages.success(request, f"Đã thêm {node.get_kind_display().lower()} mới.")
    return redirect(editor_at(node))


@post_action("drafting:node_edit", gone="drafting:text_list")
def move_node(request: LoggedInRequest, pk: int) -> HttpResponse:
    node = editable_node(request, pk)
    if shown_again := _typed_is_kept(request, node):
        return shown_again
    up = request.POST.get("huong") == "len"
    with workflow.undoable(node.text, by=request.user) as step:
        step.words, step.node = f"chuyển {_place(node)} {'lên' if up else 'xuống'}", node
        workflow.move_node(node, by=request.user, up=up)
    return redirect(editor_at(node))


@post_action("drafting:node_edit", gone="drafting:text_list")
def remove_node(request: LoggedInRequest, pk: int) -> HttpResponse:
    node = editable_node(request, pk)
    with workflow.undoable(node.text, by=request.user) as step:
        step.words, step.node = f"xóa {_place(node)}", node.parent
        workflow.remove_node(node, by=request.user)
    messages.success(request, f"Đã xóa {node.get_kind_display().lower()}. Khôi phục được tại Thùng rác, cuối trang.")
    return redirect(editor_at(node.parent) if node.parent else reverse("drafting:text_edit", args=[node.text_id]))


@post_action("drafting:node_edit", gone="drafting:text_list")
def restore_node(request: LoggedInRequest, pk: int) -> HttpResponse:
    node = editable_node(request, pk)
    with workflow.undoable(node.text, by=request.user) as step:
        restored = workflow.restore_node(node, by=request.user)
        step.words, step.node = f"khôi phục {_place(restored)}", restored
    if shown_again := _typed_is_kept(request, restored):
        return shown_again
    messages.success(request, f"Đã khôi phục {node.get_kind_display().lower()}.")
    return redirect(editor_at(restored))


# --- Split, merged; undone, done again ------------------------------------------------------------------


@post_action("drafting:node_edit", gone="drafting:text_list")
def split_node(request: LoggedInRequest, pk: int) -> HttpResponse:
    """Tách: each line of the part becomes a part."""
    node = editable_node(request, pk)
    if shown_again := _typed_is_kept(request, node):
        return shown_again
    with workflow.undoable(node.text, by=request.user) as step:
        step.words, step.node = f"tách {_place(node)}", node
        workflow.split_node(node, by=request.user)
    messages.success(request, "Đã tách mỗi dòng thành một phần.")
    return redirect(editor_at(node))


@post_action("drafting:node_edit", gone="drafting:text_list")
def merge_node(request: LoggedInRequest, pk: int) -> HttpResponse:
    """Gộp: the part goes into the one before it."""
    node = editable_node(request, pk)
    if shown_again := _typed_is_kept(request, node):
        return shown_again
    with workflow.undoable(node.text, by=request.user) as step:
        step.words = f"gộp {_place(node)} với phần đứng trước"
        merged = step.node = workflow.merge_node(node, by=request.user)
    messages.success(request, f"Đã gộp vào {_place(merged)}.")
    return redirect(editor_at(merged))


@post_action("drafting:text_edit", gone="drafting:text_list")
def undo_step(request: LoggedInRequest, pk: int) -> HttpResponse:
    """Hoàn tác the last structural act of this person."""
    text = visible_text(request, pk)
    check_permission(request.user, "drafting.edit", text)
    return _turned(request, text, workflow.undo_step(text, by=request.user), "Đã hoàn tác")


@post_action("drafting:text_edit", gone="drafting:text_list")
def redo_step(request: LoggedInRequest, pk: int) -> HttpResponse:
    text = visible_text(request, pk)
    check_permission(request.user, "drafting.edit", text)
    return _turned(request, text, workflow.redo_step(text, by=request.user), "Đã làm lại")


def _turned(request: LoggedInRequest, text: Text, step: EditStep, done: str) -> HttpResponse:
    messages.success(request, f"{done}: {step.words}.")
    node = step.node
    if node is not None and node.removed_at is None:
        return redirect(editor_at(node))
    return redirect("drafting:text_edit", pk=text.pk)

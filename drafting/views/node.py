"""/du-thao/…/soan/: the editor, piece by piece. Every act is a plain form; htmx only saves without leaving the page."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from drafting import workflow
from drafting.actions import EDIT
from drafting.forms.text import NodeForm, PlaceForm
from drafting.models import Node, Text
from drafting.queries.numbering import NumberedNode, numbered
from drafting.views.text import seen
from drafting.workflow.node_insertion import KINDS, kinds_for, place_for
from libraries.web import clock
from libraries.web.query_string import whole_number
from records.access import check_permission
from records.submission import check_for_form, idempotent_post, post_action, posted, status_of, submit
from records.transitions import NotAllowedNow
from units.scope import work_in

# More pieces than this are shown one Chương (or Điều outside of one) at a time.
MOST_AT_ONCE = 300
HEADS = (Node.Kind.CHAPTER, Node.Kind.SECTION, Node.Kind.ARTICLE)
LETTERS_A_LINE = 85


def _visible_node(request: HttpRequest, pk: int) -> Node:
    """The piece, of a text this user may see; 404 otherwise."""
    texts = Text.objects.visible_to(request.user)
    nodes = Node.objects.filter(text__in=texts).select_related("text__emulation_year__bloc", "removed_by")
    node = get_object_or_404(nodes, pk=pk)
    work_in(request, node.text)
    return node


def seen_node(request: HttpRequest, pk: int) -> Node:
    """The piece, of a text this user may edit now."""
    node = _visible_node(request, pk)
    check_permission(request.user, "drafting.edit", node.text)
    return node


def editor_at(node: Node) -> str:
    """The editor's address, at this piece."""
    return f"{reverse('drafting:text_edit', args=[node.text_id])}?o={node.pk}#n-{node.pk}"


# --- The page ---------------------------------------------------------------------------------


@require_safe
def text_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """?o=12 shows the part that holds piece 12; ?den=12 also goes to it (the list on phones, without JavaScript)."""
    text = seen(request, pk)
    check_permission(request.user, "drafting.edit", text)
    if wanted := whole_number(request.GET.get("den")):
        return redirect(f"{reverse('drafting:text_edit', args=[pk])}?o={wanted}#n-{wanted}")
    rows = list(text.nodes.select_related("removed_by"))
    by_pk = {row.pk: row for row in rows}
    standing = numbered(row for row in rows if not row.removed_at)
    shown = _part(standing, by_pk, whole_number(request.GET.get("o"))) if len(standing) > MOST_AT_ONCE else standing
    ends, holding = _ends(standing), {node.parent for node in standing}
    offered: dict[tuple, list] = {}
    for node in shown:
        row = node.node
        row.text = text
        row.rows = _rows(row.body)
        row.lead_is_rare = not row.body and node.key in holding  # an Điều with Khoản seldom has words of its own
        row.is_first, row.is_last = row.pk in ends[0], row.pk in ends[1]
        shape = _shape(row, by_pk)
        offered.setdefault(shape, kinds_for(row, by_pk))
        row.offered = offered[shape]
    page = {
        "text": text,
        "nodes": shown,
        "heads": [node for node in standing if node.kind in HEADS],
        "in_parts": len(shown) < len(standing),
        "shown_pks": {node.node.pk for node in shown},
        "bin": _bin(rows, by_pk),
        "first_kinds": [(kind, Node.Kind(kind).label) for kind in KINDS if place_for(kind, None, by_pk)],
    }
    return render(request, "drafting/text_edit.html", page)


def _bin(rows: list[Node], by_pk: dict[int, Node]) -> list[Node]:
    """Newest first. `inside`: the piece above that is in the bin too and has to be taken back before it."""
    removed = sorted((row for row in rows if row.removed_at), key=lambda row: row.removed_at, reverse=True)
    for row in removed:
        above = row
        while above.parent_id and (above is row or not above.removed_at):
            above = by_pk[above.parent_id]
        row.inside = above if above is not row and above.removed_at else None
    return removed


def _rows(body: str) -> int:
    lines = sum(1 + len(line) // LETTERS_A_LINE for line in body.split("\n"))
    return min(lines, 16)


def _shape(row: Node, by_pk: dict[int, Node]) -> tuple:
    """The kinds above a piece: pieces of one shape are offered the same things."""
    shape = [row.kind]
    while row.parent_id:
        row = by_pk[row.parent_id]
        shape.append(row.kind)
    return tuple(shape)


def _ends(standing: list[NumberedNode]) -> tuple[set[int], set[int]]:
    """First and last among their siblings: these cannot go up, or down."""
    first: dict[str | None, int] = {}
    last: dict[str | None, int] = {}
    for node in standing:
        first.setdefault(node.parent, node.node.pk)
        last[node.parent] = node.node.pk
    return set(first.values()), set(last.values())


def _part(standing: list[NumberedNode], by_pk: dict[int, Node], wanted: int | None) -> list[NumberedNode]:
    """The root that holds the wanted piece, with all that is under it; the first root otherwise."""

    def root(row: Node) -> int:
        while row.parent_id:
            row = by_pk[row.parent_id]
        return row.pk

    here = root(by_pk[wanted]) if wanted in by_pk else standing[0].node.pk
    return [node for node in standing if root(node.node) == here] or standing[:MOST_AT_ONCE]


# --- Saving ---------------------------------------------------------------------------------


@idempotent_post
def node_edit(request: HttpRequest, pk: int) -> HttpResponse:
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
        answer = render(request, "drafting/_node_saved.html", {"node": saved, "at": clock.now()})
        answer["X-Saved"] = request.headers.get("X-Saving", "")[:40]
        return answer
    messages.success(request, "Đã lưu.")
    return redirect(editor_at(saved))


def _save(request, form: NodeForm) -> Node:
    if form.changes_nothing and not form.node.removed_at:
        return form.node
    return workflow.save_node(form.node, by=request.user, revision=form.cleaned_data["revision"], **form.words)


def _alone(request, form: NodeForm) -> HttpResponse:
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


def _numbered_one(node: Node) -> NumberedNode | None:
    known = numbered(node.text.nodes.active())
    return next((row for row in known if row.node.pk == node.pk), None)


# --- Order, bin ---------------------------------------------------------------------------------


def _typed_is_kept(request, node: Node) -> HttpResponse | None:
    """The buttons of a piece send its boxes along: what was typed there is saved first, or shown again."""
    if "revision" not in request.POST:
        return None
    form = NodeForm(request.POST, node=node)
    if form.is_valid() and form.nothing_typed:
        return None
    return None if submit(form, lambda typed: _save(request, form)) else _alone(request, form)


@post_action("drafting:text_edit")
def add_node(request: HttpRequest, pk: int) -> HttpResponse:
    """Thêm Khoản, Điểm, Điều, Mục, Chương behind `here`, or at the end of the text."""
    text = seen(request, pk)
    check_permission(request.user, "drafting.edit", text)
    form = PlaceForm(request.POST)
    nodes = {node.pk: node for node in text.nodes.select_related("text__emulation_year__bloc")}
    wanted = form.cleaned_data.get("here") if form.is_valid() else None
    here = nodes.get(wanted) if wanted else None
    place = place_for(form.cleaned_data["kind"], here, nodes) if form.is_valid() else None
    if place is None or (wanted and here is None):
        raise NotAllowedNow("Chỗ này không thêm được phần đó. Tải lại trang rồi chọn lại.")
    if here is not None and (shown_again := _typed_is_kept(request, here)):
        return shown_again
    parent, after = place
    node = workflow.add_node(text, by=request.user, kind=form.cleaned_data["kind"], parent=parent, after=after)
    messages.success(request, f"Đã thêm {node.get_kind_display()} mới.")
    return redirect(editor_at(node))


@post_action("drafting:node_edit")
def move_node(request: HttpRequest, pk: int) -> HttpResponse:
    node = seen_node(request, pk)
    if shown_again := _typed_is_kept(request, node):
        return shown_again
    workflow.move_node(node, by=request.user, up=request.POST.get("huong") == "len")
    return redirect(editor_at(node))


@post_action("drafting:node_edit")
def remove_node(request: HttpRequest, pk: int) -> HttpResponse:
    node = seen_node(request, pk)
    workflow.remove_node(node, by=request.user)
    messages.success(
        request, f"Đã bỏ {node.get_kind_display()} vào thùng rác ở cuối trang; lấy lại được bất cứ lúc nào."
    )
    return redirect(editor_at(node.parent) if node.parent else reverse("drafting:text_edit", args=[node.text_id]))


@post_action("drafting:node_edit")
def restore_node(request: HttpRequest, pk: int) -> HttpResponse:
    node = seen_node(request, pk)
    restored = workflow.restore_node(node, by=request.user)
    if shown_again := _typed_is_kept(request, restored):
        return shown_again
    messages.success(request, f"Đã lấy lại {node.get_kind_display()}.")
    return redirect(editor_at(restored))

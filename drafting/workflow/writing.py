"""A text and its parts, until the content is settled."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F, Max, Min

from drafting.actions import ADD_NODE, CREATE_TEXT, EDIT, MOVE_NODE, REMOVE_NODE, RESTORE_NODE, SAVE_NODE
from drafting.models import Node, Text
from drafting.queries import last_edit_words, last_saving_words, removed_words
from drafting.queries.node_insertion import ALLOWED_UNDER, NO_ANNEX, may_hold
from drafting.workflow.recognising import recognise_all, recognised_in
from drafting.workflow.skeletons import Row
from libraries.web import clock
from records.ordering import exchanged, number
from records.revisions import EditConflict, next_revision
from records.transitions import NotAllowedNow, begin, finish
from units.models import EmulationYear, User

LONGEST_BODY = 20_000
LONGEST_HEADING = 500
MOST_NODES = 1_500


@transaction.atomic
def create_text(
    year: EmulationYear, *, by: User, kind: str, title: str, legal_basis: str = "", tree: Iterable[Row] = ()
) -> Text:
    """Soạn thảo. `tree`: (kind, heading, body, [children]) rows to begin with, as in drafting.workflow.skeletons."""
    tree = list(tree)
    if not all(may_hold(kind, row[0]) for row in tree):
        raise NotAllowedNow(NO_ANNEX)
    text = Text.objects.create(
        emulation_year=year,
        kind=kind,
        title=title,
        legal_basis=legal_basis,
        created_at=clock.now(),
        created_by=by,
        is_sample=year.is_sample,
    )
    _plant(text, None, tree)
    recognise_all(text)
    return finish(CREATE_TEXT, text, by=by)


def _plant(text: Text, parent: Node | None, tree: Iterable[Row]) -> None:
    for position, (kind, heading, body, children) in enumerate(tree, 1):
        node = Node.objects.create(
            text=text, parent=parent, kind=kind, position=position * 10, heading=heading, body=body
        )
        _plant(text, node, children)


@transaction.atomic
def edit(
    text: Text,
    *,
    by: User,
    title: str,
    legal_basis: str,
    own_provisions: str | None = None,
    revision: int | None = None,
) -> Text:
    """Change title and legal basis (sửa tên, căn cứ); of a text that amends also its closing provisions.

    EditConflict when `revision` is no longer the newest.
    """
    text = begin(EDIT, text, by=by)
    revision = next_revision(text, revision, told=lambda: last_edit_words(text))
    own = text.own_provisions if own_provisions is None or not text.amends else own_provisions
    return finish(
        EDIT,
        text,
        by=by,
        data={"title": title},
        title=title,
        legal_basis=legal_basis,
        own_provisions=own,
        revision=revision,
    )


@transaction.atomic
def add_node(
    text: Text,
    *,
    by: User,
    kind: str,
    parent: Node | None = None,
    after: Node | None = None,
    first: bool = False,
    heading: str = "",
    body: str = "",
) -> Node:
    """Thêm một phần under `parent` (None: the text itself), behind its sibling `after`, `first`, or at the end."""
    text = begin(ADD_NODE, text, by=by)
    # As they are under the lock: somebody may have moved or removed them since the page was read.
    parent, after = _afresh(parent), _afresh(after)
    if parent is not None and (parent.text_id != text.pk or parent.removed_at or _above_in_bin(parent)):
        raise NotAllowedNow("Phần bên trên vừa được xóa ở nơi khác. Đề nghị tải lại trang rồi thêm lại.")
    above = parent.kind if parent is not None else None
    if kind not in ALLOWED_UNDER[above]:
        raise NotAllowedNow("Không đặt được phần này tại đây: chương gồm mục, điều; điều gồm khoản; khoản gồm điểm.")
    if not may_hold(text.kind, kind):
        raise NotAllowedNow(NO_ANNEX)
    if text.nodes.active().count() >= MOST_NODES:
        raise NotAllowedNow("Dự thảo đã có 1.500 phần, không thêm được nữa. Đề nghị tách thành hai văn bản.")
    siblings = text.nodes.filter(parent=parent)
    if after is not None and (after.text_id != text.pk or after.parent_id != (parent.pk if parent else None)):
        raise NotAllowedNow("Vị trí thêm không còn đúng. Đề nghị tải lại trang rồi thêm lại.")
    if first:
        position = (siblings.aggregate(lowest=Min("position"))["lowest"] or 20) - 10
    elif after is None:
        position = (siblings.aggregate(last=Max("position"))["last"] or 0) + 10
    else:
        position = after.position + 10
        siblings.filter(position__gt=after.position).update(position=F("position") + 10)
    node = Node.objects.create(text=text, parent=parent, kind=kind, position=position, heading=heading, body=body)
    if body or heading:
        Node.objects.filter(pk=node.pk).update(references=recognised_in(node, text))
    finish(ADD_NODE, text, by=by, data={"key": str(node.key), "kind": kind})
    return node


def _afresh(node: Node | None) -> Node | None:
    return Node.objects.get(pk=node.pk) if node is not None else None


def _above_in_bin(node: Node) -> Node | None:
    """The nearest piece above that is in the bin; a text is at most five deep."""
    while node.parent is not None:
        node = node.parent
        if node.removed_at:
            return node
    return None


@transaction.atomic
def save_node(node: Node, *, by: User, heading: str, body: str, revision: int | None = None) -> Node:
    """Change the words of one part (sửa một phần). EditConflict when `revision` is no longer the newest, or in the bin.

    Every writer of a part holds the lock of its text. The log keeps the words that were replaced, with their revision.
    """
    text = begin(SAVE_NODE, node.text, by=by)
    node = Node.objects.select_related("removed_by").get(pk=node.pk)
    if node.removed_at is not None:
        raise EditConflict(node, removed_words(node))
    node.text = text
    replaced = {"revision": node.revision, "was": {"heading": node.heading, "body": node.body}}
    node.revision = next_revision(node, revision, told=lambda: last_saving_words(node))
    node.heading, node.body = heading, body
    node.references = recognised_in(node, text)
    node.save(update_fields=["heading", "body", "references", "revision"])
    finish(SAVE_NODE, text, by=by, data={"key": str(node.key), **replaced})
    return node


@transaction.atomic
def move_node(node: Node, *, by: User, up: bool) -> Node:
    """Đưa lên hoặc xuống một bậc among its siblings; at the end of the row nothing happens."""
    text = begin(MOVE_NODE, node.text, by=by)
    siblings = list(text.nodes.active().filter(parent_id=node.parent_id).order_by("position", "pk"))
    # A Phụ lục stays behind all else.
    siblings = [sibling for sibling in siblings if (sibling.kind == "annex") == (node.kind == "annex")]
    if node.pk not in [sibling.pk for sibling in siblings]:
        raise NotAllowedNow("Phần này vừa được xóa ở nơi khác. Đề nghị tải lại trang.")
    if node.kept_number:
        raise NotAllowedNow("Phần của văn bản đã ban hành giữ nguyên số và vị trí. Chỉ chuyển được phần mới bổ sung.")
    if (moved := exchanged(siblings, node.pk, up=up)) is not None:
        number(moved, step=10)
        finish(MOVE_NODE, text, by=by, data={"key": str(node.key), "up": up})
    return Node.objects.get(pk=node.pk)


@transaction.atomic
def remove_node(node: Node, *, by: User) -> Node:
    """Bỏ vào thùng rác, with all that stands under it; `restore_node` brings it back to its place."""
    text = begin(REMOVE_NODE, node.text, by=by)
    if Node.objects.filter(pk=node.pk, removed_at=None).update(removed_at=clock.now(), removed_by=by):
        finish(REMOVE_NODE, text, by=by, data={"key": str(node.key)})
    return Node.objects.get(pk=node.pk)


@transaction.atomic
def restore_node(node: Node, *, by: User) -> Node:
    """Lấy lại từ thùng rác. Not out of a piece that is in the bin itself: it would stay unseen."""
    text = begin(RESTORE_NODE, node.text, by=by)
    if (above := _above_in_bin(Node.objects.get(pk=node.pk))) is not None:
        raise NotAllowedNow(f"Phần này thuộc “{above}” đã xóa. Khôi phục phần đó trước.")
    if Node.objects.filter(pk=node.pk, removed_at__isnull=False).update(removed_at=None, removed_by=None):
        finish(RESTORE_NODE, text, by=by, data={"key": str(node.key)})
    return Node.objects.get(pk=node.pk)

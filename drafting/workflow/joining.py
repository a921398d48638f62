"""A part joined with the one before it, or its lines made parts of their own."""

from django.db import transaction

from drafting.actions import MERGE_NODE, SPLIT_NODE
from drafting.models import Node
from drafting.queries.joining import DIVISIBLE, part_before
from drafting.workflow.writing import LONGEST_BODY, add_node, remove_node, save_node
from records.transitions import NotAllowedNow, begin, finish
from units.models import User


@transaction.atomic
def split_node(node: Node, *, by: User) -> Node:
    """Tách: the first line stays, each other line becomes a part of the same kind behind it; the last holds what
    stands under the part. Keys, and the comments with them, stay with the first line.
    """
    text = begin(SPLIT_NODE, node.text, by=by)
    node = Node.objects.select_related("text").get(pk=node.pk)
    lines = [line.strip() for line in node.body.split("\n") if line.strip()]
    if node.kind not in DIVISIBLE or len(lines) < 2 or node.removed_at is not None:
        raise NotAllowedNow("Phần này chỉ có một dòng, không tách được. Xuống dòng tại vị trí cần tách, lưu rồi tách.")
    if node.children.active().exclude(kept_number="").exists():
        raise NotAllowedNow("Phần của văn bản đã ban hành giữ nguyên vị trí, không tách được.")
    save_node(node, by=by, heading=node.heading, body=lines[0])
    last = node
    for line in lines[1:]:
        last = add_node(text, by=by, kind=node.kind, parent=node.parent, after=last, body=line)
    node.children.active().update(parent=last)
    finish(SPLIT_NODE, text, by=by, data={"key": str(node.key), "parts": len(lines)})
    return Node.objects.get(pk=node.pk)


@transaction.atomic
def merge_node(node: Node, *, by: User) -> Node:
    """Gộp: its words go behind those of the part of its kind before it, with what stands under it; it goes to the bin.

    What comes back is the part that holds both.
    """
    text = begin(MERGE_NODE, node.text, by=by)
    node = Node.objects.select_related("text").get(pk=node.pk)
    before = part_before(node, text.nodes.active().filter(parent_id=node.parent_id))
    if before is None or node.removed_at is not None:
        raise NotAllowedNow("Không có phần cùng loại đứng ngay trước để gộp. Đề nghị tải lại trang.")
    if node.kept_number or node.children.active().exclude(kept_number="").exists():
        raise NotAllowedNow("Phần của văn bản đã ban hành giữ nguyên số và vị trí, không gộp được.")
    words = "\n".join(filter(None, (before.body, node.body)))
    if len(words) > LONGEST_BODY:
        raise NotAllowedNow("Phần sau khi gộp sẽ quá dài. Gộp các phần ngắn hơn.")
    save_node(before, by=by, heading=before.heading, body=words)
    last = max((child.position for child in before.children.all()), default=0)
    for place, child in enumerate(node.children.active().order_by("position", "pk"), 1):
        Node.objects.filter(pk=child.pk).update(parent=before, position=last + place * 10)
    remove_node(node, by=by)
    finish(MERGE_NODE, text, by=by, data={"key": str(node.key), "into": str(before.key)})
    return Node.objects.get(pk=before.pk)

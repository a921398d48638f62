"""Parts of a text bound to settings of the bloc."""

from collections.abc import Mapping

from django.db import transaction

from drafting.actions import BIND_PARTS
from drafting.models import BoundPart, Node, Text
from records.transitions import NotAllowedNow, begin, finish
from units.models import User


@transaction.atomic
def bind_parts(text: Text, *, by: User, parts: Mapping[str, int | None]) -> Text:
    """Gắn thiết lập: which part lays down which setting, by the primary key of the node; None: no part does."""
    text = begin(BIND_PARTS, text, by=by)
    wanted = {setting: pk for setting, pk in parts.items() if pk is not None}
    nodes = {node.pk: node for node in Node.objects.active().filter(text=text, pk__in=wanted.values())}
    if len(nodes) < len(set(wanted.values())):
        raise NotAllowedNow("Phần đã chọn vừa được xóa ở nơi khác. Đề nghị tải lại trang rồi chọn lại.")
    bound = {row.setting: row for row in text.bound_parts.all()}
    if {setting: row.node_id for setting, row in bound.items() if setting in parts} == wanted:
        return text
    for setting in parts.keys() & bound.keys():
        bound[setting].delete()
    BoundPart.objects.bulk_create(
        BoundPart(text=text, setting=setting, node=nodes[pk]) for setting, pk in wanted.items()
    )
    finish(BIND_PARTS, text, by=by, data={setting: str(nodes[pk].key) for setting, pk in wanted.items()})
    return text

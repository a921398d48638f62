"""A comment whose part is gone is attached to another part."""

from django.db import transaction

from drafting.actions import ATTACH_COMMENT
from drafting.models import Comment, Node, Reattachment
from drafting.queries import working_content
from drafting.queries.alike import alike
from drafting.queries.detached import is_detached
from drafting.queries.version_index import VersionIndex, WorkingText
from libraries.web import clock
from records.transitions import NotAllowedNow, begin, finish
from units.models import User


@transaction.atomic
def attach_comment(comment: Comment, *, by: User, node: Node) -> Comment:
    """Gắn lại góp ý, and all that say the same, with a part that stands in the text.

    NotAllowedNow where the part it hangs on is still there, or the new one is not.
    """
    text = begin(ATTACH_COMMENT, comment.consultation.text, by=by)
    working = VersionIndex(WorkingText(working_content(text)))
    comment = Comment.objects.select_related("consultation", "reattachment__node").get(pk=comment.pk)
    if not is_detached(comment, working) and not hasattr(comment, "reattachment"):
        raise NotAllowedNow("Phần được góp ý vẫn còn trong dự thảo, không cần gắn lại.")
    if node.text_id != text.pk or node.key not in working:
        raise NotAllowedNow("Phần đã chọn vừa được xóa ở nơi khác. Đề nghị tải lại trang rồi chọn lại.")
    for row in alike(comment):
        Reattachment.objects.update_or_create(
            comment=row, defaults={"node": node, "attached_at": clock.now(), "attached_by": by}
        )
        finish(ATTACH_COMMENT, text, by=by, about=row, data={"was": comment.key_now, "key": str(node.key)})
    return Comment.objects.select_related("reattachment__node").get(pk=comment.pk)

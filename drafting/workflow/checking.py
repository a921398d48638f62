"""The check of a text on its way out: what may stand with a reason, and what one click mends."""

from collections.abc import Iterable

from django.db import transaction

from drafting.models import Node, PassedCheck, Text
from drafting.queries.text_check import Finding, Weight, of_weight
from drafting.queries.typed_numbers import capital_lines, plain_marks, without_number
from drafting.workflow.writing import save_node
from libraries.web import clock
from libraries.web.formats import vn_number
from records.transitions import NotAllowedNow
from units.models import User

MOST_NAMED = 3


def pass_check(text: Text, gate: str, found: Iterable[Finding], *, by: User, reason: str) -> None:
    """Keep why these findings stand; NotAllowedNow where one wants a reason and none was given."""
    standing = [finding.sentence for finding in of_weight(found, Weight.REASON)]
    if not standing:
        return
    if not reason.strip():
        more = f" và {vn_number(len(standing) - MOST_NAMED)} nội dung khác" if len(standing) > MOST_NAMED else ""
        raise NotAllowedNow(
            f"Kiểm tra văn bản còn nội dung cần sửa: {' '.join(standing[:MOST_NAMED])}{more} "
            "Sửa các nội dung này, hoặc nhập lý do giữ nguyên."
        )
    PassedCheck.objects.create(
        text=text, gate=gate, findings=standing, reason=reason.strip(), passed_at=clock.now(), passed_by=by
    )


@transaction.atomic
def mend_node(node: Node, *, by: User) -> Node:
    """Take off number and marks of Word that came with the words of a part, begin its lines with capitals.

    Unchanged it stays unwritten.
    """
    heading, body = plain_marks(node.heading).replace("\n", " "), plain_marks(node.body)
    if node.has_heading:
        heading = without_number(node.kind, heading)
    else:
        body = without_number(node.kind, body)
    heading, body = capital_lines(heading), capital_lines(body)
    if (heading, body) == (node.heading, node.body):
        return node
    return save_node(node, by=by, heading=heading, body=body, revision=node.revision)

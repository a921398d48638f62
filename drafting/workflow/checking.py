"""The check of a text on its way out: what may stand with a reason, and what one click mends."""

from collections.abc import Iterable

from django.db import transaction

from drafting.actions import SAVE_NODE
from drafting.models import Node, PassedCheck, Text
from drafting.queries import working_content
from drafting.queries.splitting import numbered_lines, split_article
from drafting.queries.text_check import Finding, Weight, of_weight
from drafting.queries.typed_numbers import capital_lines, plain_marks, without_number
from drafting.queries.version_index import VersionIndex, WorkingText
from drafting.workflow.rewriting import rewrite
from drafting.workflow.writing import save_node
from libraries.web import clock
from libraries.web.formats import vn_number
from records.transitions import NotAllowedNow, begin
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
    """Take off number and marks of Word that came with a part, begin its lines with capitals, split several parts.

    Unchanged it stays unwritten.
    """
    heading, body = plain_marks(node.heading).replace("\n", " "), plain_marks(node.body)
    if node.has_heading:
        heading = without_number(node.kind, heading)
    else:
        body = without_number(node.kind, body)
    several = numbered_lines(node.kind, body)
    if not several:  # "a)" in front of a line is no small letter that begins it
        heading, body = capital_lines(heading), capital_lines(body)
    if (heading, body) != (node.heading, node.body):
        node = save_node(node, by=by, heading=heading, body=body, revision=node.revision)
    if several:
        _split(node, by=by)
    return Node.objects.get(pk=node.pk)


def _split(node: Node, *, by: User) -> None:
    """Each numbered line becomes a Khoản or Điểm; the first of a part keeps its key, and with it its comments."""
    text = begin(SAVE_NODE, node.text, by=by)
    standing, words = split_article(VersionIndex(WorkingText(working_content(text))), str(node.key))
    if standing:
        rewrite(text, standing, words, by=by)

"""The frames of headings: whole, in place, and told apart from a text in force."""

import unicodedata

import pytest

from drafting import workflow
from drafting.models import Text
from drafting.queries.node_insertion import ALLOWED_UNDER
from drafting.queries.typed_numbers import capital_lines
from drafting.workflow.skeletons import OF_KIND, PLEDGE, REGULATION
from khoithidua.sample import texts


def rows(tree, above=None):
    for kind, heading, body, children in tree:
        yield above, kind, heading, body
        yield from rows(children, kind)


@pytest.mark.parametrize("kind", Text.Kind.values)
def test_a_frame_can_be_planted_and_frozen(kind, year2020, lan):
    text = workflow.create_text(year2020, by=lan, kind=kind, title="Thử", tree=OF_KIND[kind])
    assert workflow.freeze(text, by=lan).no == 1


@pytest.mark.parametrize("tree", [REGULATION, PLEDGE])
def test_every_row_stands_where_it_may(tree):
    for above, kind, heading, body in rows(tree):
        assert kind in ALLOWED_UNDER[above]
        assert unicodedata.is_normalized("NFC", heading + body)
        assert kind in ("chapter", "section", "article") or not heading


@pytest.mark.parametrize("tree", [REGULATION, PLEDGE, texts.REGULATION, texts.PLEDGE])
def test_every_line_begins_with_a_capital(tree):
    words = [body for *_, body in rows(tree)]
    assert len(words) > 5 and [capital_lines(body) for body in words] == words


def test_a_regulation_has_six_chapters_and_leaves_gaps_open():
    assert REGULATION[0][1] == "Quy định chung" and len(REGULATION) == 6
    assert sum("[…]" in body for *_, body in rows(REGULATION)) >= 10

"""Numbers by the decree: Roman chapters, articles through the whole text, points by the Vietnamese alphabet."""

import uuid
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.queries.numbering import frozen, numbered, point_letter, roman, thawed


def grow(*tree):
    """Rows as the database gives them, in no order."""
    rows = []

    def plant(parent, branches):
        for place, (kind, *children) in enumerate(branches):
            row = SimpleNamespace(
                pk=len(rows) + 1, key=uuid.uuid4(), parent_id=parent, kind=kind, position=place, heading="", body=kind,
                kept_number="", removed_at=None,
            )  # fmt: skip
            rows.append(row)
            plant(row.pk, children)

    plant(None, tree)
    return rows[::-1]


def labels(*tree):
    return [node.label for node in numbered(grow(*tree))]


def test_points_follow_the_vietnamese_alphabet():
    points = [("point",)] * 8
    assert labels(("article", ("clause", *points)))[2:] == ["a)", "b)", "c)", "d)", "đ)", "e)", "g)", "h)"]


def test_the_alphabet_has_no_f_j_w_z_and_doubles_at_its_end():
    letters = [point_letter(number) for number in range(1, 26)]
    assert "".join(letters[:23]) == "abcdđeghiklmnopqrstuvxy"
    assert letters[23:] == ["aa", "bb"]


@pytest.mark.parametrize(
    ("number", "words"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (49, "XLIX"), (99, "XCIX"), (104, "CIV")]
)
def test_chapters_are_roman(number, words):
    assert roman(number) == words


def test_articles_run_on_and_the_rest_begins_anew():
    two = ("clause",), ("clause",)
    part = ("chapter", ("section", ("article", *two)), ("section", ("article", *two)))
    assert labels(part, part) == [
        "Chương I", "Mục 1", "Điều 1.", "1.", "2.", "Mục 2", "Điều 2.", "1.", "2.",
        "Chương II", "Mục 1", "Điều 3.", "1.", "2.", "Mục 2", "Điều 4.", "1.", "2.",
    ]  # fmt: skip


def test_an_only_clause_has_no_number_and_is_cited_as_its_article():
    article, clause, point = numbered(grow(("article", ("clause", ("point",)))))
    assert (clause.label, clause.citation, point.citation) == ("", "Điều 1", "điểm a Điều 1")
    assert (article.anchor, point.anchor) == ("dieu-1", "dieu-1-diem-a")
    assert clause.anchor.startswith("p-")


def test_citations_and_anchors():
    last = numbered(grow(("article",), ("article", ("clause",), ("clause", *[("point",)] * 5))))[-1]
    assert last.citation == "điểm đ khoản 2 Điều 2"
    assert last.anchor == "dieu-2-khoan-2-diem-dj"  # điểm d is another place
    assert last.depth == 2


def test_what_stands_under_a_removed_piece_is_not_in_the_text():
    rows = grow(("article", ("clause", ("point",))), ("article",))
    clause = next(row for row in rows if row.kind == "clause")
    assert [node.label for node in numbered(row for row in rows if row is not clause)] == ["Điều 1.", "Điều 2."]


KINDS = st.sampled_from(["clause", "point", "paragraph", "article", "section", "chapter"])
TREES = st.recursive(st.tuples(KINDS), lambda deeper: st.builds(lambda k, c: (k, *c), KINDS, st.lists(deeper)))


@given(st.lists(TREES))
def test_every_piece_once_parents_first_and_frozen_without_loss(tree):
    rows = grow(*tree)
    nodes = numbered(rows)
    assert sorted(node.key for node in nodes) == sorted(str(row.key) for row in rows)
    seen = {None}
    for node in nodes:
        assert node.parent in seen
        seen.add(node.key)
    assert [node.label for node in thawed(frozen(nodes))] == [node.label for node in nodes]


def test_no_two_places_share_an_anchor():
    article = ("article", ("paragraph",), ("clause", *[("point",)] * 6), ("paragraph",))
    nodes = numbered(grow(*[("chapter", ("section", article), ("section", article))] * 3))
    assert len({node.anchor for node in nodes}) == len(nodes) == 69


def test_numbering_asks_the_database_nothing_itself(draft, django_assert_num_queries):
    with django_assert_num_queries(1):
        numbered(draft.nodes.active())

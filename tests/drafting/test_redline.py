"""The comparison: nothing lost, readable, bounded; and what became of each node."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.queries.redline import changes, summary
from drafting.queries.word_changes import longest_rising, word_changes

WORDS = st.lists(
    st.sampled_from(["Khối", "thi", "đua", "70%", "80%", ",", ".", ";", " ", "  ", "\n", "Điều"]), max_size=40
)
TEXT = st.text(max_size=200) | WORDS.map(" ".join) | WORDS.map("".join)


def without(ops, kind):
    return "".join(text for change, text in ops if change != kind)


@settings(max_examples=400)
@given(TEXT, TEXT)
def test_both_texts_can_be_read_out_of_the_changes(old, new):
    ops = word_changes(old, new)
    assert without(ops, "insert") == old
    assert without(ops, "delete") == new
    assert all(text for _, text in ops)
    kinds = [kind for kind, _ in ops]
    assert all(one != other for one, other in pairwise(kinds))
    assert ("insert", "delete") not in set(pairwise(kinds))


@pytest.mark.parametrize(
    ("old", "new", "ops"),
    [
        (
            "theo nguyên tắc tập trung dân chủ, đơn vị được đề nghị phải đạt từ 70% số phiếu.",
            "theo nguyên tắc công khai, minh bạch; đơn vị được đề nghị phải đạt từ 80% số phiếu.",
            [
                ("equal", "theo nguyên tắc "),
                ("delete", "tập trung dân chủ,"),
                ("insert", "công khai, minh bạch;"),
                ("equal", " đơn vị được đề nghị phải đạt từ "),
                ("delete", "70%"),
                ("insert", "80%"),
                ("equal", " số phiếu."),
            ],
        ),
        # Short islands between two replacements are taken in.
        (
            "trước ngày 15 tháng 11.",
            "trước ngày 10 tháng 12.",
            [("equal", "trước ngày "), ("delete", "15 tháng 11"), ("insert", "10 tháng 12"), ("equal", ".")],
        ),
        # Words that were only added stand where they stand.
        (
            "các đơn vị gửi",
            "mới các đơn vị khác gửi",
            [
                ("insert", "mới "),
                ("equal", "các đơn vị"),
                ("insert", " khác"),
                ("equal", " gửi"),
            ],
        ),
        ("1.045,5 điểm", "1.045,7 điểm", [("delete", "1.045,5"), ("insert", "1.045,7"), ("equal", " điểm")]),
        ("", "mới", [("insert", "mới")]),
        ("cũ", "", [("delete", "cũ")]),
        ("như cũ", "như cũ", [("equal", "như cũ")]),
        ("", "", []),
    ],
)
def test_it_reads_as_a_secretary_would_mark_it(old, new, ops):
    assert list(word_changes(old, new)) == ops


def test_no_syllable_is_cut():
    ops = word_changes("tập trung", "tự trọng")
    assert {text for _, text in ops} >= {"tập trung", "tự trọng"}


LONG = " ".join(f"chữ{n % 300}" if n % 7 else f"từ{n % 311}" for n in range(35_000))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (LONG, LONG.replace("chữ17 ", "chữ khác ")),
        ("a " * 100_000, "b a " * 50_000),
        (LONG, LONG[::-1]),
        ("a" * 200_000, "b" * 200_000),
        ("a\n" * 100_000, "\na" * 100_000),
        (", " * 100_000, ". , " * 50_000),
    ],
    ids=["edited", "one syllable", "backwards", "one word", "lines", "marks"],
)
def test_200_kilobytes_are_compared(old, new):
    ops = word_changes(old, new)
    assert without(ops, "insert") == old and without(ops, "delete") == new


def test_a_long_text_with_small_edits_is_not_shown_as_replaced():
    ops = word_changes(LONG, LONG.replace("chữ17 ", "chữ khác "))
    assert sum(len(text) for kind, text in ops if kind == "equal") > 0.9 * len(LONG)


@given(st.lists(st.integers(), unique=True, max_size=60))
def test_longest_rising_rises(values):
    run = [values[place] for place in longest_rising(values)]
    assert run == sorted(run)


def node(key, kind="clause", parent=None, label="", body="", heading=""):
    return {
        "key": key, "parent": parent, "kind": kind, "label": label, "citation": label.rstrip("."),
        "heading": heading, "body": body, "depth": 0,
    }  # fmt: skip


def article(key, number, *clauses, heading="Tên điều"):
    yield node(key, "article", None, f"Điều {number}.", heading=heading)
    for place, (clause, body) in enumerate(clauses, 1):
        yield node(clause, "clause", key, f"{place}.", body)


OLD = [
    *article("a", 1, ("a1", "Một."), ("a2", "Hai.")),
    *article("b", 2, ("b1", "Ba.")),
    *article("c", 3, ("c1", "Bốn.")),
]


def signs(node):
    """+ new, - removed, ~ changed, # renumbered, > moved."""
    facts = {"+": node.is_new, "-": node.is_removed, "~": node.is_changed, "#": node.is_renumbered, ">": node.moved}
    return "".join(sign for sign, true in facts.items() if true)


def kinds(nodes):
    return [(n.key, signs(n)) for n in nodes]


def test_nothing_happened():
    nodes = changes(OLD, OLD)
    assert not any(n.is_touched for n in nodes)
    assert [line.words for line in summary(nodes)] == ["", "", ""]


def test_new_removed_changed_renumbered():
    new = [
        *article("a", 1, ("a1", "Một."), ("a3", "Ba bốn.")),
        *article("d", 2, ("d1", "Mới.")),
        *article("b", 3, ("b1", "Ba sửa.")),
    ]
    nodes = changes(OLD, new)
    assert kinds(nodes) == [
        ("a", ""), ("a1", ""), ("a2", "-"), ("a3", "+"), ("d", "+"), ("d1", "+"), ("b", "#"), ("b1", "~"),
        ("c", "-"), ("c1", "-"),
    ]  # fmt: skip
    assert [(line.row["label"], line.words) for line in summary(nodes)] == [
        ("Điều 1.", "1 thêm, 1 xóa"),
        ("Điều 2.", "mới"),
        ("Điều 3.", "1 sửa, trước là Điều 2"),
        ("Điều 3.", "xóa"),
    ]


def test_moved_nodes():
    new = [
        *article("c", 1, ("c1", "Bốn.")),
        *article("a", 2, ("a2", "Hai."), ("a1", "Một.")),
        *article("b", 3, ("b1", "Ba.")),
    ]
    nodes = changes(OLD, new)
    assert [n.key for n in nodes] == ["c", "c1", "a", "a2", "a1", "b", "b1"]
    assert {n.key for n in nodes if n.moved} in ({"c", "c1", "a1"}, {"c", "c1", "a2"})
    assert [line.words for line in summary(nodes)] == [
        "chuyển vị trí, trước là Điều 3", "1 chuyển, trước là Điều 1", "trước là Điều 2",
    ]  # fmt: skip


def test_a_clause_given_to_another_article_has_moved():
    new = [*article("a", 1, ("a1", "Một.")), *article("b", 2, ("a2", "Hai."), ("b1", "Ba.")), *OLD[5:]]
    nodes = {n.key: n for n in changes(OLD, new)}
    assert nodes["a2"].moved and not nodes["b1"].moved


CONTENT = st.lists(st.sampled_from("abcdefgh"), unique=True).map(lambda keys: [node(k, body=k * 3) for k in keys])


@given(CONTENT, CONTENT)
def test_every_node_once_and_in_the_new_order(old, new):
    nodes = changes(old, new)
    assert sorted(n.key for n in nodes) == sorted({row["key"] for row in (*old, *new)})
    assert [n.key for n in nodes if not n.is_removed] == [row["key"] for row in new]


@given(CONTENT, CONTENT)
def test_as_tracked_changes_both_orders_can_be_read(old, new):
    nodes = changes(old, new, moved_from=True)
    assert [n.key for n in nodes if n.old] == [row["key"] for row in old]
    assert [n.key for n in nodes if n.new] == [row["key"] for row in new]

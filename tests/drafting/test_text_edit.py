"""/du-thao/7/soan/: the editor shows every piece with its number, in constant queries; drafting:add_node."""

import re

import pytest

from drafting import queries, workflow
from drafting.models import Node
from drafting.queries.node_insertion import ALLOWED_UNDER, KINDS, kinds_for, place_for
from tests.drafting.pages import body, browser, get, post


def tree(articles, clauses=4):
    inside = [("clause", "", "Gửi báo cáo đúng hạn.", [])] * clauses
    return [("article", f"Điều số {number}", "", inside) for number in range(1, articles + 1)]


@pytest.fixture
def long(year2020, lan):
    def make(articles, clauses=4):
        title = "Quy chế dài"
        return workflow.create_text(year2020, by=lan, kind="regulation", title=title, tree=tree(articles, clauses))

    return make


def pieces(page):
    return re.findall(r'<div class="node node-(\w+)"', page)


def test_every_piece_with_its_number(draft, lan):
    page = body(get(lan, "drafting:text_edit", draft.pk))
    assert pieces(page) == ["chapter", "article", "article", "clause", "clause", "point"]
    for label in ("Chương I", "Điều 1.", "Điều 2.", ">1.<", ">2.<", ">a)<"):
        assert label in page
    assert 'aria-label="Nội dung điểm a khoản 2 Điều 2"' in page
    assert page.count("btn-primary") == 1


def test_only_the_secretariat_and_only_before_settling(draft, asked, lan, hoa, minh, tuan, mai):
    for user, status in ((lan, 200), (hoa, 403), (minh, 403), (tuan, 404), (mai, 404), (None, 302)):
        assert get(user, "drafting:text_edit", draft.pk).status_code == status


def test_not_after_settling(settled, lan):
    answer = get(lan, "drafting:text_edit", settled.pk)
    assert answer.status_code == 409 and "Đã chốt nội dung" in body(answer)


@pytest.mark.parametrize("articles", [2, 30])
def test_thirty_articles_cost_no_more_queries(long, lan, articles, django_assert_max_num_queries):
    text = long(articles)
    client = browser(lan)
    client.get(f"/du-thao/{text.pk}/soan/")
    with django_assert_max_num_queries(16):
        page = body(client.get(f"/du-thao/{text.pk}/soan/"))
    assert len(pieces(page)) == articles * 5


def test_a_very_long_text_is_shown_in_parts(long, lan):
    text = long(80, 4)
    page = body(get(lan, "drafting:text_edit", text.pk))
    assert pieces(page) == ["article"] + ["clause"] * 4 and "mỗi lần hiển thị một phần" in page
    last = text.nodes.filter(kind="clause").order_by("pk").last()
    assert f'id="n-{last.pk}"' in body(get(lan, "drafting:text_edit", text.pk, o=last.pk))
    for odd in ("0", "999999999999", "x", "-1", "٣", "1" * 40):
        assert get(lan, "drafting:text_edit", text.pk, o=odd).status_code == 200


def test_the_list_on_phones_goes_to_a_piece(draft, lan):
    answer = get(lan, "drafting:text_edit", draft.pk, den="5")
    assert answer.status_code == 302 and answer.url.endswith("?o=5#n-5")


def test_markup_is_text(draft, lan):
    node = draft.nodes.get(body="Tập trung dân chủ.")
    evil = "</textarea><script>alert(1)</script>\n'\"&"
    workflow.save_node(node, by=lan, revision=1, heading="", body=evil)
    page = body(get(lan, "drafting:text_edit", draft.pk))
    assert "<script>alert" not in page and "&lt;/textarea&gt;" in page


# --- Adding ---------------------------------------------------------------------------------


def labels(text):
    return [row["label"] for row in queries.working_content(text)]


@pytest.mark.parametrize(
    ("kind", "here", "after"),
    [
        ("clause", "Tập trung dân chủ.", ["Chương I", "Điều 1.", "Điều 2.", "1.", "NEW", "3.", "a)"]),
        ("point", "Công khai, minh bạch:", ["Chương I", "Điều 1.", "Điều 2.", "1.", "2.", "a)", "NEW"]),
        ("point", "điểm thứ nhất;", ["Chương I", "Điều 1.", "Điều 2.", "1.", "2.", "a)", "NEW"]),
        ("clause", "điểm thứ nhất;", ["Chương I", "Điều 1.", "Điều 2.", "1.", "2.", "a)", "NEW"]),
        ("article", "điểm thứ nhất;", ["Chương I", "Điều 1.", "Điều 2.", "1.", "2.", "a)", "NEW"]),
        ("chapter", "Tập trung dân chủ.", ["Chương I", "Điều 1.", "Điều 2.", "1.", "2.", "a)", "NEW"]),
        ("section", "Tập trung dân chủ.", ["Chương I", "Điều 1.", "Điều 2.", "1.", "2.", "a)", "NEW"]),
    ],
)
def test_a_new_piece_stands_behind_here(draft, lan, kind, here, after):
    node = draft.nodes.get(body=here)
    answer = post(lan, "drafting:add_node", draft.pk, kind=kind, here=node.pk)
    new = Node.objects.latest("pk")
    assert answer.status_code == 302 and answer.url.endswith(f"#n-{new.pk}")
    assert new.kind == kind
    content = queries.working_content(draft)
    assert ["NEW" if row["key"] == str(new.key) else row["label"] for row in content] == after


def test_at_the_end_of_the_text(draft, lan):
    for kind, label in (("chapter", "Chương II"), ("article", "Điều 3."), ("paragraph", "")):
        assert post(lan, "drafting:add_node", draft.pk, kind=kind).status_code == 302
        assert labels(draft)[-1] == label


@pytest.mark.parametrize(
    "odd",
    [{"kind": "clause"}, {"kind": "law"}, {}, {"kind": "article", "here": "999999"}, {"kind": "article", "here": "x"}],
)
def test_a_place_that_is_not_there(draft, lan, odd):
    answer = post(lan, "drafting:add_node", draft.pk, **odd)
    assert answer.status_code == 409 and "Vị trí này không thêm được" in body(answer)


def test_what_was_typed_in_the_piece_is_saved_when_one_adds_behind_it(draft, lan):
    node = draft.nodes.get(body="Tập trung dân chủ.")
    post(
        lan,
        "drafting:add_node",
        draft.pk,
        kind="clause",
        here=node.pk,
        revision="1",
        body="Đang gõ dở.",
    )
    node.refresh_from_db()
    assert node.body == "Đang gõ dở." and draft.nodes.filter(kind="clause").count() == 3


def test_nobody_else_adds(draft, asked, hoa, tuan):
    assert post(hoa, "drafting:add_node", draft.pk, kind="article").status_code == 403
    assert post(tuan, "drafting:add_node", draft.pk, kind="article").status_code == 404


def test_buttons_are_offered_only_where_they_work(draft):
    nodes = {node.pk: node for node in draft.nodes.all()}
    for here in nodes.values():
        for kind, _ in kinds_for(here, nodes):
            parent, _ = place_for(kind, here, nodes)
            assert kind in ALLOWED_UNDER[parent.kind if parent else None]
    assert [kind for kind in KINDS if place_for(kind, None, nodes)] == ["article", "chapter", "annex"]


def test_a_text_without_chapters(year2020, lan):
    text = workflow.create_text(year2020, by=lan, kind="pledge", title="Giao ước", tree=tree(2, 1))
    nodes = {node.pk: node for node in text.nodes.all()}
    clause = next(node for node in nodes.values() if node.kind == "clause")
    assert place_for("section", clause, nodes) is None
    assert place_for("chapter", clause, nodes) == (None, nodes[clause.parent_id])

"""Words found in a text: what would change is shown first, only what was chosen changes and comes back."""

import pytest
from django.urls import reverse

from drafting import workflow
from drafting.queries.replacing import pattern_of
from records.transitions import NotAllowedNow
from tests.drafting.pages import body, get, post


def bodies(text):
    return {node.pk: (node.heading, node.body) for node in text.nodes.active()}


@pytest.fixture
def text(draft, lan):
    """Three parts with the words, one without."""
    clauses = list(draft.nodes.filter(kind__in=("clause", "point")).order_by("pk"))
    article = draft.nodes.filter(kind="article").order_by("pk").first()
    for node, words in zip(
        clauses, ("Tổ giúp việc họp. Tổ giúp việc ghi.", "Do tổ giúp việc lập.", "Tổ giúp"), strict=True
    ):
        workflow.save_node(node, by=lan, heading="", body=words, revision=node.revision)
    workflow.save_node(article, by=lan, heading="Tổ giúp việc", body=article.body, revision=article.revision)
    return draft


def found(text, words="Tổ giúp việc", replacement="Tổ thư ký", same_case=False):
    return workflow.search(text, words, replacement, same_case=same_case)


@pytest.mark.parametrize(
    ("words", "line", "times"),
    [
        ("an", "ban an toàn", 1),
        ("Khối  trưởng", "Khối\ntrưởng và khối trưởng", 2),
        ("(2)", "mục (2)(2)", 2),
        ("đơn vị.", "các đơn vị. Đơn vị", 1),
        ("năm", "nằm nam năm", 1),
    ],
)
def test_whole_words_are_found(words, line, times):
    assert len(pattern_of(words, same_case=False).findall(line)) == times


def test_every_part_with_the_words_in_the_order_of_the_text(text):
    rows = found(text)
    assert [row.count for row in rows] == [1, 2, 1]
    assert [row.count for row in found(text, same_case=True)] == [1, 2]
    assert rows[1].body == "Tổ thư ký họp. Tổ thư ký ghi."


def test_letters_of_a_pattern_are_letters(text):
    assert found(text, replacement=r"\1 \g<0>")[0].heading == r"\1 \g<0>"


def test_only_what_was_chosen_changes_and_comes_back(text, lan):
    before, rows = bodies(text), found(text)
    chosen = {rows[1].node.pk: rows[1].node.revision}
    done = workflow.replace_words(
        text, by=lan, words="Tổ giúp việc", replacement="Tổ thư ký", same_case=False, chosen=chosen
    )
    now = bodies(text)
    assert {pk for pk in now if now[pk] != before[pk]} == set(chosen) == {node.pk for node in done}
    workflow.put_words_back(text, by=lan, chosen=chosen)
    assert bodies(text) == before


def test_all_or_none(text, lan):
    rows = found(text)
    chosen = {row.node.pk: row.node.revision for row in rows}
    last = rows[-1].node
    workflow.save_node(last, by=lan, heading="", body="Tổ giúp việc vừa sửa.", revision=last.revision)
    before = bodies(text)
    with pytest.raises(NotAllowedNow, match="vừa được sửa ở nơi khác"):
        workflow.replace_words(
            text, by=lan, words="Tổ giúp việc", replacement="Tổ thư ký", same_case=False, chosen=chosen
        )
    assert bodies(text) == before
    with pytest.raises(NotAllowedNow, match="không hoàn tác được"):
        workflow.put_words_back(text, by=lan, chosen=chosen)
    assert bodies(text) == before


def test_the_page_shows_before_it_changes(text, lan):
    before = bodies(text)
    page = body(get(lan, "drafting:text_replace", text.pk, tim="Tổ giúp việc", thay="Tổ thư ký"))
    assert "4 vị trí tại 3 phần" in page and page.count('name="phan"') == 3 and "<ins>" in page
    assert bodies(text) == before
    assert "Không tìm thấy" in body(get(lan, "drafting:text_replace", text.pk, tim="không có từ này"))
    assert get(lan, "drafting:text_replace", text.pk, tim="").status_code == 422


def test_the_page_changes_and_takes_back(text, lan):
    before, rows = bodies(text), found(text)
    chosen = [row.choice for row in rows[:2]]
    done = post(lan, "drafting:text_replace", text.pk, tim="Tổ giúp việc", thay="Tổ thư ký", phan=chosen)
    assert (
        done.status_code == 302
        and sum(a != b for a, b in zip(bodies(text).values(), before.values(), strict=True)) == 2
    )
    page = body(get(lan, "drafting:text_replace", text.pk, da="-".join(chosen)))
    assert "Hoàn tác tại 2 phần" in page
    back = post(lan, "drafting:replace_undo", text.pk, phan=chosen)
    assert back["Location"] == reverse("drafting:text_replace", args=[text.pk]) and bodies(text) == before


def test_nothing_chosen_or_changed_since_is_told(text, lan):
    none = post(lan, "drafting:text_replace", text.pk, tim="Tổ giúp việc", thay="Tổ thư ký")
    assert none.status_code == 422 and "Chọn ít nhất một phần." in body(none)
    old = post(lan, "drafting:text_replace", text.pk, tim="Tổ giúp việc", thay="Tổ thư ký", phan=["1.99"])
    assert old.status_code == 422 and "vừa được sửa ở nơi khác" in body(old)
    assert post(lan, "drafting:replace_undo", text.pk, phan=["x"]).status_code == 409


def test_only_who_writes(text, hoa):
    assert get(hoa, "drafting:text_replace", text.pk, tim="a").status_code == 404


def test_not_after_settling(settled, lan):
    assert get(lan, "drafting:text_replace", settled.pk, tim="a").status_code == 409


def test_all_parts_cost_one_query(text, django_assert_num_queries):
    with django_assert_num_queries(1):
        found(text)

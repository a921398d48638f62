"""Issued regulations for anybody: found by words with or without marks, on a day, article by article."""

import datetime

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from drafting.queries.version_index import VersionIndex, WorkingText
from libraries.web.formats import short_date
from regulations.documents.regulation import regulation_paper
from regulations.models import IssuedArticle
from regulations.queries.published import articles_of
from tests.drafting.pages import body
from tests.regulations.conftest import HOLDS_FROM, issue


def public(name, *args, **query):
    return Client().get(reverse(f"regulations:{name}", args=args), query)


def article_of(regulation):
    return regulation.articles.order_by("position").last()


def test_each_article_is_a_row_with_an_address(issued):
    rows = list(issued.articles.all())
    wanted = [row for row in issued.adopted_version.content if row["kind"] == "article"]
    assert [row.place for row in rows] == [row["citation"] for row in wanted] and rows
    assert [row.anchor for row in rows] == [row["citation"].replace("Điều ", "dieu-") for row in wanted]
    clauses = [row["body"] for row in issued.adopted_version.content if row["kind"] == "clause"]
    assert clauses and all(any(words in row.words for row in rows) for words in clauses)


def test_a_visitor_finds_words_of_the_body_without_marks(issued):
    article = article_of(issued)
    plain = article.search_key.split()[-6:]
    page = public("published_list", tim=" ".join(plain))
    assert page.status_code == 200 and issued.title in body(page)
    assert reverse("regulations:published_article", args=[issued.pk, article.anchor]) in body(page)
    assert "Không tìm thấy quy chế nào" in body(public("published_list", tim="khongcotunaynhuthe"))


def test_a_day_shows_what_holds_on_it(issued):
    before = HOLDS_FROM - datetime.timedelta(days=1)
    assert issued.title in body(public("published_list", ngay=short_date(HOLDS_FROM)))
    assert issued.title not in body(public("published_list", ngay=short_date(before)))
    wrong = public("published_list", ngay="31/6/2020")
    assert wrong.status_code == 422 and "không có ngày 31" in body(wrong)


def test_the_whole_text_and_one_article_are_read_without_login(issued):
    page = body(public("published_detail", issued.pk))
    article = article_of(issued)
    assert issued.number_text in page and f'id="{article.anchor}"' in page and issued.document.code[:4] in page
    one = body(public("published_article", issued.pk, article.anchor))
    assert article.words.split("\n")[0][:40] in one and str(article) in one
    assert public("published_article", issued.pk, "dieu-999").status_code == 404
    assert public("published_pdf", issued.pk)["Content-Type"] == "application/pdf"


def test_what_is_not_issued_is_for_nobody_outside(adopted):
    assert adopted.title not in body(public("published_list"))
    for name in ("published_detail", "published_pdf"):
        assert public(name, adopted.pk).status_code == 404
    assert public("published_article", adopted.pk, "dieu-1").status_code == 404
    with pytest.raises(DatabaseError, match="article_of_an_issued_regulation"), transaction.atomic():
        IssuedArticle.objects.create(regulation=adopted, position=1, place="Điều 1", anchor="dieu-1", words="x")


@pytest.mark.slow
def test_what_was_replaced_stays_with_its_period(issued, short_adopted, lan, at):
    newer = short_adopted("Quy chế mới của Khối", "2020-06-20")
    with at("2020-08-03 09:00"):
        newer = issue(newer, lan, datetime.date(2020, 8, 10))
    july, august = body(public("published_list", ngay="20/7/2020")), body(public("published_list", ngay="20/8/2020"))
    assert issued.title in july and newer.title not in july
    assert newer.title in august and f"/cong-bo/{issued.pk}/" not in august
    page = body(public("published_detail", issued.pk))
    assert f"thay thế bằng số {newer.number_text}" in page and "Hết hiệu lực từ 10/8/2020" in page


def test_an_annex_has_an_address_and_a_page_of_its_own(settled):
    """As the last part of the text that is issued: found by its words, printed behind the signature."""
    piece = {"heading": "", "body": "", "parent": None, "depth": 0}
    content = [
        *settled.text.settled_version.content,
        {**piece, "key": "a", "kind": "annex", "label": "Phụ lục", "citation": "Phụ lục", "heading": "Thang điểm"},
        {**piece, "key": "b", "kind": "table", "label": "", "citation": "bảng", "body": "TT | Tiêu chí\n1 | Sáng kiến"},
    ]
    content[-1].update(parent="a", depth=1)
    last = articles_of(settled, VersionIndex(WorkingText(content)))[-1]
    assert (last.place, last.anchor, last.heading) == ("Phụ lục", "phu-luc", "Thang điểm")
    assert "Sáng kiến" in last.words and "sang kien" in last.search_key
    settled.text.settled_version.content = content
    paper = regulation_paper(settled, settled.text.settled_version)
    assert [block.shape for block in paper.annexes] == ["annex", "table"]
    assert not {"annex", "table"} & {block.shape for block in paper.body}

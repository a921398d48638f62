"""regulations:regulation_list"""

from django.urls import reverse

from regulations import workflow
from tests.regulations.conftest import SHORT_TREE

URL = reverse("regulations:regulation_list")


def body(client, **query):
    response = client.get(URL, query)
    assert response.status_code == 200
    return response.content.decode()


def test_a_visitor_is_asked_to_log_in(visitor, db):
    assert visitor.get(URL).status_code == 302


def test_what_holds_is_marked(issued, client_of, nam, mai, tuan, at):
    with at("2020-07-05 08:00"):
        assert "Sẽ có hiệu lực từ 10/7/2020" in body(client_of(nam))
        assert "Đang có hiệu lực" not in body(client_of(nam))
    with at("2020-07-10 08:00"):
        assert "Đang có hiệu lực" in body(client_of(mai))
        assert "01/QC-KTĐ" not in body(client_of(tuan))


def test_only_the_secretariat_starts(client_of, lan, hoa, year2020):
    page = body(client_of(lan))
    assert reverse("regulations:regulation_start", args=[year2020.pk]) in page and "Chưa có quy chế nào" in page
    assert "soan-thao" not in body(client_of(hoa))


def test_search_keeps_the_words(issued, client_of, lan):
    page = body(client_of(lan), tim="to chuc va hoat dong")
    assert issued.number_text in page and 'value="to chuc va hoat dong"' in page
    assert "Không tìm thấy" in body(client_of(lan), tim="<b>giao ước")
    assert "Không tìm thấy" in body(client_of(lan), tim="x" * 5000)


def test_many_rows_same_queries(issued, client_of, lan, year2020, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = client_of(lan)
    body(client)
    with CaptureQueriesContext(
        connection,
    ) as few:
        body(client)
    for n in range(30):
        workflow.start_regulation(year2020, by=lan, title=f"Quy chế thử {n}", tree=SHORT_TREE)
    with django_assert_max_num_queries(len(few)):
        page = body(client)
    assert "Trang 1/2" in page
    assert "Quy chế thử 0" in body(client, trang="2")

"""/thong-bao/: notices:notice_list, notices:mark_read, notices:mark_all_read."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from libraries.web import clock
from notices.models import Notice
from tests.letters import tell

PAGE = "/thong-bao/"


def text(answer):
    """The page with its white space as a browser sees it."""
    return " ".join(answer.content.decode().split())


def test_ones_own_inbox_unread_first(client_of, hoa, nam, bloc, at):
    with at("2020-11-20 09:00"):
        tell([hoa], title="Ký giao ước năm 2020", body="Còn 7 ngày.", url="/giao-uoc/1/", bloc=bloc)
    with at("2020-11-21 09:00"):
        tell([hoa], title="Góp ý dự thảo quy chế", bloc=bloc)
        tell([nam], title="Việc của Nam")
    Notice.objects.filter(title__startswith="Góp ý").update(read_at="2020-11-21T10:00+07:00")
    page = text(client_of(hoa).get(PAGE))
    assert page.index("Ký giao ước năm 2020") < page.index("Góp ý dự thảo quy chế")
    assert '<a class="row-title" href="/giao-uoc/1/">Ký giao ước năm 2020</a>' in page
    assert "1 thông báo chưa đọc" in page and "đã đọc 10:00 ngày 21/11/2020" in page
    assert "Việc của Nam" not in page


def test_an_empty_inbox_says_what_will_come(client_of, hoa):
    page = text(client_of(hoa).get(PAGE))
    assert "Chưa có thông báo" in page and "Đánh dấu đã đọc tất cả" not in page and "Thư gửi đi" not in page


def test_it_is_behind_the_login(visitor, db):
    assert visitor.get(PAGE).status_code == 302


def test_opening_it_writes_nothing(client_of, hoa, told):
    client = client_of(hoa)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get(PAGE)
    assert [q["sql"] for q in queries if not q["sql"].lstrip("( ").upper().startswith("SELECT")] == []
    assert Notice.objects.unread().count() == 1


def test_mark_read(client_of, hoa, told):
    answer = client_of(hoa).post(reverse("notices:mark_read", args=[told.pk]), {"trang": "2"})
    assert answer.status_code == 302 and answer.url == "/thong-bao/?trang=2"
    assert not Notice.objects.unread().exists()


def test_a_doubled_post_acts_once(client_of, hoa, told):
    client, intent = client_of(hoa), str(uuid.uuid4())
    url = reverse("notices:mark_read", args=[told.pk])
    assert [client.post(url, {"submission_token": intent}).status_code for _ in range(2)] == [302, 303]


def test_mark_read_is_a_post(client_of, hoa, told):
    assert client_of(hoa).get(reverse("notices:mark_read", args=[told.pk])).url == reverse("notices:notice_list")


def test_the_inbox_of_others_does_not_exist(client_of, told, nam, lan, mai, tuan, visitor):
    url = reverse("notices:mark_read", args=[told.pk])
    assert [client_of(user).post(url).status_code for user in (nam, lan, mai, tuan)] == [404] * 4
    assert visitor.post(url).status_code == 302
    assert Notice.objects.unread().count() == 1


def test_mark_all_read(client_of, hoa, nam, told):
    tell([nam], title="Việc của Nam")
    page = text(client_of(hoa).post(reverse("notices:mark_all_read"), follow=True))
    assert "Đã đọc 1 thông báo." in page
    assert Notice.objects.unread().get().user == nam


def test_text_is_escaped(client_of, hoa):
    tell([hoa], title="<b>đậm</b>", body="<script>alert(1)</script>\ndòng hai")
    page = text(client_of(hoa).get(PAGE))
    assert "&lt;b&gt;đậm" in page and "&lt;script&gt;" in page and "<br>dòng hai" in page


@pytest.mark.parametrize("page", ["0", "99", "x", "", "-1", "1\x00"])
def test_odd_page_numbers(client_of, hoa, told, page):
    assert client_of(hoa).get(PAGE, {"trang": page}).status_code == 200


def test_few_and_many_rows_cost_the_same(client_of, hoa, bloc):
    def queries():
        client = client_of(hoa)
        with CaptureQueriesContext(connection) as seen:
            page = text(client.get(PAGE))
        return len(seen), page

    tell([hoa], title="Việc 0", bloc=bloc)
    few, _ = queries()
    for number in range(1, 60):
        tell([hoa], title=f"Việc {number}", bloc=bloc)
    many, page = queries()
    assert few == many
    assert page.count('class="task-row"') == 20 and "Trang 1/3" in page


def test_the_secretary_is_told_of_dead_letters(client_of, lan, failed_mail):
    page = text(client_of(lan).get(PAGE))
    assert "1 thư chưa đến người nhận" in page and "/thong-bao/thu-gui/?trang-thai=failed" in page


def test_beyond_99_it_says_so_and_counts_no_further(client_of, hoa, bloc):
    now = clock.now()
    rows = [Notice(user=hoa, bloc=bloc, title=f"Việc {number}", created_at=now) for number in range(99)]
    Notice.objects.bulk_create(rows)
    assert "99 thông báo chưa đọc" in text(client_of(hoa).get(PAGE))
    Notice.objects.create(user=hoa, bloc=bloc, title="Việc nữa", created_at=now)
    page = text(client_of(hoa).get(PAGE))
    assert "99+ thông báo chưa đọc" in page and '<span class="band-count">99+</span>' in page

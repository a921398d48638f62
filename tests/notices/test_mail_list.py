"""/thong-bao/thu-gui/: notices:mail_list, notices:mail_retry, notices:mail_retry_all."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from notices.models import OutgoingMail
from notices.outbox import queue_mail
from tests.letters import saying, tell

PAGE = "/thong-bao/thu-gui/"


def text(answer):
    return answer.content.decode()


def test_the_secretary_sees_what_became_of_the_mails(client_of, lan, failed_mail, bloc, nam):
    tell([nam], title="Góp ý dự thảo", body="MẬT", bloc=bloc)
    page = text(client_of(lan).get(PAGE))
    assert "Gửi lại 1 thư không gửi được" in page and "Địa chỉ thư của người nhận không đúng hoặc không tồn tại" in page
    assert "Chờ gửi (1)" in page and "Không gửi được (1)" in page and "Tất cả (2)" in page
    assert "hoa@example.vn" in page and "Góp ý dự thảo" in page
    assert "MẬT" not in page


def test_filter_by_state(client_of, lan, failed_mail, bloc, nam):
    tell([nam], title="Góp ý dự thảo", bloc=bloc)
    page = text(client_of(lan).get(PAGE, {"trang-thai": "queued"}))
    assert "nam@example.vn" in page and "hoa@example.vn" not in page
    assert text(client_of(lan).get(PAGE, {"trang-thai": "khác"})).count("@example.vn") >= 2


def test_others_do_not(client_of, minh, hoa, nam, tuan, mai, visitor):
    assert [client_of(user).get(PAGE).status_code for user in (minh, hoa, nam, tuan, mai)] == [403] * 5
    assert visitor.get(PAGE).status_code == 302


def test_neither_other_blocs_nor_personal_mails(client_of, lan, other_bloc, tuan, hoa):
    tell([tuan], title="Việc của khối khác", bloc=other_bloc)
    queue_mail(hoa, saying("Đặt lại mật khẩu"))
    page = text(client_of(lan).get(PAGE))
    assert "Việc của khối khác" not in page and "Đặt lại mật khẩu" not in page


def test_without_a_mail_server_it_says_so(client_of, lan, mail, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    page = text(client_of(lan).get(PAGE))
    assert "Hệ thống chưa gửi được thư ra ngoài" in page and "Chờ cài đặt thư điện tử" in page


def test_retry(client_of, lan, failed_mail):
    answer = client_of(lan).post(reverse("notices:mail_retry", args=[failed_mail.pk]), {"trang-thai": "failed"})
    assert answer.url == "/thong-bao/thu-gui/?trang-thai=failed"
    assert OutgoingMail.objects.get().state == "queued"


def test_retry_refused(client_of, lan, hoa, tuan, mail, failed_mail, other_bloc):
    url = reverse("notices:mail_retry", args=[failed_mail.pk])
    assert [client_of(user).post(url).status_code for user in (hoa, tuan)] == [404] * 2
    assert client_of(lan).get(url).url == reverse("notices:mail_list")
    OutgoingMail.objects.update(state="queued", next_attempt_at="2020-11-20T09:00Z")
    answer = client_of(lan).post(url)
    assert answer.status_code == 409 and "Chờ gửi" in text(answer)


def test_retry_all(client_of, lan, hoa, failed_mail):
    assert client_of(hoa).post(reverse("notices:mail_retry_all")).status_code == 403
    page = text(client_of(lan).post(reverse("notices:mail_retry_all"), follow=True))
    assert "Đã xếp gửi lại 1 thư." in page
    assert OutgoingMail.objects.get().state == "queued"


def test_retry_all_leaves_other_blocs_alone(client_of, lan, failed_mail, other_bloc):
    OutgoingMail.objects.update(bloc=other_bloc)
    client_of(lan).post(reverse("notices:mail_retry_all"))
    assert OutgoingMail.objects.get().state == "failed"


def test_few_and_many_rows_cost_the_same(client_of, lan, hoa, bloc, failed_mail):
    def queries():
        client = client_of(lan)
        with CaptureQueriesContext(connection) as seen:
            page = text(client.get(PAGE))
        assert [q["sql"] for q in seen if not q["sql"].lstrip().upper().startswith("SELECT")] == []
        return len(seen), page

    few, _ = queries()
    for number in range(60):
        tell([hoa], title=f"Việc {number}", bloc=bloc)
    OutgoingMail.objects.filter(pk__gt=failed_mail.pk).update(
        state="failed", next_attempt_at=None, attempts=7, last_error="x"
    )
    many, page = queries()
    assert few == many
    assert "Trang 1/4" in page

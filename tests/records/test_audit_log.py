"""/nhat-ky/: records:audit_log and records:check_audit."""

import pytest
from django.urls import reverse
from django_tasks import default_task_backend

from records import audit
from records.tasks import check_chains
from tests.records.test_audit import forge

PAGE = "/nhat-ky/"


@pytest.fixture
def events(bloc, other_bloc, lan):
    audit.record("units.edit_bloc", bloc, by=lan, reason="Đổi số điện thoại")
    audit.record("units.edit_bloc", other_bloc, by=None, reason="Việc của khối khác")


def test_the_secretary_reads_their_own_bloc_only(client_of, lan, events):
    page = client_of(lan).get(PAGE).content.decode()
    assert "Đổi số điện thoại" in page and "Việc của khối khác" not in page


def test_asking_for_another_chain_gives_ones_own(client_of, lan, events):
    page = client_of(lan).get(PAGE, {"khoi": "so-nganh-1"}).content.decode()
    assert "Việc của khối khác" not in page


def test_newest_first_by_number_whatever_the_clock_said(client_of, lan, mai, bloc, other_bloc, at):
    audit.record("units.edit_bloc", other_bloc, by=None, reason="Của khối khác")
    for moment, reason in (("2020-07-02 09:00", "Việc thứ nhất"), ("2020-07-01 09:00", "Việc thứ hai")):
        with at(moment):
            audit.record("units.edit_bloc", bloc, by=lan, reason=reason)
    own = client_of(lan).get(PAGE).content.decode()
    assert own.index("Việc thứ hai") < own.index("Việc thứ nhất") and "table-part" not in own
    every = client_of(mai).get(PAGE).content.decode()
    assert every.count("table-part") == 2 and f">{other_bloc.name}</th>" in every
    assert "table-part" not in client_of(mai).get(PAGE, {"khoi": bloc.slug}).content.decode()


def test_the_board_reads_all(client_of, mai, events):
    page = client_of(mai).get(PAGE).content.decode()
    assert "Đổi số điện thoại" in page and "Việc của khối khác" in page


def test_leaders_staff_and_strangers_do_not(client_of, minh, nam, tuan, visitor, events):
    assert [client_of(user).get(PAGE).status_code for user in (minh, nam, tuan)] == [403] * 3
    assert visitor.get(PAGE).status_code == 302


def checked(browser) -> str:
    """Press the button, let a worker do what was queued, and read the job's page."""
    answer = browser.post(reverse("records:check_audit"))
    queued = default_task_backend.results.pop()
    assert queued.task.func is check_chains.func
    check_chains.func(*queued.args)
    return browser.get(answer.url).content.decode()


def test_check_audit_says_that_the_chain_holds(client_of, lan, events):
    page = checked(client_of(lan))
    assert "Kiểm tra nhật ký" in page and "Đã hoàn thành 1/1" in page and "Không có lỗi nào" in page


def test_check_audit_names_the_broken_link(client_of, lan, bloc, events):
    forge("UPDATE records_auditevent SET reason = 'sửa' WHERE chain = %s", bloc.slug)
    page = checked(client_of(lan))
    assert (
        bloc.name in page and "Nhật ký có dấu hiệu bị sửa từ dòng số 1. Nội dung của dòng này đã bị thay đổi." in page
    )


def test_check_audit_walks_ones_own_chains_only(client_of, lan, mai, other_bloc, events):
    forge("UPDATE records_auditevent SET reason = 'sửa' WHERE chain = %s", other_bloc.slug)
    page = checked(client_of(lan))
    assert "Không có lỗi nào" in page and other_bloc.name not in page
    assert other_bloc.name in checked(client_of(mai))


def test_check_audit_answers_without_walking(client_of, lan, bloc, events, monkeypatch):
    monkeypatch.setattr(audit, "broken_link", lambda chain: pytest.fail("walked in the request"))
    assert client_of(lan).post(reverse("records:check_audit")).status_code == 302


def test_check_audit_is_for_whoever_reads_a_chain(client_of, minh, events):
    assert client_of(minh).post(reverse("records:check_audit")).status_code == 403


def test_many_rows_cost_as_many_queries_as_few(client_of, lan, bloc, django_assert_max_num_queries):
    browser = client_of(lan)

    def queries():
        with django_assert_max_num_queries(40) as counted:
            assert browser.get(PAGE).status_code == 200
        return len(counted)

    audit.record("units.edit_bloc", bloc, by=lan)
    few = queries()
    for _ in range(60):
        audit.record("units.edit_bloc", bloc, by=lan)
    assert queries() == few

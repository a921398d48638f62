"""The check page before a text goes out to the units, and the sending."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from drafting import workflow
from drafting.models import Consultation
from tests import factories
from tests.drafting.conftest import TREE, moment
from tests.drafting.pages import body, get, post


def test_the_check_page_says_what_goes_to_whom_until_when(draft, lan, hoa, at):
    with at("2020-06-10 09:00"):
        page = body(get(lan, "drafting:consultation_start", draft.pk))
    assert "Dự thảo lần 1" in page and "2 điều" in page
    assert "20/06/2020 17:00" in page, "ten days, 17:00"
    assert "Đỗ Thị Hòa" in page and page.count("Chưa có cán bộ nhận") == 8
    assert "9 đơn vị, 1 cán bộ" in page
    assert not Consultation.objects.exists() and not draft.versions.exists(), "a GET writes nothing"


def test_who_may(draft, asked, lan, hoa, tuan, mai, at):
    with at("2020-06-10 10:00"):
        assert get(hoa, "drafting:consultation_start", draft.pk).status_code == 403
        for who in (tuan, mai):
            assert get(who, "drafting:consultation_start", draft.pk).status_code == 404
            assert post(who, "drafting:consultation_start", draft.pk, closes_at="20/6/2020").status_code == 404
        assert post(hoa, "drafting:consultation_start", draft.pk, closes_at="20/6/2020").status_code == 403


def test_a_draft_is_hidden_from_units_until_it_is_sent(draft, hoa, at):
    with at("2020-06-10 09:00"):
        assert get(hoa, "drafting:consultation_start", draft.pk).status_code == 404


def test_open_consultation(draft, lan, hoa, at):
    with at("2020-06-10 09:00"):
        response = post(lan, "drafting:consultation_start", draft.pk, closes_at="20/6/2020", note="Chú ý Điều 2.")
        round_ = Consultation.objects.get()
        assert response.url.endswith(f"/du-thao/lay-y-kien/{round_.pk}/")
        assert round_.closes_at == moment("2020-06-20 17:00") and round_.on_version.no == 1
        assert hoa.notices.get().url == f"/du-thao/lay-y-kien/{round_.pk}/"
        assert "Chú ý Điều 2." in body(get(hoa, "drafting:consultation_detail", round_.pk))


def test_what_was_typed_is_kept(draft, lan, at):
    with at("2020-06-10 09:00"):
        for typed, says in [
            ("09/6/2020", "Hạn góp ý đã qua"),
            ("31/02/2021", "không có ngày 31"),
            ("", "Nhập hạn góp ý"),
            ("mai", "Ngày chưa đúng"),
        ]:
            response = post(lan, "drafting:consultation_start", draft.pk, closes_at=typed, note="Đọc kỹ Điều 2")
            assert response.status_code == 422 and says in body(response), typed
            assert "Đọc kỹ Điều 2" in body(response)
            assert not typed or f'value="{typed}"' in body(response)
    assert not Consultation.objects.exists()


def test_a_second_round_waits_for_the_first(asked, lan, at):
    with at("2020-06-11 09:00"):
        assert "Đang có một đợt lấy ý kiến" in body(get(lan, "drafting:consultation_start", asked.text_id))
        response = post(lan, "drafting:consultation_start", asked.text_id, closes_at="30/6/2020", note="Lần hai")
        page = body(response)
        assert response.status_code == 409 and "Lần hai" in page and "Đang có đợt lấy ý kiến" in page


def test_an_unfinished_text_is_refused_in_words(year2020, lan, at):
    with at("2020-06-10 09:00"):
        empty = workflow.create_text(year2020, by=lan, kind="regulation", title="Quy chế", tree=[])
        response = post(lan, "drafting:consultation_start", empty.pk, closes_at="20/6/2020")
    assert response.status_code == 409 and "Dự thảo chưa có nội dung" in body(response)


def test_the_same_version_is_sent_again_when_nothing_changed(year2020, lan, at):
    with at("2020-06-10 09:00"):
        text = workflow.create_text(year2020, by=lan, kind="regulation", title="Quy chế", tree=TREE)
        workflow.freeze(text, by=lan)
        assert f"/du-thao/{text.pk}/ban/1/" in body(get(lan, "drafting:consultation_start", text.pk))
        post(lan, "drafting:consultation_start", text.pk, closes_at="20/6/2020")
    assert Consultation.objects.get().on_version.no == 1


def test_a_repeated_form_opens_one_round(draft, lan, client_of, at):
    form = {"closes_at": "20/6/2020", "submission_token": "11111111-1111-4111-8111-111111111111"}
    with at("2020-06-10 09:00"):
        client = client_of(lan)
        first = client.post(f"/du-thao/{draft.pk}/lay-y-kien/", form)
        second = client.post(f"/du-thao/{draft.pk}/lay-y-kien/", form)
    assert (first.status_code, second.status_code) == (302, 303) and first.url == second.url
    assert Consultation.objects.count() == 1


def test_few_and_many_people_cost_the_same_queries(draft, lan, nine, at):
    def cost():
        with at("2020-06-10 09:00"), CaptureQueriesContext(connection) as queries:
            get(lan, "drafting:consultation_start", draft.pk)
        return len(queries)

    factories.staff(nine[0], "mot", "Một Người")
    few = cost()
    for number in range(20):
        factories.staff(nine[number % 9], f"them{number}", f"Người Thứ {number}")
    assert cost() == few

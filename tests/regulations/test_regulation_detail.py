"""regulations:regulation_detail"""

import pytest
from django.urls import reverse

from drafting import workflow as drafting
from regulations.models import Regulation
from tests.regulations.conftest import HOLDS_FROM, issue, moment


def page(client, regulation, status=200):
    response = client.get(reverse("regulations:regulation_detail", args=[regulation.pk]))
    assert response.status_code == status
    return response.content.decode()


def test_a_draft_is_hidden_from_all_but_the_secretariat(draft, client_of, lan, hoa, tuan, mai):
    for stranger in (hoa, tuan, mai):
        page(client_of(stranger), draft, 404)
    body = page(client_of(lan), draft)
    assert "Gửi lấy ý kiến các đơn vị" in body and "Chưa có bản dự thảo nào được lưu" in body


def test_while_the_units_are_asked(draft, client_of, lan, hoa, mai, at):
    with at("2020-06-05 09:00"):
        drafting.open_consultation(draft.text, by=lan, closes_at=moment("2020-06-20 17:00"))
        body = page(client_of(hoa), draft)
        assert "Góp ý" in body and "17:00, thứ Bảy, ngày 20/6/2020" in body
        assert 'id="dieu-3-khoan-1"' in body and "DỰ THẢO" in body
        page(client_of(mai), draft, 404)
    with at("2020-06-21 09:00"):
        assert "Chốt nội dung" in page(client_of(lan), draft)


def test_settled_it_waits_for_the_conference(settled, client_of, lan, hoa):
    assert "Trình hội nghị biểu quyết" in page(client_of(lan), settled)
    body = page(client_of(hoa), settled)
    assert "Trình hội nghị biểu quyết" in body and reverse("regulations:adoption_start", args=[settled.pk]) not in body


def test_after_the_vote_the_button_leads_to_adoption(settled, ballot, client_of, lan):
    assert reverse("regulations:adoption_start", args=[settled.pk]) in page(client_of(lan), settled)


def test_adopted_the_secretariat_puts_it_before_its_signer_or_returns_it(adopted, client_of, lan, hoa):
    body, start = page(client_of(lan), adopted), reverse("signatures:request_start", args=["regulation", adopted.pk])
    assert start in body and reverse("regulations:return_start", args=[adopted.pk]) in body and "(chưa ký)" in body
    body = page(client_of(hoa), adopted)
    assert "Trình ký quy chế" in body and "tra-lai" not in body and start not in body


@pytest.mark.parametrize("reader", ["lan", "nam", "mai"])
def test_issued_it_is_read_with_number_files_and_verification(request, issued, client_of, reader):
    body = page(client_of(request.getfixturevalue(reader)), issued)
    assert "Số: 01/QC-KTĐ" in body and "Hải Phòng, ngày 03 tháng 7 năm 2020" in body
    assert 'id="dieu-3"' in body and 'href="#dieu-3"' in body
    assert reverse("records:verdict_detail", args=[issued.document.code]) in body
    assert "NGUYỄN VĂN MINH" not in body and "Nguyễn Văn Minh" in body  # PL I, II.7: the name is not in capitals


def test_the_board_reads_the_result_not_the_discussion(issued, client_of, mai, nam):
    inside, outside = page(client_of(nam), issued), page(client_of(mai), issued)
    vote = reverse("ballots:ballot_detail", args=[issued.ballot_id])
    assert "Dự thảo và góp ý" in inside and vote in inside
    assert "Dự thảo và góp ý" not in outside and vote not in outside and "9/9 đơn vị đồng ý" in outside


def test_each_stage_leads_to_its_page(issued, client_of, nam, mai):
    text, ballot = issued.text, issued.ballot
    inside, outside = page(client_of(nam), issued), page(client_of(mai), issued)
    for where in (
        reverse("drafting:version_detail", args=[text.pk, text.settled_version.no]),
        reverse("ballots:ballot_detail", args=[ballot.pk]),
        reverse("records:verdict_detail", args=[issued.document.code]),
    ):
        assert f'<span class="row-title"><a href="{where}">' in inside
        assert client_of(nam).get(where).status_code == 200
    assert '<span class="row-title"><a href="/du-thao/' not in outside


def test_other_blocs_see_nothing(issued, client_of, tuan):
    page(client_of(tuan), issued, 404)


def test_a_replaced_one_leads_to_its_heir(issued, short_adopted, lan, client_of, at):
    newer = short_adopted("Quy chế sửa đổi của Khối")
    with at("2020-07-20 09:00"):
        issue(newer, lan, HOLDS_FROM.replace(day=20))
        old, new = page(client_of(lan), issued), page(client_of(lan), newer)
    assert "Xem Quy chế số 02/QC-KTĐ" in old
    assert "Quy chế số 01/QC-KTĐ" in new and Regulation.objects.get(pk=issued.pk).successor == newer


def test_typed_markup_is_shown_not_run(year2020, lan, client_of):
    from regulations import workflow

    row = workflow.start_regulation(
        year2020, by=lan, title="Quy chế <script>x</script>", tree=[("article", "<b>Điều</b>", "<img src=x>", [])]
    )
    drafting.freeze(row.text, by=lan)
    body = page(client_of(lan), row)
    assert "<script>x" not in body and "<img src=x>" not in body and "&lt;img src=x&gt;" in body


def test_one_red_button(adopted, client_of, lan):
    assert page(client_of(lan), adopted).count("btn-primary") == 1


def test_ids_are_unique(issued, client_of, lan):
    import re

    ids = re.findall(r'\sid="([^"]+)"', page(client_of(lan), issued))
    assert len(ids) == len(set(ids))

"""regulations:issue_start, regulations:issue_preview and regulations:issue"""

import re

import pytest
from django.urls import reverse

from records.models import NumberSeries
from regulations.models import Regulation


def urls(row):
    return [reverse(f"regulations:{name}", args=[row.pk]) for name in ("issue_start", "issue_preview", "issue_start")]


@pytest.fixture
def answers(signing):
    return {"signed_on": "03/7/2020", "effective_from": "10/7/2020", "signer": signing["signer"].key}


def test_doors(adopted, answers, client_of, lan, hoa, tuan, mai):
    show, preview, act = urls(adopted)
    for stranger, status in ((hoa, 403), (tuan, 404), (mai, 404)):
        client = client_of(stranger)
        assert [client.get(show).status_code, client.get(preview, answers).status_code] == [status] * 2
        assert client.post(act, answers).status_code == status
    assert Regulation.objects.get(pk=adopted.pk).state == "adopted"


def test_one_question_after_the_other(adopted, answers, client_of, lan):
    client, show = client_of(lan), urls(adopted)[0]
    assert "bước 1/3" in client.get(show).content.decode()
    dates = {name: answers[name] for name in ("signed_on", "effective_from")}
    body = client.get(show, dates).content.decode()
    assert "bước 2/3" in body and "Nguyễn Văn Minh" in body and "bar-late" not in body
    body = client.get(show, answers).content.decode()
    assert "bước 3/3" in body and "01/QC-KTĐ" in body and "9/9 đơn vị đồng ý" in body
    assert not NumberSeries.objects.filter(series="QC-KTĐ").exists()


def test_going_back_keeps_the_answers(adopted, answers, client_of, lan):
    client, show = client_of(lan), urls(adopted)[0]
    body = client.get(show, answers | {"sua": "ngay"}).content.decode()
    assert "bước 1/3" in body and 'value="10/7/2020"' in body and answers["signer"] in body
    body = client.get(show, answers | {"sua": "nguoi-ky"}).content.decode()
    assert "bước 2/3" in body and "checked" in body


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"signed_on": "31/02/2020"}, "không có ngày 31"),
        ({"signed_on": "01/7/2020"}, "Hội nghị thông qua ngày"),
        ({"signed_on": ""}, "Ngày ký"),
        ({"effective_from": "02/7/2020"}, "phải từ ngày ký trở đi"),
        ({"effective_from": "mai"}, "Ngày chưa đúng"),
        ({"signer": ""}, "Người ký"),
        ({"signer": "p999999"}, "Chọn một người ký"),
        ({"signer": "x" * 5000}, "Người ký"),
    ],
)
def test_bad_answers_are_asked_again(adopted, answers, client_of, lan, wrong, says):
    client, (show, preview, act) = client_of(lan), urls(adopted)
    for response in (client.post(act, answers | wrong), client.get(preview, answers | wrong)):
        assert response.status_code == 422
        body = response.content.decode()
        assert says in body
        kept = answers["effective_from"] if "effective_from" not in wrong else wrong["effective_from"]
        assert kept in body
    assert client.get(show, answers | wrong).status_code == 200
    assert not NumberSeries.objects.filter(series="QC-KTĐ").exists()


def test_nobody_can_sign_that_day(adopted, answers, minh, client_of, lan):
    minh.posts.update(is_leader=False)
    body = client_of(lan).get(urls(adopted)[0], {"signed_on": "03/7/2020", "effective_from": "03/7/2020"})
    assert "Chưa có người có thẩm quyền ký vào ngày này" in body.content.decode()


def test_the_preview_is_marked_and_has_no_number(adopted, answers, client_of, lan):
    response = client_of(lan).get(urls(adopted)[1], answers)
    words = text_of(response.getvalue())
    assert "DỰ THẢO" in words and "01/QC-KTĐ" not in words and "Nguyễn Văn Minh" in words


def text_of(pdf):
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        pages = [document[n] for n in range(len(document))]
        return "\n".join(page.get_textpage().get_text_range() for page in pages)


def test_issuing(adopted, answers, client_of, lan):
    client = client_of(lan)
    form = client.get(urls(adopted)[0], answers).content.decode()
    hidden = dict(
        re.findall(r'type="hidden" name="(signed_on|effective_from|signer|submission_token)" value="([^"]+)"', form)
    )
    assert set(hidden) == {"signed_on", "effective_from", "signer", "submission_token"}
    response = client.post(urls(adopted)[2], hidden)
    assert response.url == reverse("regulations:regulation_detail", args=[adopted.pk])
    row = Regulation.objects.get(pk=adopted.pk)
    assert (row.state, row.number_text) == ("issued", "01/QC-KTĐ")
    assert client.post(urls(adopted)[2], hidden).status_code == 303
    assert NumberSeries.objects.get(series="QC-KTĐ").last == 1


def test_too_late_is_a_polite_page(issued, answers, client_of, lan):
    client = client_of(lan)
    assert [client.get(urls(issued)[0]).status_code, client.post(urls(issued)[2], answers).status_code] == [409, 409]


def test_what_it_replaces_is_said(issued, short_adopted, answers, client_of, lan):
    newer = short_adopted("Quy chế sửa đổi")
    body = client_of(lan).get(urls(newer)[0], answers).content.decode()
    assert "Quy chế số 01/QC-KTĐ" in body and "02/QC-KTĐ" in body

"""regulations:regulation_start and regulations:start_regulation"""

import uuid

import pytest
from django.urls import reverse

from drafting.workflow import create_text
from regulations.models import Regulation
from tests.regulations.conftest import SHORT_TREE


@pytest.fixture
def urls(year2020):
    return [reverse(f"regulations:{name}", args=[year2020.pk]) for name in ("regulation_start", "regulation_start")]


def test_the_secretariat_only(urls, client_of, lan, hoa, tuan):
    show, act = urls
    assert client_of(lan).get(show).status_code == 200
    assert (client_of(hoa).get(show).status_code, client_of(hoa).post(act).status_code) == (403, 403)
    assert (client_of(tuan).get(show).status_code, client_of(tuan).post(act).status_code) == (404, 404)


def test_a_new_one_from_the_skeleton(urls, client_of, lan):
    posted = {"title": "Quy chế hoạt động", "legal_basis": "Luật A\r\nLuật B", "from_skeleton": "on"}
    response = client_of(lan).post(urls[1], posted)
    row = Regulation.objects.get()
    assert response.url == reverse("regulations:regulation_detail", args=[row.pk])
    assert row.text.bases == ["Luật A", "Luật B"] and row.text.nodes.filter(kind="chapter").count() > 3


def test_from_a_draft_that_is_there(urls, client_of, lan, year2020):
    text = create_text(year2020, by=lan, kind="regulation", title="Quy chế của Khối", tree=SHORT_TREE)
    assert "Quy chế của Khối" in client_of(lan).get(urls[0]).content.decode()
    client_of(lan).post(urls[1], {"text": text.pk, "title": "bỏ qua"})
    assert Regulation.objects.get().text == text


@pytest.mark.parametrize(
    ("posted", "says"),
    [
        ({"title": ""}, "Nhập tên quy chế"),
        ({"title": "x" * 5000}, "300"),
        ({"title": "Quy\ufffd chế"}, "ký tự không đọc được"),
        ({"title": "Quy chế", "legal_basis": "x" * 10_001}, "10.000"),
    ],
)
def test_bad_input_is_a_sentence_and_stays(urls, client_of, lan, posted, says):
    response = client_of(lan).post(urls[1], {"legal_basis": "Luật giữ lại"} | posted)
    body = response.content.decode()
    assert response.status_code == 422 and says in body
    assert posted.get("legal_basis", "Luật giữ lại") in body
    assert not Regulation.objects.exists()


def test_an_unknown_draft_is_refused(urls, client_of, lan, year2020):
    pledge = create_text(year2020, by=lan, kind="pledge", title="Giao ước", tree=SHORT_TREE)
    create_text(year2020, by=lan, kind="regulation", title="Quy chế", tree=SHORT_TREE)
    assert client_of(lan).post(urls[1], {"text": pledge.pk}).status_code == 422


def test_posted_twice_it_starts_one(urls, client_of, lan):
    import uuid

    client, posted = client_of(lan), {"title": "Quy chế", "submission_token": str(uuid.uuid4())}
    assert [client.post(urls[1], posted).status_code for _ in range(2)] == [302, 303]
    assert Regulation.objects.count() == 1


def test_a_regulation_begun_in_the_drafts_stands_among_the_regulations_with_its_whole_way(year2020, lan, client_of):
    typed = {"emulation_year": year2020.pk, "kind": "regulation", "title": "Quy chế mới", "beginning": "trong"}
    began = client_of(lan).post("/du-thao/moi/", {**typed, "submission_token": str(uuid.uuid4())})
    assert began.status_code == 302
    row = Regulation.objects.get(text__title="Quy chế mới")
    assert "Quy chế mới" in client_of(lan).get("/quy-che/").content.decode()
    thread = client_of(lan).get(f"/du-thao/{row.text_id}/").content.decode()
    for stage in ("Soạn thảo", "Lấy ý kiến các đơn vị", "Thông qua tại hội nghị", "Ban hành"):
        assert stage in thread
    assert f"/quy-che/{row.pk}/" in thread

"""regulations:return_start and regulations:back_to_draft"""

from django.urls import reverse

from regulations.models import Regulation


def urls(row):
    return [reverse(f"regulations:{name}", args=[row.pk]) for name in ("return_start", "return_start")]


def test_doors(adopted, client_of, lan, hoa, tuan):
    show, act = urls(adopted)
    assert client_of(lan).get(show).status_code == 200
    for stranger, status in ((hoa, 403), (tuan, 404)):
        assert client_of(stranger).get(show).status_code == status
        assert client_of(stranger).post(act, {"reason": "Sửa"}).status_code == status


def test_with_a_reason(adopted, client_of, lan):
    client_of(lan).post(urls(adopted)[1], {"reason": "Sai tên đơn vị"})
    assert Regulation.objects.get(pk=adopted.pk).state == "draft"


def test_without_a_reason(adopted, client_of, lan):
    for reason, says in (("  ", "Lý do"), ("x" * 2001, "2.000")):
        response = client_of(lan).post(urls(adopted)[1], {"reason": reason})
        assert response.status_code == 422 and says in response.content.decode()
    assert Regulation.objects.get(pk=adopted.pk).state == "adopted"


def test_never_after_the_issue(issued, client_of, lan):
    assert client_of(lan).post(urls(issued)[1], {"reason": "Sửa"}).status_code == 409

"""A kind of award that the installation did not know: from nothing to a nomination, by pages alone."""

import uuid

import pytest
from django.urls import reverse

from awards import workflow
from awards.models import AwardKind, Nomination
from records.models import AuditEvent
from records.transitions import NotAllowedNow

pytestmark = pytest.mark.django_db
KIND = {
    "name": "Danh hiệu Tập thể lao động xuất sắc",
    "short_name": "Tập thể lao động xuất sắc",
    "form": "title",
    "for_collective": "on",
    "series": "TTLĐXS",
    "display_order": "4",
    "sheet": "bang-khen",
}
TERMS = {
    "valid_from": "01/01/2020",
    "legal_source": "Điều 27 Luật Thi đua, khen thưởng 06/2022/QH15",
    "required_parts": ["submission", "report"],
    "report_years": "1",
    "addressee": "Ban Thi đua - Khen thưởng",
    "reviews_needed": "2",
    "decided_by": "chair",
    "signer_lines": "CHỦ TỊCH",
}


@pytest.fixture
def send(client_of, bach):
    def post(page, /, *args, by=bach, **typed):
        data = {"submission_token": str(uuid.uuid4()), **typed}
        return client_of(by).post(reverse(page, args=args), data)

    return post


def test_from_nothing_to_a_nomination(send, lan, nine, year2020, at):
    answer = send("awards:kind_add", **KIND)
    kind = AwardKind.objects.get(series="TTLĐXS")
    assert kind.slug == "tap-the-lao-dong-xuat-sac"
    assert answer.url == f"/khen-thuong/danh-hieu/{kind.slug}/quy-dinh-moi/"
    sheet = kind.templates.get()
    assert sheet.is_default and sheet.layout(2020, "thành phố").line("title").wording == "TẬP THỂ LAO ĐỘNG XUẤT SẮC"
    assert AuditEvent.objects.filter(verb="awards.make_kind").count() == 1
    assert send("awards:terms_begin", kind.slug, **TERMS).status_code == 302
    with at("2020-12-01 09:00"):
        unit = type(nine[5]).objects.get(pk=nine[5].pk)
        nomination = workflow.nominate(year2020, by=lan, unit=unit, kind=kind)
    assert Nomination.objects.get() == nomination and nomination.terms().legal_source.startswith("Điều 27")


@pytest.mark.parametrize(
    ("changes", "status", "says"),
    [
        ({"name": ""}, 422, "Nhập tên"),
        ({"series": ""}, 422, "Nhập ký hiệu sổ số bằng"),
        ({"form": "khac"}, 422, "có trong danh sách"),
        ({"sheet": "la"}, 422, "có trong danh sách"),
        ({"display_order": "một"}, 422, "Số chưa đúng"),
    ],
)
def test_what_is_wrong_is_said_beside_its_box(send, changes, status, says):
    answer = send("awards:kind_add", **KIND | changes)
    assert answer.status_code == status and says in answer.content.decode()
    assert not AwardKind.objects.filter(series="TTLĐXS").exists()


def test_the_families_are_called_as_the_law_does(client_of, bach):
    page = client_of(bach).get(reverse("awards:kind_add")).content.decode()
    assert "Danh hiệu thi đua" in page and "Commendation" not in page


def test_a_name_or_a_series_of_another_is_refused(send, bach):
    send("awards:kind_add", **KIND)
    again = send("awards:kind_add", **KIND | {"name": "DANH HIỆU tập thể lao động xuất sắc", "series": "X"})
    assert again.status_code == 409 and "Đã có danh hiệu, hình thức tên" in again.content.decode()
    with pytest.raises(NotAllowedNow, match="đã được sử dụng"):
        workflow.make_kind(by=bach, sheet="bang-khen", name="Khác", short_name="Khác", form="title", series="TTLĐXS")
    assert AwardKind.objects.filter(series="TTLĐXS").count() == 1


def test_only_the_operator_adds(send, lan, mai, hoa):
    assert [send("awards:kind_add", by=person, **KIND).status_code for person in (lan, mai, hoa)] == [403, 403, 403]

"""A bloc in the middle of a year, over its pages: two units merge, the head rotates, a new secretary takes over.

What was done before keeps its units and their names; what comes after asks those of its day.
"""

import datetime
import uuid

import pytest
from django.urls import reverse

from conferences.models import Conference
from drafting import workflow as drafting
from khoithidua.sample import texts
from libraries.web import clock
from tests.conftest import HAI_PHONG
from units import workflow
from units.models import Handover, OrganisationChange, Unit
from units.roles import Roles

pytestmark = pytest.mark.django_db
DN2 = "doanh-nghiep-2"

PAPER = {"on": "01/7/2020", "reason": "Sắp xếp tổ chức", "number": "1234/QĐ-UBND", "date": "25/6/2020"}


@pytest.fixture
def send(client_of):
    browsers = {}

    def post(person, page, /, *args, **typed):
        browser = browsers.setdefault(person.pk, client_of(person))
        return browser.post(reverse(page, args=args), {"submission_token": str(uuid.uuid4()), **typed}, follow=True)

    return post


def code(person):
    return workflow.issue_static_codes(person, by=person)[0]


def test_the_middle_of_a_year(year2020, nine, lan, hoa, nam, minh, at, send, settings, client_of):
    settings.DATA_FOLDER.mkdir(parents=True, exist_ok=True)
    with at("2020-03-10 09:00"):
        text = drafting.create_text(
            year2020, by=lan, kind="regulation", title="Quy chế hoạt động", legal_basis="Căn cứ Luật",
            tree=texts.REGULATION[:1],
        )  # fmt: skip
        asked = drafting.open_consultation(text, by=lan, closes_at=clock.now() + datetime.timedelta(days=120))
    with at("2020-06-20 09:00"):
        # The unit that goes first says what it has to say: the page names it, and what ends it.
        merged = {"units": [nine[0].pk, nine[1].pk], "name": "Cảng vụ Hải Phòng mới", "kind": "agency", **PAPER}
        refused = send(lan, "units:unit_merge", DN2, **merged)
        assert refused.status_code == 409
        told = refused.content.decode()
        assert "Chưa gửi ý kiến về Quy chế hoạt động" in told and "Cảng vụ Hải Phòng mới" in told
        drafting.close_consultation(asked, by=lan, reason="Đã họp.")
        assert send(lan, "units:unit_merge", DN2, with_staff="on", **merged).status_code == 200
        unit = Unit.objects.get(slug="cang-vu-hai-phong-moi")
        # The head rotates, and the secretariat goes along.
        handed = send(
            lan, "handover_start", DN2, taker=nam.pk, title="Tổ trưởng", on="02/7/2020", head=nine[5].pk,
            reason="Luân phiên", password="mat-khau-thu-nghiem", code=code(lan),
        )  # fmt: skip
        assert handed.status_code == 200, handed.content.decode()[:300]
        taken = send(nam, "handover_take", Handover.objects.get().pk, password="mat-khau-thu-nghiem", code=code(nam))
        assert "Đã nhận bàn giao" in taken.content.decode()
    with at("2020-07-03 09:00"):
        names = [row.slug for row in year2020.units()]
        assert names[0] == nine[5].slug and unit.slug in names and nine[0].slug not in names
        assert year2020.units().count() == 8
        assert Roles.of(nam.pk, clock.today()).secretary_of and not Roles.of(lan.pk, clock.today()).secretary_of
        # What was asked in March was asked of the nine of March, by their names.
        assert asked.units().count() == 9
        page = client_of(nam).get(reverse("drafting:consultation_detail", args=[asked.pk])).content.decode()
        assert "Cảng vụ Hàng hải Hải Phòng" in page and "Cảng vụ Hải Phòng mới" not in page
        # What is planned now counts the eight of now.
        conference = Conference(emulation_year=year2020, starts_at=datetime.datetime(2020, 8, 1, tzinfo=HAI_PHONG))
        assert conference.units().count() == 8
        year = client_of(nam).get(reverse("units:year_detail", args=[DN2, 2020])).content.decode()
        assert "Hợp nhất Cảng vụ Hàng hải Hải Phòng" in year and "Khối trưởng năm 2020 thay" in year
        kinds = list(OrganisationChange.objects.order_by("pk").values_list("kind", flat=True))
        assert kinds == ["merged", "role"]
        # The leader of the merged unit is written down as an act of its own; minh leads nothing until then.
        assert not Roles.of(minh.pk, clock.today()).heads

"""The agency a unit belongs to: dated data that its papers print."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from records.models import AuditEvent
from records.transitions import NotAllowedNow
from units import workflow
from units.models import ManagingAgency, managing_agency_of

DAY = datetime.date


def test_a_paper_takes_the_agency_of_its_day(nine, lan):
    unit = nine[5]
    assert managing_agency_of(unit, DAY(2020, 1, 1)) == ""
    workflow.set_managing_agency(unit, by=lan, name="Bộ Giao thông vận tải", valid_from=DAY(2019, 1, 1))
    workflow.set_managing_agency(unit, by=lan, name="Bộ Xây dựng", valid_from=DAY(2025, 3, 1))
    unit = type(unit).objects.get(pk=unit.pk)
    days = (DAY(2018, 12, 31), DAY(2025, 2, 28), DAY(2025, 3, 1))
    assert [managing_agency_of(unit, day) for day in days] == ["", "Bộ Giao thông vận tải", "Bộ Xây dựng"]
    assert AuditEvent.objects.filter(verb="units.set_managing_agency").count() == 2


def test_the_same_day_corrects_and_an_earlier_one_is_refused(nine, lan):
    unit = nine[5]
    workflow.set_managing_agency(unit, by=lan, name="Bộ Giao thông", valid_from=DAY(2019, 1, 1))
    workflow.set_managing_agency(unit, by=lan, name="Bộ Giao thông vận tải", valid_from=DAY(2019, 1, 1))
    assert ManagingAgency.objects.get().name == "Bộ Giao thông vận tải"
    with pytest.raises(NotAllowedNow, match="Chọn ngày từ ngày đó trở đi"):
        workflow.set_managing_agency(unit, by=lan, name="Khác", valid_from=DAY(2018, 1, 1))


def test_the_database_holds_one_at_a_time(nine, lan):
    row = workflow.set_managing_agency(nine[5], by=lan, name="Bộ Xây dựng", valid_from=DAY(2019, 1, 1))
    for name, values in {
        "one_managing_agency_at_a_time": {"name": "Khác", "valid_from": DAY(2020, 1, 1)},
        "managing_agency_period_forward": {
            "name": "Khác", "valid_from": DAY(2018, 1, 1), "valid_to": DAY(2018, 1, 1),
        },
        "managing_agency_not_empty": {"name": "", "valid_from": DAY(2017, 1, 1), "valid_to": DAY(2018, 1, 1)},
    }.items():  # fmt: skip
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            ManagingAgency.objects.create(unit=row.unit, **values)


def test_the_secretariat_writes_it_on_the_page_of_the_unit(client_of, lan, hoa, nine):
    unit = nine[5]
    address = reverse("units:managing_agency", args=[unit.bloc.slug, unit.slug])
    assert client_of(hoa).get(address).status_code == 403
    browser = client_of(lan)
    wrong = browser.post(address, {"name": "", "valid_from": "01/3/2025"})
    assert wrong.status_code == 422
    page = browser.post(address, {"name": "Bộ Xây dựng", "valid_from": "01/3/2025", "source": ""}, follow=True)
    assert "Bộ Xây dựng" in page.content.decode() and "Đã lưu cơ quan chủ quản." in page.content.decode()

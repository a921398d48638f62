"""What the city is called on a day: periods follow one another, and an old one stays as it was."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction

from records.models import AuditEvent
from records.revisions import EditConflict
from records.transitions import NotAllowedNow
from units import workflow
from units.models import City

DAY = datetime.date
SECOND = {
    "name": "Thành phố Hải Phòng",
    "short_name": "TP. Hải Phòng",
    "place": "Thủy Nguyên",
    "superior": "SỞ NỘI VỤ",
    "committee": "Ủy ban nhân dân thành phố Hải Phòng",
    "chair": "Chủ tịch Ủy ban nhân dân thành phố Hải Phòng",
    "body": "Phòng Thi đua - Khen thưởng, Sở Nội vụ thành phố Hải Phòng",
    "body_short": "Phòng TĐKT",
}


@pytest.fixture
def renamed(city):
    """From 2025 on the standing office is a Phòng."""
    return workflow.begin_city_period(by=None, valid_from=DAY(2025, 3, 1), names=SECOND | {"source": "Quyết định mẫu"})


def test_each_day_has_the_names_of_its_period(city, renamed):
    assert City.objects.on(DAY(2025, 2, 28)).body_short == "Ban TĐKT"
    assert City.objects.on(DAY(2025, 3, 1)).body_short == "Phòng TĐKT"
    assert City.objects.on(DAY(1999, 1, 1)).body_short == "Ban TĐKT"
    assert City.objects.get(pk=city.pk).last_day == DAY(2025, 2, 28)
    assert AuditEvent.objects.get(verb="units.begin_city").data["body_short"] == "Phòng TĐKT"


def test_without_a_city_there_are_no_names_and_nothing_fails(db):
    assert City.objects.on().body == "" and City.objects.on().office == "cơ quan thường trực"


def test_a_new_period_begins_after_the_one_before(city):
    for day in (city.valid_from, city.valid_from - datetime.timedelta(days=1)):
        with pytest.raises(NotAllowedNow, match="Chọn ngày sau"):
            workflow.begin_city_period(by=None, valid_from=day, names=SECOND)
    assert City.objects.get().valid_to is None


def test_a_paper_bears_the_names_of_its_day_and_a_screen_those_of_today(bloc, city, renamed, lan, client_of, at):
    bloc.place = bloc.superior = ""
    bloc.save()
    assert (bloc.place_on(DAY(2020, 7, 2)), bloc.superior_on(DAY(2020, 7, 2))) == ("Hải Phòng", "THÀNH PHỐ HẢI PHÒNG")
    assert (bloc.place_on(DAY(2026, 7, 2)), bloc.superior_on(DAY(2026, 7, 2))) == ("Thủy Nguyên", "SỞ NỘI VỤ")
    with at("2020-07-02 09:00"):
        page = client_of(lan).get("/", follow=True).content.decode()
        assert city.body in page and renamed.body not in page
    with at("2026-07-02 09:00"):
        page = client_of(lan).get("/", follow=True).content.decode()
        assert renamed.body in page and city.body not in page


def test_a_bloc_may_say_otherwise(bloc, city):
    assert bloc.superior_on(None) == "HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG THÀNH PHỐ HẢI PHÒNG"


def test_the_login_page_names_the_body_too(city, visitor):
    assert city.body in visitor.get("/dang-nhap/").content.decode()


def test_a_name_is_corrected_until_a_paper_bears_it(city, lan, monkeypatch):
    corrected = workflow.correct_city(city, by=None, revision=1, place="Hồng Bàng")
    assert (corrected.place, corrected.revision) == ("Hồng Bàng", 2)
    with pytest.raises(EditConflict):
        workflow.correct_city(city, by=None, revision=1, place="Kiến An")
    monkeypatch.setattr("units.workflow.city.papers_since", lambda day: True)
    with pytest.raises(NotAllowedNow, match="Thêm tên mới"):
        workflow.correct_city(corrected, by=None, place="Kiến An")
    assert workflow.correct_city(corrected, by=None, contact_phone="0225 111 222").contact_phone == "0225 111 222"


@pytest.mark.parametrize(
    ("name", "statement"),
    [
        ("one_city_at_a_time", "UPDATE units_city SET valid_from = '2024-01-01' WHERE valid_from = '2025-03-01'"),
        ("city_period_forward", "UPDATE units_city SET valid_to = valid_from WHERE valid_from = '2025-03-01'"),
        ("city_has_its_names", "UPDATE units_city SET body_short = '' WHERE valid_from = '2025-03-01'"),
    ],
)
def test_the_database_keeps_the_periods_apart(renamed, name, statement):
    with pytest.raises(IntegrityError) as caught, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert caught.value.__cause__.diag.constraint_name == name


def test_the_database_keeps_a_period_that_is_over(city, renamed):
    with pytest.raises(IntegrityError, match="không sửa được"), transaction.atomic():
        City.objects.filter(pk=city.pk).update(body="Hội đồng khác")
    City.objects.filter(pk=city.pk).update(contact_phone="0225 1")
    City.objects.filter(pk=renamed.pk).update(body="Phòng khác")

"""A bloc that was renamed: what belongs to a day bears the name of that day, however long after it is looked at."""

import datetime

import pytest
from django.urls import reverse

from drafting.documents.paper import draft_paper
from pledges.documents.agreement import content_of
from pledges.workflow import create_pledge
from records.transitions import NotAllowedNow
from tests.units.test_models import broken, copy_of
from units import workflow
from units.models import FormerBlocName, OrganisationChange
from units.workflow.changes import Ground

DAY = datetime.date
OLD, NEW = "Khối thi đua Doanh nghiệp 2", "Cụm thi đua số 5"
JULY = DAY(2020, 7, 1)


@pytest.fixture
def rename(bloc, bach):
    def act(name=NEW, short_name="Cụm 5", on=JULY):
        workflow.rename_bloc(bloc, by=bach, on=on, ground=Ground("Sắp xếp"), name=name, short_name=short_name)
        bloc.refresh_from_db()
        return bloc

    return act


def names(bloc, *days):
    return [bloc.name_on(day) for day in days]


def test_each_day_has_its_name(rename):
    bloc = rename()
    assert names(bloc, DAY(2013, 1, 1), DAY(2020, 6, 30), JULY, None) == [OLD, OLD, NEW, NEW]
    bloc = rename("Cụm thi đua số 7", "Cụm 7", DAY(2021, 1, 1))
    days = DAY(2020, 6, 30), JULY, DAY(2020, 12, 31), DAY(2021, 1, 1)
    assert names(bloc, *days) == [OLD, NEW, NEW, "Cụm thi đua số 7"]
    assert [bloc.short_name_on(day) for day in days[1:]] == ["Cụm 5", "Cụm 5", "Cụm 7"]


def test_a_slip_is_mended_from_the_same_day_and_was_the_name_of_no_day(rename):
    rename("Cụm thi đua sô 5")
    bloc = rename()
    assert names(bloc, DAY(2020, 6, 30), JULY) == [OLD, NEW]
    assert FormerBlocName.objects.count() == 1
    assert OrganisationChange.objects.filter(kind="bloc_renamed").count() == 2


def test_not_from_a_day_before_the_present_name_began(rename):
    rename()
    with pytest.raises(NotAllowedNow, match="có hiệu lực từ ngày 01/7/2020"):
        rename("Cụm thi đua số 7", "Cụm 7", DAY(2020, 6, 30))


def test_former_names_stand(rename):
    row = rename().former_names.get()
    broken("one_former_bloc_name_a_day", *copy_of(row))
    broken("former_bloc_name_not_empty", *copy_of(row, name="", until=DAY(2019, 1, 1)))


def test_papers_of_a_day(rename, year2020, lan):
    pledge = create_pledge(year2020, by=lan)
    bloc = rename()
    year2020.refresh_from_db()
    pledge.refresh_from_db()
    assert pledge.title == f"Giao ước thi đua năm 2020 của {OLD}"
    assert [content_of(pledge, day=day)["bloc"] for day in (DAY(2020, 6, 30), JULY)] == [OLD, NEW]
    paper = draft_paper(pledge.text, (), title="Giao ước", bases=[], note="DỰ THẢO", date=DAY(2020, 3, 1))
    assert paper.issuer == OLD.upper()
    assert paper.recipients == ()
    assert bloc.former_names.get().last_day == DAY(2020, 6, 30)


def test_the_page_tells_the_former_name_and_its_last_day(rename, client_of, lan):
    page = client_of(lan).get(reverse("units:bloc_detail", args=[rename().slug])).content.decode()
    assert f"Tên cũ, đến hết ngày 30/6/2020: {OLD}" in page

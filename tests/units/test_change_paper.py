"""The paper that was sent along with a change of the organisation is found again where the change is told."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from libraries.web import clock
from units.workflow.changes import Ground, Kind, write_down

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 quyet dinh"


@pytest.fixture
def change(bloc, nine, lan):
    ground = Ground(
        "Sắp xếp", "12/QĐ-UBND", clock.today(), SimpleUploadedFile("quyet-dinh.pdf", PDF, "application/pdf")
    )
    return write_down(bloc, Kind.SPLIT, on=clock.today(), summary="Tách", ground=ground, by=lan, before=[nine[5]])


def paper(browser, bloc, change):
    return browser.get(reverse("units:change_paper", args=[bloc.slug, change.pk]))


def test_whoever_sees_the_bloc_downloads_it(change, bloc, hoa, mai, client_of):
    for person in (hoa, mai):
        answer = paper(client_of(person), bloc, change)
        assert answer.content == PDF and 'filename="quyet-dinh.pdf"' in answer["Content-Disposition"]
    page = client_of(hoa).get(reverse("units:unit_detail", args=[bloc.slug, "hoa-tieu-kv2"])).content.decode()
    assert reverse("units:change_paper", args=[bloc.slug, change.pk]) in page


def test_nobody_of_another_bloc_and_never_under_its_address(change, bloc, other_bloc, tuan, mai, client_of):
    assert paper(client_of(tuan), bloc, change).status_code == 404
    assert paper(client_of(mai), other_bloc, change).status_code == 404


def test_a_change_without_a_paper_has_no_page(bloc, lan, client_of):
    bare = write_down(bloc, Kind.SPLIT, on=clock.today(), summary="Tách", ground=Ground("Sắp xếp"), by=lan)
    assert paper(client_of(lan), bloc, bare).status_code == 404

"""The sample's year under way reads as a bloc's year does: nothing an attentive clerk would ask about stays open."""

from conferences.models import Conference
from drafting.models import Consultation
from khoithidua.sample.present import LATE
from libraries.web import clock
from pledges.models import Pledge
from regulations.documents.regulation import regulation_paper
from regulations.models import Regulation
from units.models import Bloc, EmulationYear, Post, in_force


def test_the_year_under_way_is_whole(sample_world):
    year = EmulationYear.objects.get(bloc__slug="doanh-nghiep-2", year=clock.today().year)
    assert year.theme and "Giả định" in year.theme_source
    assert list(year.seats.filter(role="deputy").values_list("unit__slug", flat=True)) == ["cang-vu-dtnd-kv1"]
    staff = Post.objects.filter(in_force(), is_leader=False, unit__in=year.units())
    assert set(staff.values_list("unit", flat=True)) == {unit.pk for unit in year.units()}
    # A pledge signed after the first quarter says why (the sample's regulation, Điều về ký giao ước).
    consultation = Consultation.objects.get(on_version__text=Pledge.objects.get(emulation_year=year).text)
    assert consultation.note in (LATE, "") and (consultation.note == LATE) == (consultation.closes_at.month > 2)
    assert Conference.objects.filter(emulation_year=year).exists()


def test_papers_bear_the_blocs_own_symbol_and_name_the_citys_body(sample_world):
    assert Bloc.objects.get(slug="doanh-nghiep-2").series_code == "KTĐDN2"
    regulation = Regulation.objects.exclude(document=None).get()
    assert regulation.number_text == "01/QC-KTĐDN2"
    recipients = regulation_paper(regulation, regulation.adopted_version, signed_on=regulation.signed_on).recipients
    assert recipients[0] == "Ban Thi đua - Khen thưởng thành phố Hải Phòng (để báo cáo)"

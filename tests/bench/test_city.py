"""A small town cloned from the sample: each table has its copies, keys lead somewhere, copies are not mixed."""

import pytest

from bench import city
from bench.clone import STEP
from bench.lineage import BLOC, CLOSED, RUNNING, foreign_keys, target_of
from bench.personas import people_of_a_copy, personas
from bench.walk import Explorer, url_table
from records.models import AuditEvent, Document
from regulations.models import Regulation
from tests.bench.conftest import BLOCS, YEARS
from units.models import Bloc, EmulationYear, Unit, User


def test_each_table_has_a_row_for_every_copy(town):
    lineage, copies, before = town
    city.check_counts(lineage, copies, before)
    assert Bloc.objects.count() == BLOCS
    source = lineage.source.bloc
    for bloc in Bloc.objects.filter(slug__startswith=source.slug):
        years = list(bloc.years.order_by("year").values_list("year", flat=True))
        assert years[-YEARS:] == list(range(lineage.source.running.year - YEARS + 1, lineage.source.running.year + 1))
        assert bloc.units.count() == source.units.count()


def test_no_key_leads_nowhere(town):
    lineage, _, _ = town
    city.check_keys(lineage)


def test_a_missing_row_is_noticed(town):
    lineage, copies, before = town
    before = before | {Unit: before[Unit] + 1}
    with pytest.raises(city.WrongCity, match=r"units\.Unit: "):
        city.check_counts(lineage, copies, before)


def test_rows_of_a_copy_point_at_rows_of_the_same_copy(town):
    """A nomination of one bloc never names a unit, a year or a ballot of another."""
    for model in city.counts(town[0]):
        if not hasattr(model, "bloc") or model is Unit:
            continue
        for key in foreign_keys(model):
            if not hasattr(target_of(key), "bloc"):
                continue
            for row in model._base_manager.exclude(**{key.name: None}).order_by("-pk")[:20]:
                assert getattr(row, key.name).bloc == row.bloc, f"{model._meta.label}.{key.name}"


def test_what_must_be_unique_is_and_what_is_shared_stays_shared(town):
    lineage, _, _ = town
    assert User.objects.filter(board_seats__isnull=False).count() == 3, "the city has one board"
    codes = Document.objects.exclude(code=None)
    assert codes.count() == codes.values("code").distinct().count() > len(lineage.levels[Document])
    copied = AuditEvent.objects.filter(chain__startswith=f"{lineage.source.bloc.slug}-", model="units.bloc")
    assert all(Bloc.objects.get(pk=row.row_pk).slug == row.chain for row in copied)


def test_one_regulation_of_a_bloc_is_in_force(town):
    for bloc in Bloc.objects.filter(slug__startswith=town[0].source.bloc.slug):
        issued = Regulation.objects.filter(bloc=bloc, state="issued")
        assert issued.count() == 1
        assert issued.get().in_force_on(issued.get().effective_from)


def test_awards_of_the_year_before_come_with_the_closed_year(town):
    from awards.models import Certificate, Nomination

    lineage, _, _ = town
    assert lineage.count(Nomination, CLOSED) and lineage.count(Nomination, RUNNING)
    bloc = Bloc.objects.filter(slug__startswith=f"{lineage.source.bloc.slug}-").latest("pk")
    assert Certificate.objects.filter(line__nomination__emulation_year__bloc=bloc).exists()


def test_the_source_keeps_its_rows_and_keys(town):
    lineage, _, _ = town
    assert lineage.level(Bloc, lineage.source.bloc.pk) == BLOC
    assert EmulationYear.objects.get(pk=lineage.source.closed.pk).year == lineage.source.closed.year
    assert lineage.source.bloc.units.filter(pk__gte=STEP).count() == 0


def test_pages_open_for_the_sources_people_and_for_those_of_a_copy(town, settings):
    settings.SAMPLE_MODE = True
    people = [*personas(), *people_of_a_copy()]
    assert {person.role for person in people} >= {
        "visitor",
        "secretary",
        "head",
        "leader",
        "staff",
        "board",
        "reviewer",
    }
    assert len(people) == 9
    for person in people:
        explorer = Explorer(person)
        explorer.crawl(pages=12)
        assert not explorer.broken, f"{person.role}: {explorer.broken}"
        assert person.user is None or len(explorer.addresses) >= 5, person.role


def test_the_url_table_is_read_whole():
    names = {named.name for named in url_table()}
    assert {"home", "units:person_detail", "awards:certificate_list", "records:verdict_detail"} <= names
    arguments = {named.name: named.arguments for named in url_table()}
    assert arguments["units:person_detail"] == ("bloc", "pk")


def test_a_table_of_a_room_to_come_needs_no_code(town):
    """Whatever has a path to the year is copied: rows are followed along keys, no table is named."""
    lineage, _, _ = town
    for model, rows in lineage.tables.items():
        if model in lineage.year_models and model is not EmulationYear:
            chosen = {pk for pk in rows.found if lineage.level(model, pk) in (CLOSED, RUNNING)}
            direct = [key for key in foreign_keys(model) if target_of(key) is EmulationYear]
            for key in direct:
                of_source = {
                    pk for pk, row in rows.found.items()
                    if row[key.attname] in (lineage.source.closed.pk, lineage.source.running.pk)
                    and not lineage.stays_behind(rows, row)
                }  # fmt: skip
                assert of_source == chosen, model._meta.label

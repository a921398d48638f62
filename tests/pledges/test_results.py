"""/giao-uoc/<n>/ket-qua/: results of the targets, quarter by quarter, and where they go on."""

import datetime
from decimal import Decimal
from io import BytesIO

import pytest
from django.db import IntegrityError, transaction
from openpyxl import load_workbook

from libraries.web import clock
from pledges import workflow
from pledges.models import QuarterReport, TargetResult
from pledges.queries import newest_values, report_of, results_of
from pledges.requirements import newest_ended_quarter
from pledges.workflow import Reached
from pledges.worklist import work_for
from records.models import AuditEvent
from records.transitions import NotAllowedNow

pytestmark = pytest.mark.django_db
SLUG = "hoa-tieu-kv2"


@pytest.fixture
def hoas(in_force, nine):
    """hoa's unit and its one target, of 99.5 %."""
    return nine[5], in_force.targets.get(unit=nine[5])


def report(pledge, unit, by, value="98.5", quarter=2, **more):
    target = pledge.targets.get(unit=unit)
    return workflow.save_results(
        pledge, unit, quarter, by=by, results={target.pk: Reached(Decimal(value), "đã đối chiếu")}, **more
    )


def test_staff_type_and_the_leader_confirms(in_force, hoas, go, post, nam, hoa, minh):
    _, target = hoas
    place = (in_force.pk, 2, SLUG)
    typed = {f"value_{target.pk}": "98,5", f"note_{target.pk}": "Còn một hồ sơ", "revision": 1}
    assert post(nam, "pledges:result_edit", *place, **typed).status_code == 302
    own = go(nam, "pledges:results_detail", in_force.pk, query="?quy=2").text
    assert "98,5%" in own and "99,0%" in own and "Còn một hồ sơ" in own and "Đang nhập" in own
    # Others see it when the leader stands for it.
    assert "98,5%" not in go(minh, "pledges:results_detail", in_force.pk, query="?quy=2").text
    assert post(nam, "pledges:confirm_results", *place).status_code == 403
    assert post(hoa, "pledges:confirm_results", *place).status_code == 302
    assert "98,5%" in go(minh, "pledges:results_detail", in_force.pk, query="?quy=2").text
    assert post(nam, "pledges:result_edit", *place, **typed | {"revision": 2}).status_code == 409
    assert {"pledges.save_results", "pledges.confirm_results"} <= set(AuditEvent.objects.values_list("verb", flat=True))


def test_bad_numbers_are_named_and_kept(in_force, hoas, post, nam):
    _, target = hoas
    typed = {f"value_{target.pk}": "nhiều", "revision": 1}
    answer = post(nam, "pledges:result_edit", in_force.pk, 2, SLUG, **typed)
    assert answer.status_code == 422 and "nhiều" in answer.text and "Số chưa đúng" in answer.text
    alone = {f"value_{target.pk}": "", f"note_{target.pk}": "chờ số liệu", "revision": 1}
    answer = post(nam, "pledges:result_edit", in_force.pk, 2, SLUG, **alone)
    assert answer.status_code == 422 and "Nhập kết quả bằng số, hoặc xóa ghi chú." in answer.text
    assert not TargetResult.objects.exists()


def test_the_loser_of_two_editors_keeps_their_figures(in_force, hoas, post, nam, hoa):
    _, target = hoas
    first, second = ({f"value_{target.pk}": value, "revision": 1} for value in ("97", "98"))
    assert post(hoa, "pledges:result_edit", in_force.pk, 2, SLUG, **first).status_code == 302
    answer = post(nam, "pledges:result_edit", in_force.pk, 2, SLUG, **second)
    assert answer.status_code == 409 and "97%" in answer.text and 'value="98"' in answer.text
    assert TargetResult.objects.get().value == 97


def test_what_is_empty_is_missing_and_zero_is_a_result(in_force, hoas, nam, hoa):
    unit, target = hoas
    row = workflow.save_results(in_force, unit, 2, by=nam, results={target.pk: Reached(None)})
    with pytest.raises(NotAllowedNow, match="Còn 1 chỉ tiêu chưa có kết quả: Chỉ tiêu đúng hạn"):
        workflow.confirm_results(row, by=hoa)
    row = report(in_force, unit, nam, value="0")
    assert workflow.confirm_results(row, by=hoa).state == QuarterReport.State.CONFIRMED


def test_confirmed_results_are_reopened_with_a_reason(in_force, hoas, go, post, nam, hoa, lan):
    unit, _ = hoas
    workflow.confirm_results(report(in_force, unit, nam), by=hoa)
    place = (in_force.pk, 2, SLUG)
    assert go(nam, "pledges:results_reopen", *place).status_code == 403
    assert post(lan, "pledges:results_reopen", *place, reason="").status_code == 422
    assert post(lan, "pledges:results_reopen", *place, reason="Đơn vị báo lại số liệu").status_code == 302
    row = report_of(in_force, unit, 2)
    assert (row.state, row.confirmed_at) == ("open", None)
    assert AuditEvent.objects.get(verb="pledges.reopen_results").reason == "Đơn vị báo lại số liệu"


def test_no_results_before_the_pledge_is_in_force_or_the_quarter_begun(in_force, hoas, nam):
    unit, _ = hoas
    in_force.emulation_year.year = clock.today().year + 1
    in_force.emulation_year.save()
    with pytest.raises(NotAllowedNow, match="chưa bắt đầu"):
        report(in_force, unit, nam)


def test_a_target_of_another_unit_is_refused(in_force, hoas, nine, nam):
    unit, _ = hoas
    strange = in_force.targets.get(unit=nine[0])
    with pytest.raises(NotAllowedNow, match="không thuộc đơn vị"):
        workflow.save_results(in_force, unit, 2, by=nam, results={strange.pk: Reached(Decimal(1))})


def test_the_database_keeps_what_was_confirmed_and_whose_it_is(in_force, hoas, nine, nam, hoa):
    unit, _ = hoas
    row = workflow.confirm_results(report(in_force, unit, nam), by=hoa)
    strange = in_force.targets.get(unit=nine[0])
    broken = [
        lambda: TargetResult.objects.update(value=1),
        lambda: TargetResult.objects.all().delete(),
        lambda: QuarterReport.objects.update(quarter=5),
        lambda: QuarterReport.objects.update(confirmed_at=None),
        lambda: QuarterReport.objects.create(pledge=in_force, unit=unit, quarter=row.quarter),
    ]
    other = QuarterReport.objects.create(pledge=in_force, unit=unit, quarter=3)
    wrong = TargetResult(report=other, target=strange, value=1, written_at=clock.now(), written_by=nam)
    for breaking in (*broken, wrong.save):
        with pytest.raises(IntegrityError), transaction.atomic():
            breaking()


def test_shares_and_what_is_behind(in_force, hoas, lan, nam):
    unit, _ = hoas
    report(in_force, unit, nam, value="40")
    line = next(results for results in results_of(in_force, 2, lan) if results.unit == unit).lines[0]
    assert (line.reached, round(line.share, 2)) == ("40%", Decimal("40.20"))
    assert not line.is_behind, "a share does not grow with the year"
    counted = type(line)(line.target.__class__("Lượt", "lượt", Decimal(100)), line.values, "", Decimal(49))
    assert counted.is_behind
    assert not type(line)(counted.target, line.values, "", Decimal(50)).is_behind
    assert type(line)(line.target.__class__("Vụ", "vụ", Decimal(0)), line.values, "", Decimal(0)).share is None


def test_the_table_as_excel(in_force, hoas, go, lan, nam):
    report(in_force, hoas[0], nam, quarter=1, value="50")
    report(in_force, hoas[0], nam)
    answer = go(lan, "pledges:results_excel", in_force.pk, 2)
    sheet = load_workbook(BytesIO(answer.content)).active
    head, *rows = ([cell.value for cell in row] for row in sheet.iter_rows())
    assert head[4:9] == ["Đăng ký", *(f"Lũy kế hết quý {roman}" for roman in ("I", "II", "III", "IV"))]
    mine = next(row for row in rows if row[1] == hoas[0].name)
    assert mine[4:10] == [99.5, 50, 98.5, None, None, 99.0] and len(rows) == 9


def test_as_many_queries_for_nine_units_as_for_one(in_force, hoas, nine, lan, django_assert_num_queries):
    report(in_force, hoas[0], lan)
    lan.roles()
    with django_assert_num_queries(5):
        results_of(in_force, 2, lan)
    for unit in nine:
        report(in_force, unit, lan)
    with django_assert_num_queries(5):
        results_of(in_force, 2, lan)


def test_it_is_on_the_desk_of_who_has_to_do_it(in_force, hoas, nam, hoa):
    def titles(user):
        return [item.title for item in work_for(user) if "kết quả quý" in item.title]

    unit, _ = hoas
    with clock.travel(datetime.datetime(in_force.emulation_year.year, 10, 2, 9, tzinfo=datetime.UTC)):
        assert titles(nam) == [f"Nhập kết quả quý III của {unit.short_name}"]
        row = report(in_force, unit, nam, quarter=3)
        assert titles(nam) == [] and titles(hoa) == [f"Xác nhận kết quả quý III của {unit.short_name}"]
        workflow.confirm_results(row, by=hoa)
        assert titles(hoa) == []


@pytest.mark.parametrize(
    ("day", "ended"), [((2026, 1, 1), (2025, 4)), ((2026, 4, 1), (2026, 1)), ((2026, 11, 30), (2026, 3))]
)
def test_the_newest_quarter_that_has_ended(day, ended):
    assert newest_ended_quarter(datetime.date(*day)) == ended


def test_an_achievement_report_starts_from_what_was_confirmed(in_force, hoas, nam, hoa):
    unit, target = hoas
    report(in_force, unit, nam, value="70")
    assert newest_values([target.pk]) == {}
    for quarter, value in ((2, "70"), (4, "101")):
        workflow.confirm_results(report(in_force, unit, nam, quarter=quarter, value=value), by=hoa)
    assert newest_values([target.pk]) == {target.pk: Decimal("101.00")}

"""What must be there before something is done with a criteria set or a sheet, in sentences."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.db.models import Prefetch

from libraries.web import clock
from libraries.web.formats import local_date, short_date, vn_number
from records.transitions import Unmet
from scoring.models import CriteriaSet, Criterion, Objection, ScoreSheet
from scoring.queries import Line, conferences_after, lines_of, sheet_view
from units.models import Unit

MOST_NAMED = 6


def adoption_gaps(criteria_set: CriteriaSet, known: Any = None) -> Iterator[Unmet]:
    """Points that can be got, and groups that add up to what they promise."""
    lines = lines_of(criteria_set)
    page = ("scoring:criteria_edit", (criteria_set.pk,))
    if not any(line.is_leaf and line.criterion.section == Criterion.Section.BASE for line in lines):
        yield Unmet("Chưa có tiêu chí nào được chấm điểm thi đua.", *page)
    for line in lines:
        parts = [one.criterion for one in lines if one.criterion.parent_id == line.criterion.pk]
        if line.is_leaf:
            continue
        if not parts:
            yield Unmet(f"Mục {line.label} “{line.criterion}” chưa có tiêu chí thành phần.", *page)
        elif (together := sum(part.maximum for part in parts)) < line.criterion.maximum:
            yield Unmet(
                f"Mục {line.label} “{line.criterion}” có điểm tối đa {vn_number(line.criterion.maximum)}, "
                f"các tiêu chí thành phần cộng lại chỉ có {vn_number(together)}.",
                *page,
            )


def opening_gaps(criteria_set: CriteriaSet, known: Any = None) -> Iterator[Unmet]:
    year = criteria_set.emulation_year
    if not year.units().exists():
        yield Unmet("Năm thi đua chưa có danh sách đơn vị.", "units:year_detail", (year.bloc.slug, year.year))


def publication_gaps(criteria_set: CriteriaSet, known: Any = None) -> Iterator[Unmet]:
    """Every sheet appraised, or the unit not considered; no objection open, and no unit that may still object."""
    considered = criteria_set.sheets.filter(excluded_at=None).select_related("criteria_set")
    considered = considered.prefetch_related(Prefetch("unit", Unit.objects.with_names()))
    for sheet in considered.exclude(state=ScoreSheet.State.APPRAISED):
        sentence = f"Phiếu của {sheet.unit} ở bước “{sheet.get_state_display()}”."
        yield Unmet(sentence, "scoring:sheet_detail", (sheet.pk,))
    appraised = considered.filter(state=ScoreSheet.State.APPRAISED)
    undecided = set(appraised.filter(objections__state=Objection.State.OPEN).values_list("pk", flat=True))
    for sheet in appraised:
        if sheet.pk in undecided:
            yield Unmet(f"Kiến nghị của {sheet.unit} chưa có kết luận.", "scoring:sheet_detail", (sheet.pk,))
        elif may_still_object(sheet):
            sentence = f"{sheet.unit} còn quyền kiến nghị đến hết ngày {short_date(objection_day(sheet))}."
            yield Unmet(sentence, "scoring:sheet_detail", (sheet.pk,))


def table_gaps(criteria_set: CriteriaSet, known: Any = None) -> Iterator[Unmet]:
    """Each edition of the results is signed once."""
    if (table := criteria_set.issued_table) is not None:
        yield Unmet(f"{table} đã hoàn thành.", "scoring:criteria_detail", (criteria_set.pk,))


def change_gaps(sheet: ScoreSheet, known: Any = None) -> Iterator[Unmet]:
    """A conference met since the results were published; what its signers have before them stays as it is."""
    criteria_set = sheet.criteria_set
    page = ("scoring:criteria_detail", (criteria_set.pk,))
    if not criteria_set.is_published:
        yield Unmet("Kết quả chấm điểm chưa công khai.", *page)
    elif not conferences_after(criteria_set).exists():
        yield Unmet("Chưa có hội nghị nào của Khối khai mạc sau khi công khai kết quả.", *page)
    if sheet.excluded_at is not None:
        yield Unmet(f"{sheet.unit} thuộc trường hợp không bình xét.")
    if (request := criteria_set.being_signed) is not None:
        sentence = "Bảng tổng hợp điểm đang trình ký. Thu hồi văn bản trình ký trước khi nhập kết luận của hội nghị."
        yield Unmet(sentence, "signatures:request_detail", (request.pk,))


def objection_day(sheet: ScoreSheet) -> datetime.date:
    """The last day on which the unit may object to what was appraised."""
    assert sheet.appraised_at is not None  # an appraised sheet has its moment, by a constraint
    return local_date(sheet.appraised_at) + datetime.timedelta(days=sheet.criteria_set.objection_days)


def may_still_object(sheet: ScoreSheet) -> bool:
    """It was appraised, its days are not over, and it has not agreed."""
    if not sheet.criteria_set.objection_days or sheet.appraised_at is None or sheet.accepted_at is not None:
        return False
    return clock.today() <= objection_day(sheet)


def objection_gaps(sheet: ScoreSheet, known: Any = None) -> Iterator[Unmet]:
    """Within the days after the appraisal, until the unit has agreed."""
    yield from over_gaps(sheet)
    if sheet.accepted_at is not None:
        yield Unmet("Đơn vị đã nhất trí kết quả thẩm định.")
    elif not sheet.criteria_set.objection_days:
        yield Unmet("Kỳ chấm điểm này không có thời gian kiến nghị.")
    elif sheet.appraised_at is None:
        yield Unmet("Điểm của đơn vị chưa thẩm định xong.")
    elif not may_still_object(sheet):
        yield Unmet(f"Thời hạn kiến nghị đã hết ngày {short_date(objection_day(sheet))}.")


def acceptance_gaps(sheet: ScoreSheet, known: Any = None) -> Iterator[Unmet]:
    """While it still could object, and has nothing that waits."""
    yield from objection_gaps(sheet)
    if sheet.objections.filter(state=Objection.State.OPEN).exists():
        yield Unmet("Kiến nghị của đơn vị chưa có kết luận.")


def over_gaps(sheet: ScoreSheet, known: Any = None) -> Iterator[Unmet]:
    """Nothing is marked after the results were published, nor of a unit that is not considered."""
    if sheet.criteria_set.state != CriteriaSet.State.OPEN:
        yield Unmet("Kết quả chấm điểm đã công khai, điểm không sửa được.")
    if sheet.excluded_at is not None:
        yield Unmet(f"{sheet.unit} thuộc trường hợp không bình xét.")


def _named(lines: list[Line]) -> str:
    named = ", ".join(line.label for line in lines[:MOST_NAMED])
    return named if len(lines) <= MOST_NAMED else f"{named} và {vn_number(len(lines) - MOST_NAMED)} tiêu chí khác"


def submission_gaps(sheet: ScoreSheet, known: Any = None) -> Iterator[Unmet]:
    yield from over_gaps(sheet)
    view = sheet_view(sheet)
    if missing := view.missing:
        sentence = f"Còn {vn_number(len(missing))} tiêu chí chưa chấm: {_named(missing)}."
        yield Unmet(sentence, "scoring:marks_edit", (sheet.pk, "tu-cham"))
    for line in view.unproved:
        sentence = f"Tiêu chí {line.label} chưa có minh chứng. Thêm minh chứng hoặc nhập giải trình."
        yield Unmet(sentence, "scoring:line_proofs", (sheet.pk, line.criterion.pk))


def check_gaps(sheet: ScoreSheet, known: Any = None) -> Iterator[Unmet]:
    yield from over_gaps(sheet)
    if missing := sheet_view(sheet).unchecked:
        sentence = f"Còn {vn_number(len(missing))} tiêu chí chưa chấm chéo: {_named(missing)}."
        yield Unmet(sentence, "scoring:marks_edit", (sheet.pk, "cham-cheo"))


def appraisal_gaps(sheet: ScoreSheet, known: Any = None) -> Iterator[Unmet]:
    """Where the unit and its checker agree their points stand; the other lines are decided."""
    yield from over_gaps(sheet)
    if undecided := sheet_view(sheet).undecided:
        sentence = f"Còn {vn_number(len(undecided))} tiêu chí có điểm khác nhau chưa thẩm định: {_named(undecided)}."
        yield Unmet(sentence, "scoring:marks_edit", (sheet.pk, "tham-dinh"))

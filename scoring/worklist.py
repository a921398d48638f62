"""What waits for whom in scoring: for a person, on the page of a criteria set or a sheet, for the year."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef
from django.urls import reverse

from libraries.web.formats import short_date, vn_number
from notices.worklist import (
    CURRENT,
    DONE,
    LATER,
    MOST,
    Stage,
    Who,
    WorkItem,
    register_next_action,
    register_stages,
    register_work,
)
from records.access import has_permission
from records.transitions import Action, in_words, requirements
from scoring.actions import (
    ACCEPT_APPRAISAL,
    ADOPT_SET,
    FINISH_APPRAISAL,
    FINISH_CHECK,
    PUBLISH_RESULTS,
    SUBMIT_RESULTS,
    SUBMIT_SHEET,
)
from scoring.models import CriteriaSet, ResultChange, ResultTable, ScoreSheet
from scoring.requirements import may_still_object, objection_day
from signatures.models import SigningRequest
from signatures.worklist import paper_step, put_address
from units.models import EmulationYear, User

State, Step = CriteriaSet.State, ScoreSheet.State


def page(name: str, row: CriteriaSet | ScoreSheet) -> str:
    """The address of a page of this room."""
    return reverse(f"scoring:{name}", args=[row.pk])


def marks_page(sheet: ScoreSheet, column: str) -> str:
    return reverse("scoring:marks_edit", args=[sheet.pk, column])


def about_sheet(sheet: ScoreSheet) -> str:
    """The name that a sheet's item and its notices share."""
    return f"scoring.sheet:{sheet.pk}"


# --- A person ------------------------------------------------------------------------------------------------------


def work_for(user: User) -> Iterator[WorkItem]:
    """Sheets to fill in, to check, to appraise; sets that the secretariat has not brought to an end."""
    roles = user.roles()
    units = roles.member_of | roles.can_sign_for
    going_on = ScoreSheet.objects.filter(criteria_set__state=State.OPEN, excluded_at=None)
    going_on = going_on.select_related("criteria_set__emulation_year", "unit").order_by("pk")
    for sheet in going_on.filter(state=Step.OPEN, unit__in=units)[:MOST] if units else ():
        yield _fill_in(sheet)
    for sheet in going_on.filter(state=Step.SUBMITTED, checker__in=units)[:MOST] if units else ():
        yield _check(sheet)
    # The head's own sheet is appraised by another of those who lead; the secretariat is often of the head's unit.
    led = going_on.filter(state=Step.CHECKED, criteria_set__emulation_year__in=EmulationYear.objects.led_by(units))
    for sheet in led.exclude(unit__in=units)[:MOST] if units else ():
        if sheet.emulation_year.seats_on().filter(role="head", unit=sheet.unit_id).exists():
            yield _appraise(sheet)
    appraised = going_on.filter(state=Step.APPRAISED)
    for sheet in appraised.filter(unit__in=roles.can_sign_for, accepted_at=None)[:MOST] if units else ():
        if may_still_object(sheet):
            yield _look_at(sheet)
    unanswered = appraised.filter(objections__state="open", objections__reply="", checker__in=units)
    for sheet in unanswered.exclude(unit__in=units).distinct()[:MOST] if units else ():
        yield _objected(sheet, "Nêu ý kiến về kiến nghị", Who.UNIT)
    if not roles.secretary_of:
        return
    undecided = appraised.filter(objections__state="open", criteria_set__emulation_year__bloc__in=roles.secretary_of)
    for sheet in undecided.exclude(unit__in=units).distinct()[:MOST]:
        yield _objected(sheet, "Kết luận kiến nghị", Who.SECRETARIAT)
    kept = {"criteria_set__emulation_year__bloc__in": roles.secretary_of}
    for sheet in going_on.filter(state=Step.CHECKED, **kept)[:MOST]:
        yield _appraise(sheet)
    for row in CriteriaSet.objects.filter(emulation_year__bloc__in=roles.secretary_of, state=State.DRAFT)[:MOST]:
        yield WorkItem(
            f"Hoàn chỉnh: {row.title}",
            "Bộ tiêu chí đang soạn thảo.",
            Who.SECRETARIAT,
            act="Xem bộ tiêu chí",
            address=page("criteria_detail", row),
            icon="list-ol",
        )
    published = CriteriaSet.objects.filter(emulation_year__bloc__in=roles.secretary_of, state=State.PUBLISHED)
    changed = ResultChange.objects.filter(criteria_set=OuterRef("criteria_set"), edition__gt=OuterRef("edition"))
    tables = ResultTable.objects.filter(~Exists(changed), criteria_set=OuterRef("pk"))
    unsigned = published.filter(~Exists(tables)).exclude(signing__state__in=SigningRequest.GOING_ON)
    for row in unsigned.select_related("emulation_year")[:MOST]:
        yield WorkItem(
            f"Trình ký bảng tổng hợp điểm năm {row.listed_year}",
            "Kết quả đã công khai, bảng tổng hợp điểm chưa có chữ ký.",
            Who.SECRETARIAT,
            act="Trình ký",
            address=put_address("results", row),
            icon="send",
        )


def _fill_in(sheet: ScoreSheet) -> WorkItem:
    return WorkItem(
        f"Tự chấm điểm năm {sheet.criteria_set.listed_year}: {sheet.unit}",
        "Phiếu chấm điểm của đơn vị chưa được gửi.",
        Who.UNIT,
        sheet.criteria_set.score_by,
        "Tự chấm điểm",
        marks_page(sheet, "tu-cham"),
        "list-check",
        about=about_sheet(sheet),
    )


def _check(sheet: ScoreSheet) -> WorkItem:
    return WorkItem(
        f"Chấm chéo phiếu của {sheet.unit}",
        "Đơn vị đã nộp phiếu, đang chờ chấm chéo.",
        Who.UNIT,
        sheet.criteria_set.check_by,
        "Chấm chéo",
        marks_page(sheet, "cham-cheo"),
        "list-check",
        about=about_sheet(sheet),
    )


def _look_at(sheet: ScoreSheet) -> WorkItem:
    return WorkItem(
        f"Xem điểm đã thẩm định: {sheet.unit}",
        f"Nhất trí, hoặc kiến nghị từng tiêu chí đến hết ngày {short_date(objection_day(sheet))}.",
        Who.UNIT,
        act="Xem phiếu chấm điểm",
        address=page("sheet_detail", sheet),
        icon="search",
        about=about_sheet(sheet),
    )


def _objected(sheet: ScoreSheet, title: str, who: Who) -> WorkItem:
    address = f"{page('sheet_detail', sheet)}#kien-nghi"
    why = "Đơn vị kiến nghị về điểm sau khi thẩm định."
    about = about_sheet(sheet)
    return WorkItem(
        f"{title}: {sheet.unit}", why, who, act="Xem kiến nghị", address=address, icon="search", about=about
    )


def _appraise(sheet: ScoreSheet) -> WorkItem:
    return WorkItem(
        f"Thẩm định phiếu của {sheet.unit}",
        "Đã chấm chéo.",
        Who.SECRETARIAT,
        act="Xem phiếu chấm điểm",
        address=page("sheet_detail", sheet),
        icon="search",
    )


# --- A criteria set --------------------------------------------------------------------------------------------------


def next_action(user: User, criteria_set: CriteriaSet) -> WorkItem:
    """For this person, on the page of the set."""
    keeps = has_permission(user, "scoring.create_set", criteria_set.emulation_year)
    state = State(criteria_set.state)
    if state == State.PUBLISHED:
        return _published(criteria_set, mine=has_permission(user, SUBMIT_RESULTS.name, criteria_set))
    if not keeps:
        roles = user.roles()
        units = roles.member_of | roles.can_sign_for
        mine = criteria_set.sheets.filter(excluded_at=None).select_related("criteria_set", "unit")
        if sheet := mine.filter(unit__in=units, state=Step.OPEN).first():
            return _fill_in(sheet)
        if sheet := mine.filter(checker__in=units, state=Step.SUBMITTED).first():
            return _check(sheet)
        why = "Khi đến kỳ chấm điểm, hệ thống gửi thông báo đến đơn vị."
        if state == State.OPEN:
            why = "Kết quả hiển thị tại đây sau khi Tổ thư ký công khai."
        return WorkItem(str(criteria_set.get_state_display()), why, Who.SECRETARIAT)
    return {State.DRAFT: _draft, State.ADOPTED: _adopted, State.OPEN: _open}[state](criteria_set)


def _published(criteria_set: CriteriaSet, *, mine: bool) -> WorkItem:
    """The table of results is put before its signers, then numbered; others read the results meanwhile."""
    if (table := criteria_set.issued_table) is not None:
        why = f"{table} hoàn thành ngày {short_date(table.issued_at)}. Kết quả hiển thị dưới đây."
        return WorkItem("Đã hoàn thành bảng tổng hợp điểm", why)
    if mine:
        request = criteria_set.signing
        if request is not None and request.state == SigningRequest.State.ISSUED:
            request = None  # of the results before a conference changed them
        return paper_step("results", criteria_set, request, mine=True, what="bảng tổng hợp điểm")
    return WorkItem("Kết quả đã công khai", "Điểm, xếp hạng và xếp loại của các đơn vị hiển thị dưới đây.")


def _asked(
    criteria_set: CriteriaSet, title: str, why: str, act: str, name: str, icon: str, confirm: str = ""
) -> WorkItem:
    return WorkItem(
        title,
        why,
        Who.SECRETARIAT,
        act=act,
        address=page(name, criteria_set),
        icon=icon,
        posts=bool(confirm),
        confirm=confirm,
    )


def _draft(criteria_set: CriteriaSet) -> WorkItem:
    if gaps := requirements(ADOPT_SET, criteria_set):
        return _asked(criteria_set, "Soạn thảo bộ tiêu chí", in_words(gaps), "Sửa tiêu chí", "criteria_edit", "pencil")
    why = "Các tiêu chí đã đủ. Sau khi áp dụng không sửa được."
    confirm = f"Áp dụng {criteria_set.title}?"
    return _asked(criteria_set, "Áp dụng bộ tiêu chí", why, "Áp dụng bộ tiêu chí", "adopt_set", "check-lg", confirm)


def _adopted(criteria_set: CriteriaSet) -> WorkItem:
    why = "Khi đến kỳ chấm điểm, chọn hạn tự chấm và hạn chấm chéo; mỗi đơn vị nhận một phiếu."
    return _asked(criteria_set, "Bắt đầu chấm điểm", why, "Bắt đầu chấm điểm", "scoring_open", "megaphone")


def _open(criteria_set: CriteriaSet) -> WorkItem:
    if requirements(PUBLISH_RESULTS, criteria_set):
        sheets = criteria_set.sheets.filter(excluded_at=None)
        done = sheets.filter(state=Step.APPRAISED).count()
        why = f"Đã thẩm định {done}/{sheets.count()} phiếu. Theo dõi từng phiếu trong danh sách dưới đây."
        return WorkItem("Đang chấm điểm", why, Who.UNIT)
    why = "Đã thẩm định đủ phiếu. Sau khi công khai, điểm và xếp hạng không sửa được."
    confirm = f"Công khai kết quả của {criteria_set.title}?"
    return _asked(criteria_set, "Công khai kết quả", why, "Công khai kết quả", "publish_results", "megaphone", confirm)


# --- A sheet ---------------------------------------------------------------------------------------------------------


def sheet_action(user: User, sheet: ScoreSheet) -> WorkItem:
    """For this person, on the page of the sheet."""
    if sheet.excluded_at is not None:
        return WorkItem("Không bình xét", f"{sheet.excluded_reason} Căn cứ: {sheet.excluded_source}.")
    if has_permission(user, "scoring.save_self_marks", sheet):
        return _sent(
            user,
            sheet,
            SUBMIT_SHEET,
            _fill_in(sheet),
            "submit_sheet",
            "Nộp phiếu chấm điểm",
            "Chờ thủ trưởng nộp phiếu",
        )
    if has_permission(user, "scoring.save_check_marks", sheet):
        return _sent(
            user,
            sheet,
            FINISH_CHECK,
            _check(sheet),
            "finish_check",
            "Gửi kết quả chấm chéo",
            "Chờ thủ trưởng gửi kết quả",
        )
    if has_permission(user, "scoring.save_appraisal_marks", sheet):
        return _sent(user, sheet, FINISH_APPRAISAL, _decide(sheet), "finish_appraisal", "Hoàn thành thẩm định", "")
    if has_permission(user, "scoring.accept_appraisal", sheet) and not requirements(ACCEPT_APPRAISAL, sheet):
        until = short_date(objection_day(sheet))
        return WorkItem(
            "Nhất trí kết quả thẩm định",
            f"Nếu chưa nhất trí, kiến nghị từng tiêu chí ở cuối trang đến hết ngày {until}.",
            Who.UNIT,
            act="Nhất trí",
            address=page("accept_appraisal", sheet),
            icon="check-lg",
            posts=True,
            confirm=f"{sheet.unit} nhất trí kết quả thẩm định?",
        )
    waits = {
        Step.OPEN: "Đơn vị đang tự chấm.",
        Step.SUBMITTED: f"{sheet.checker} đang chấm chéo." if sheet.checker else "Chờ chấm chéo.",
        Step.CHECKED: "Tổ thư ký đang thẩm định.",
        Step.APPRAISED: "Điểm đã thẩm định xong.",
    }
    return WorkItem(str(sheet.get_state_display()), waits[Step(sheet.state)])


def _sent(
    user: User, sheet: ScoreSheet, action: Action, writing: WorkItem, name: str, act: str, waiting: str
) -> WorkItem:
    """Writing while something is missing; then the one button, for whoever may press it."""
    if requirements(action, sheet):
        return writing
    if not has_permission(user, action.name, sheet):
        return WorkItem(waiting, "Phiếu đã chấm đủ. Thủ trưởng hoặc người được ủy quyền ký gửi phiếu.", Who.UNIT)
    why = "Đã đủ điểm của mọi tiêu chí. Sau khi gửi không sửa được."
    return WorkItem(
        act,
        why,
        Who.UNIT,
        act=act,
        address=page(name, sheet),
        icon="send",
        posts=True,
        confirm=f"{act} của {sheet.unit}?",
    )


def _decide(sheet: ScoreSheet) -> WorkItem:
    return WorkItem(
        "Thẩm định các tiêu chí có điểm khác nhau",
        in_words(requirements(FINISH_APPRAISAL, sheet)),
        Who.SECRETARIAT,
        act="Thẩm định",
        address=marks_page(sheet, "tham-dinh"),
        icon="pencil",
    )


# --- The year --------------------------------------------------------------------------------------------------------


def stages(year: EmulationYear) -> list[Stage]:
    """Scoring in the year's progress."""
    title = "Chấm điểm"
    row = CriteriaSet.objects.filter(emulation_year=year).first()
    if row is None:
        return [Stage(title, "Chưa có bộ tiêu chí", LATER, reverse("scoring:criteria_list"))]
    address = page("criteria_detail", row)
    if row.state == State.PUBLISHED:
        issued = row.issued_table
        words = f"Kết quả: {issued.number}" if issued else "Đã công khai kết quả"
        return [Stage(title, words, DONE, address)]
    if row.state == State.OPEN:
        done = row.sheets.exclude(state=Step.OPEN).count()
        return [
            Stage(title, f"{vn_number(done)}/{vn_number(row.sheets.count())} đơn vị đã nộp phiếu", CURRENT, address)
        ]
    return [Stage(title, str(row.get_state_display()), LATER if row.state == State.ADOPTED else CURRENT, address)]


register_work(45, work_for)
register_next_action(CriteriaSet, next_action)
register_stages(45, stages)

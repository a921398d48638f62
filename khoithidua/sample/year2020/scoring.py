"""Scoring at the end of the year: the criteria set, nine sheets in three columns, a place that two units share."""

from decimal import Decimal
from functools import partial

from khoithidua.sample.people import MEMBERS
from khoithidua.sample.play import Play, moment
from khoithidua.sample.signing import sign_paper
from libraries.printing.paper import Paper, Paragraph
from libraries.printing.pdf import paper_to_pdf
from libraries.web import clock
from libraries.web.downloads import PDF
from scoring import workflow as scoring
from scoring.models import CriteriaSet, Criterion, Mark, ScoreSheet
from scoring.queries import lines_of
from scoring.starting_data import ENTERPRISES
from scoring.workflow import Written
from units.models import EmulationYear

Kind, Stage = Criterion.Kind, Mark.Stage
# What each unit reached of a target of 100 and got where points are given, in the order of the units. Invented.
REACHED = (104, 101, 102, 108, 105, 112, 98, 103, 103)
GIVEN = ("0.95", "0.9", "0.9", "0.95", "0.9", "1", "0.85", "0.9", "0.9")
GRADES = [
    ("Hoàn thành xuất sắc", Decimal(75), Decimal(40)),
    ("Hoàn thành tốt", Decimal(60), None),
    ("Hoàn thành", Decimal(0), None),
]
# Sheet of → criterion, what its checker found instead, what the secretariat decided.
DISPUTED = ("chi-cuc-hang-hai", "Tổ chức phong trào thi đua", Decimal(70), Decimal(71))


# Criteria for which the first unit shows the same report.
SHOWN_FOR = ("Tổ chức phong trào thi đua", "An sinh xã hội, từ thiện")


def score_units(play: Play, year: EmulationYear) -> CriteriaSet:
    """From the draft in June to the results in December, signed and numbered."""
    lan = play.person("lan")
    title = f"Bộ tiêu chí chấm điểm thi đua năm {year.year} của Khối"
    row = play.step(
        "2020-06-10 09:00", lan, "Lập bộ tiêu chí chấm điểm",
        lambda: scoring.create_set(year, by=lan, title=title, start=ENTERPRISES),
    )  # fmt: skip
    scoring.edit_set(row, by=lan, revision=None, title=title, step=row.step, grades=GRADES)
    row = play.step("2020-07-20 09:00", lan, "Áp dụng bộ tiêu chí", lambda: scoring.adopt_set(row, by=lan))
    due, checked = moment("2020-11-20 17:00"), moment("2020-11-27 17:00")
    row = play.step(
        "2020-11-09 08:00", lan, "Bắt đầu chấm điểm",
        lambda: scoring.open_scoring(row, by=lan, score_by=due, check_by=checked, objection_days=3),
    )  # fmt: skip
    _show(play, row.sheets.select_related("unit").get(unit__slug=MEMBERS[0]), MEMBERS[0])
    for place, slug in enumerate(MEMBERS):
        _hand_in(play, row.sheets.get(unit__slug=slug), place, slug)
    for sheet in row.sheets.select_related("unit", "checker").order_by("pk"):
        _check(play, sheet)
    _object(play, row)
    row = play.step(
        "2020-12-07 09:00", lan, "Công khai kết quả chấm điểm", lambda: scoring.publish_results(row, by=lan)
    )
    signed = ("2020-12-08 08:30", "2020-12-08 10:00")
    sign_paper(play, "results", row, lan, put="2020-12-08 08:00", signed=signed, issued="2020-12-08 14:00")
    return CriteriaSet.objects.get(pk=row.pk)


def _object(play: Play, row: CriteriaSet) -> None:
    """The unit of the disputed line does not agree; the decision stands."""
    slug, title, _, _ = DISPUTED
    sheet, lan, leader = row.sheets.get(unit__slug=slug), play.person("lan"), play.leader_of(slug)
    criterion = row.criteria.get(title=title)
    assert sheet.checker is not None
    checker = play.leader_of(sheet.checker.slug)
    objection = play.step(
        "2020-12-03 09:00", leader, f"Kiến nghị về điểm: {sheet.unit}",
        lambda: scoring.object_to_mark(
            sheet, by=leader, criterion=criterion, reason="Báo cáo đã gửi ngày 01/12, đề nghị tính đủ điểm."
        ),
    )  # fmt: skip
    play.step(
        "2020-12-03 15:00", checker, "Nêu ý kiến về kiến nghị",
        lambda: scoring.reply_to_objection(objection, by=checker, reply="Báo cáo gửi sau hạn 30/11."),
    )  # fmt: skip
    play.step(
        "2020-12-04 09:00", lan, "Kết luận kiến nghị",
        lambda: scoring.decide_objection(
            objection, by=lan, decision="Giữ nguyên điểm đã thẩm định: báo cáo gửi sau hạn.", mark=None
        ),
    )  # fmt: skip


def _show(play: Play, sheet: ScoreSheet, slug: str) -> None:
    """One report of the first unit, shown for two criteria."""
    leader = play.leader_of(slug)
    criteria = [sheet.criteria_set.criteria.get(title=title) for title in SHOWN_FOR]
    with clock.travel(moment("2020-11-13 09:00")):
        file = {
            "content": movement_report(sheet),
            "filename": "bao-cao-phong-trao-2020.pdf",
            "mime": PDF,
            "title": "Báo cáo kết quả phong trào thi đua",
            "number": "145/BC-CVHH",
            "issuer": sheet.unit.name,
            "issued_on": clock.today(),
        }
        scoring.add_proofs(sheet, by=leader, criterion=criteria[0], new=file)
    kept = [proof.evidence for proof in sheet.proofs.select_related("evidence")]
    play.step(
        "2020-11-13 09:10", leader, "Thêm minh chứng",
        lambda: scoring.add_proofs(sheet, by=leader, criterion=criteria[1], kept=kept),
    )  # fmt: skip


def movement_report(sheet: ScoreSheet) -> bytes:
    """A sample of what a unit would scan and hand in."""
    unit, today = sheet.unit, clock.today()
    return paper_to_pdf(
        Paper(
            superior=sheet.bloc.superior_on(today),
            issuer=unit.name_on(today),
            place=sheet.bloc.place_on(today),
            date=today,
            kind="Báo cáo",
            subject="Kết quả tổ chức phong trào thi đua năm 2020",
            body=(
                Paragraph("Đơn vị phát động 03 phong trào thi đua, 100% bộ phận tham gia (số liệu mẫu)."),
                Paragraph("Kết quả: đã sơ kết, khen thưởng kịp thời các tập thể, cá nhân."),
            ),
            sample=True,
            ends_with_mark=True,
        )
    )


def _hand_in(play: Play, sheet: ScoreSheet, place: int, slug: str) -> None:
    leader = play.leader_of(slug)
    marks = [
        _found(line.criterion, REACHED[place], Decimal(GIVEN[place]))
        for line in lines_of(sheet.criteria_set)
        if line.is_leaf
    ]

    def act() -> ScoreSheet:
        scoring.save_marks(sheet, Stage.SELF, by=leader, marks=marks, revision=None)
        return scoring.submit_sheet(sheet, by=leader)

    play.step(f"2020-11-{16 + place // 3} 1{place % 3}:00", leader, f"Nộp phiếu chấm điểm: {sheet.unit}", act)


def _found(criterion: Criterion, reached: int, given: Decimal) -> Written:
    if criterion.kind == Kind.TARGET:
        return Written(criterion, Decimal(reached), Decimal(100))
    if criterion.section == Criterion.Section.DEDUCTION:
        return Written(criterion, Decimal(0))
    if criterion.kind == Kind.EVENTS:
        return Written(criterion, Decimal(reached > 104))
    found = {Kind.ALL_OR_NOTHING: Decimal(1), Kind.RATIO: Decimal(100)}
    return Written(criterion, found.get(Kind(criterion.kind), criterion.maximum * given))


def _check(play: Play, sheet: ScoreSheet) -> None:
    assert sheet.checker is not None
    lan, checker = play.person("lan"), play.leader_of(sheet.checker.slug)
    slug, title, found, decided = DISPUTED
    disputed = sheet.criteria_set.criteria.get(title=title) if sheet.unit.slug == slug else None
    marks = [
        Written(mark.criterion, mark.found, mark.target, mark.applies, mark.note)
        for mark in sheet.marks.select_related("criterion")
    ]
    if disputed is not None:
        marks = [one for one in marks if one.criterion != disputed]
        marks.append(Written(disputed, found, note="Chưa có báo cáo của một phong trào."))

    def act() -> ScoreSheet:
        scoring.save_marks(sheet, Stage.CHECK, by=checker, marks=marks, revision=None)
        return scoring.finish_check(sheet, by=checker)

    play.step("2020-11-25 09:00", checker, f"Chấm chéo phiếu của {sheet.unit}", act)
    if disputed is not None:
        decision = [Written(disputed, decided, note="Đơn vị đã bổ sung báo cáo.")]
        play.step(
            "2020-12-02 09:00", lan, f"Thẩm định điểm của {sheet.unit}",
            partial(scoring.save_marks, sheet, Stage.APPRAISAL, by=lan, marks=decision, revision=None),
        )  # fmt: skip
    play.step(
        "2020-12-02 10:00", lan, f"Hoàn thành thẩm định phiếu của {sheet.unit}",
        lambda: scoring.finish_appraisal(sheet, by=lan),
    )  # fmt: skip

"""What waits for whom with dossiers, decisions and certificates: for a person, for one dossier, for the year."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from awards.actions import EDIT, SUBMIT_REPORT, SUBMIT_SELECTION, SUBMIT_SUBMISSION
from awards.models import (
    AwardTerms,
    Certificate,
    Decision,
    DossierPart,
    Nomination,
    Review,
    SelectionMinutes,
    Submission,
)
from awards.models.kinds import Part
from awards.models.nomination import NominationQuerySet
from awards.queries.conflict_of_interest import ties_of
from awards.queries.review_queue import Desk
from awards.queries.submissions import PREPARED, held_in
from awards.requirements import Known, dossier_gaps
from awards.task_list import Progress, Task, task_list
from libraries.web.formats import document_date, lower_first, vn_number
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
from records.transitions import Unmet, in_words
from signatures.models import SigningRequest
from signatures.worklist import paper_step
from units.list_uses import Unfinished, register_unfinished
from units.models import City, EmulationYear, Unit, User

State = Nomination.State
BUTTONS = {"content": "Nhập nội dung đề nghị", "report": "Lập báo cáo", "minutes": "Thêm biên bản"}
DECIDE = "awards.decide"


def page(name: str, *args: Any) -> str:
    """The address of a page of this room."""
    return reverse(f"awards:{name}", args=args)


def about_review(nomination: Nomination) -> str:
    """The name that a review's items and notices share."""
    return f"awards.review:{nomination.pk}"


def about_decision(nomination: Nomination) -> str:
    """The name that the notices of a dossier to be decided bear; one item covers them all."""
    return f"{DECIDE}:{nomination.pk}"


def about_completion(nomination: Nomination) -> str:
    """The name that the items and notices of a dossier to be completed share."""
    return f"awards.complete:{nomination.pk}"


# --- A person ------------------------------------------------------------------------------------------------------


def work_for(user: User) -> Iterator[WorkItem]:
    """The secretariat's dossiers and certificates, the units' reports, the board's reviews and decisions."""
    roles = user.roles()
    if roles.secretary_of:
        yield from _for_secretariat(user)
    if own := roles.member_of | roles.can_sign_for:
        yield from _for_units(own)
    if roles.board:
        yield from _for_board(user)


def _for_secretariat(user: User) -> Iterator[WorkItem]:
    blocs = user.roles().secretary_of
    drafts = Nomination.objects.filter(emulation_year__bloc__in=blocs, state=State.DRAFT)
    drafts = drafts.exclude(submission_lines__submission__state=PREPARED)
    for nomination in drafts.with_rows().order_by("-pk")[:MOST]:
        lead = "Hồ sơ được trả lại, cần bổ sung" if nomination.round > 1 else "Chưa trình"
        yield WorkItem(
            f"Hoàn thiện hồ sơ {nomination}",
            lead,
            Who.SECRETARIAT,
            act="Xem hồ sơ",
            address=page("nomination_detail", nomination.pk),
            icon="folder2-open",
            about=about_completion(nomination),
        )
    # Those before their signers, signed or returned are listed there (signatures.worklist).
    unsigned = SelectionMinutes.objects.filter(
        emulation_year__bloc__in=blocs, number="", lines__nomination__state=State.DRAFT
    )
    unsigned = unsigned.filter(Q(signing=None) | Q(signing__state=SigningRequest.State.WITHDRAWN)).distinct()
    newer = SelectionMinutes.objects.filter(
        conference=OuterRef("conference"), emulation_year=OuterRef("emulation_year"), pk__gt=OuterRef("pk")
    )
    unsigned = unsigned.exclude(Exists(newer))
    for minutes in unsigned.select_related("emulation_year").prefetch_related("lines")[:MOST]:
        yield WorkItem(
            f"Trình ký {lower_first(str(minutes))}",
            "Đã lập, chưa trình ký",
            Who.SECRETARIAT,
            act="Xem biên bản",
            address=page("minutes_edit", minutes.lines.all()[0].nomination_id),
            icon="send",
        )
    prepared = Submission.objects.filter(emulation_year__bloc__in=blocs, state=PREPARED)
    prepared = prepared.filter(Q(signing=None) | Q(signing__state=SigningRequest.State.WITHDRAWN))
    for submission in prepared.select_related("emulation_year")[:MOST]:
        yield WorkItem(
            f"Trình ký {lower_first(str(submission))}",
            "Đã lập, chưa trình ký",
            Who.SECRETARIAT,
            act="Xem tờ trình",
            address=page("submission_detail", submission.pk),
            icon="send",
        )
    ready = Certificate.objects.filter(
        line__nomination__emulation_year__bloc__in=blocs, state=Certificate.State.VALID, handed_over_at=None
    ).count()
    if ready:
        yield WorkItem(
            f"Trao tặng {ready} bằng, giấy chứng nhận",
            "Đã cấp, chưa trao tặng",
            Who.SECRETARIAT,
            act="Xem danh sách",
            address=page("certificate_list"),
            icon="award",
        )


def _for_units(own: frozenset[int]) -> Iterator[WorkItem]:
    handed_in = DossierPart.objects.filter(nomination=OuterRef("pk"), part=Part.REPORT)
    drafts = Nomination.objects.filter(~Exists(handed_in), unit__in=own, state=State.DRAFT)
    # What is before its signers or waits for its number is listed there (signatures.worklist).
    drafts = drafts.exclude(report__signing__state__in=SigningRequest.GOING_ON)
    for nomination in drafts.with_rows().order_by("-pk")[:MOST]:
        yield WorkItem(
            f"Lập báo cáo thành tích: {nomination}",
            "Chưa có báo cáo thành tích của đơn vị",
            Who.UNIT,
            act="Lập báo cáo",
            address=page("nomination_detail", nomination.pk),
            icon="file-earmark-text",
        )


def _for_board(user: User) -> Iterator[WorkItem]:
    ties = ties_of(user)
    for nomination in to_review(user).with_rows().order_by("submitted_at", "pk")[:MOST]:
        if not ties.bind(nomination):
            yield WorkItem(
                f"Thẩm định {nomination}",
                f"{nomination.bloc.name} trình",
                Who.BOARD,
                act="Thẩm định",
                address=page("review_edit", nomination.pk),
                icon="clipboard-check",
                about=about_review(nomination),
            )
    if not has_permission(user, "awards.record_decision"):
        return
    if reviewed := Nomination.objects.filter(state=State.REVIEWED).count():
        yield WorkItem(
            f"Nhập quyết định cho {reviewed} hồ sơ",
            "Đã đủ số ý kiến đồng ý",
            Who.BOARD,
            act="Nhập quyết định",
            address=page("decision_new"),
            icon="journal-check",
            about=DECIDE,
        )


def to_review(user: User) -> NominationQuerySet:
    """Submitted dossiers of which this person has not judged the present round; ties to a unit are asked apart."""
    judged = Review.objects.filter(nomination=OuterRef("pk"), round=OuterRef("round"), reviewer=user)
    return Nomination.objects.filter(~Exists(judged), state=State.SUBMITTED)


# --- A dossier -----------------------------------------------------------------------------------------------------


def next_action(
    user: User,
    nomination: Nomination,
    tasks: list[Task] | None = None,
    parts: dict[str, DossierPart] | None = None,
    terms: AwardTerms | None = None,
) -> WorkItem:
    """For this person, on the page of the dossier. tasks, parts, terms: where the page has read them already."""
    if nomination.state == State.DRAFT:
        parts = nomination.newest_parts() if parts is None else parts
        terms = terms or nomination.terms()
        tasks = task_list(nomination, parts, terms) if tasks is None else tasks
        return _draft(user, nomination, tasks, parts, list(dossier_gaps(nomination, Known(parts, terms))))
    if nomination.state == State.SUBMITTED:
        return _submitted(user, nomination, terms or nomination.terms())
    return _reviewed(user, nomination) if nomination.state == State.REVIEWED else _decided(user, nomination)


def _draft(
    user: User, nomination: Nomination, tasks: list[Task], parts: dict[str, DossierPart], gaps: list[Unmet]
) -> WorkItem:
    if (submission := held_in(nomination)) is not None:
        if has_permission(user, "awards.submit", nomination):
            return submission_step(user, submission)
        return WorkItem("Chờ Khối trình hồ sơ", "Tờ trình của Khối chưa phát hành.", Who.SECRETARIAT)
    known: dict[str, Any] = {"about": about_completion(nomination)}
    edits = has_permission(user, "awards.edit", nomination)
    if not gaps and (edits or has_permission(user, "awards.submit", nomination)):
        why = "Hồ sơ đã đủ thành phần. Xem lại tờ trình trước khi trình thành phố."
        address = page("nomination_submit", nomination.pk)
        return WorkItem("Trình hồ sơ", why, Who.SECRETARIAT, None, "Xem và trình", address, "send", **known)
    if edits:
        first = next((task for task in tasks if task.progress is not Progress.DONE and task.name in BUTTONS), None)
        action = first.action if first and first.action else EDIT
        act, address = BUTTONS[first.name] if first else "Sửa nội dung", action.address(nomination)
        return WorkItem("Hoàn thiện hồ sơ", in_words(gaps), Who.SECRETARIAT, None, act, address, "pencil", **known)
    if Part.REPORT not in parts and has_permission(user, "awards.save_report", nomination):
        if nomination.written_report and nomination.written_report.being_signed:
            return report_step(user, nomination, None)
        why = "Đơn vị lập báo cáo thành tích. Tổ thư ký lập các phần còn lại và trình."
        act = "Lập tiếp báo cáo" if nomination.written_report else "Lập báo cáo"
        address = page("report_edit", nomination.pk)
        return WorkItem("Lập báo cáo thành tích", why, Who.UNIT, None, act, address, "pencil")
    return WorkItem("Chờ Tổ thư ký hoàn thiện và trình", in_words(gaps), Who.SECRETARIAT)


def _submitted(user: User, nomination: Nomination, terms: AwardTerms | None) -> WorkItem:
    judged = nomination.reviews.filter(round=nomination.round)
    agreed = judged.filter(conclusion=Review.Conclusion.AGREE).count()
    why = f"Đã có {agreed}/{terms.reviews_needed if terms else 2} ý kiến đồng ý."
    if has_permission(user, "awards.review", nomination) and not judged.filter(reviewer=user).exists():
        address, about = page("review_edit", nomination.pk), about_review(nomination)
        return WorkItem("Thẩm định hồ sơ", why, Who.BOARD, None, "Thẩm định", address, "clipboard-check", about=about)
    return WorkItem(f"Chờ {City.objects.on().office} thẩm định", why, Who.BOARD)


def _reviewed(user: User, nomination: Nomination) -> WorkItem:
    if has_permission(user, DECIDE, nomination):
        title, why = "Nhập quyết định khen thưởng", "Hồ sơ đã thẩm định."
        address = f"{page('decision_new')}?chon={nomination.pk}"
        return WorkItem(
            title, why, Who.BOARD, None, "Nhập quyết định", address, "award", about=about_decision(nomination)
        )
    why = "Hồ sơ đã thẩm định. Khi có quyết định, hệ thống sẽ gửi thông báo."
    return WorkItem("Chờ quyết định của thành phố", why, Who.BOARD)


def _decided(user: User, nomination: Nomination) -> WorkItem:
    line = nomination.line
    why = f"Quyết định số {line.decision.number}, số sổ vàng {line.line_no}."
    certificate = line.certificates.order_by("-pk").first()
    if certificate:
        address = page("certificate_detail", certificate.pk)
        return WorkItem("Đã khen thưởng", why, act="Xem bằng", address=address, icon="award", eyebrow="Kết quả")
    if has_permission(user, "awards.issue", line.decision):
        address = page("issue_check", line.decision_id)
        return WorkItem("Cấp bằng", why, Who.PERSON, None, "Kiểm tra và cấp bằng", address, "award")
    address = page("decision_detail", line.decision_id)
    return WorkItem(
        "Đã khen thưởng", why, act="Xem quyết định", address=address, icon="file-earmark-text", eyebrow="Kết quả"
    )


# --- A report ------------------------------------------------------------------------------------------------------


def report_step(user: User, nomination: Nomination, part: DossierPart | None) -> WorkItem:
    """For this person, beside the report; part: what stands in the dossier."""
    report = nomination.written_report
    request = report.signing if report else None
    if part is not None and report is not None and part.report_revision == report.revision:
        return WorkItem("Báo cáo đã có trong hồ sơ", "Sửa và lưu báo cáo thì trình ký bản mới.", eyebrow="Kết quả")
    if request is not None and request.state == SigningRequest.State.ISSUED:
        request = None
    mine = has_permission(user, SUBMIT_REPORT.name, nomination)
    return paper_step("achievement_report", nomination, request, mine=mine, what="báo cáo thành tích")


# --- Minutes of the selection ----------------------------------------------------------------------------------------


def selection_step(user: User, minutes: SelectionMinutes) -> WorkItem:
    """For this person, on the page of the minutes of a dossier, until they have a number."""
    mine = has_permission(user, SUBMIT_SELECTION.name, minutes)
    return paper_step("selection_minutes", minutes, minutes.signing, mine=mine, what="biên bản bình xét")


# --- A submission --------------------------------------------------------------------------------------------------


def submission_step(user: User, submission: Submission) -> WorkItem:
    """For this person, on the page of the submission and of each dossier in it."""
    if submission.state == Submission.State.ISSUED:
        why = f"Trình {document_date(submission.submitted_at)}. Kết quả thẩm định nêu tại từng hồ sơ."
        return WorkItem("Đã trình thành phố", why, eyebrow="Kết quả")
    if submission.state == Submission.State.DROPPED:
        return WorkItem("Tờ trình đã bỏ", "Các hồ sơ được lập vào tờ trình khác.", eyebrow="Kết quả")
    request = submission.signing
    mine = has_permission(user, SUBMIT_SUBMISSION.name, submission)
    if request is not None and request.state == SigningRequest.State.COMPLETE:
        mine = has_permission(user, "signatures.issue_paper", request)
    step = paper_step("submission", submission, request, mine=mine, what="tờ trình")
    # Not of the whole bloc: who signs it and who collects the signatures see how far it is.
    if request is not None and not SigningRequest.objects.visible_to(user).filter(pk=request.pk).exists():
        return replace(step, address="")
    return step


# --- Decisions and the desk ------------------------------------------------------------------------------------------


def certificates_to_issue(decision: Decision, waiting: int = 0) -> WorkItem:
    """For whoever may issue them. waiting: how many, where the page knows it."""
    why = f"Quyết định số {decision.number} còn tập thể chưa có bằng."
    if waiting:
        why = f"{vn_number(waiting)} tập thể chưa có bằng. Kiểm tra tên, ngắt dòng và in thử trước."
    address = page("issue_check", decision.pk)
    return WorkItem("Cấp bằng", why, Who.PERSON, None, "Kiểm tra và cấp bằng", address, "award")


def desk_next_action(desk: Desk, decidable: list[Nomination]) -> WorkItem | None:
    """On the desk of a member of the board: the oldest dossier to judge, else those to decide."""
    if desk.first:
        why = f"Đã thẩm định {desk.done_count}/{vn_number(desk.total)}. Hồ sơ đầu tiên: {desk.first}."
        title, address = f"{desk.waiting_count} hồ sơ cần thẩm định", page("review_edit", desk.first.pk)
        return WorkItem(title, why, Who.BOARD, None, "Bắt đầu thẩm định", address, "clipboard-check")
    if decidable:
        why, address = "Không còn hồ sơ cần thẩm định.", page("decision_new")
        return WorkItem("Nhập quyết định khen thưởng", why, Who.BOARD, None, "Nhập quyết định", address, "award")
    return None


# --- The year ------------------------------------------------------------------------------------------------------


def stages(year: EmulationYear) -> list[Stage]:
    """Dossiers and certificates in the year's progress."""
    return [_dossiers(year), _certificates(year)]


def _dossiers(year: EmulationYear) -> Stage:
    title, address = "Hồ sơ đề nghị khen thưởng", page("nomination_list")
    states = list(Nomination.objects.filter(emulation_year=year).values_list("state", flat=True))
    if not states:
        return Stage(title, "Chưa thực hiện", LATER, address)
    decided = states.count(State.DECIDED)
    lead = f"{decided}/{len(states)} hồ sơ đã có quyết định"
    return Stage(title, lead, DONE if decided == len(states) else CURRENT, address)


def _certificates(year: EmulationYear) -> Stage:
    title, address = "Cấp và trao tặng bằng", page("certificate_list")
    rows = Certificate.objects.filter(line__nomination__emulation_year=year, state=Certificate.State.VALID)
    moments = list(rows.values_list("handed_over_at", flat=True))
    if not moments:
        return Stage(title, "Chưa thực hiện", LATER, address)
    handed = sum(moment is not None for moment in moments)
    return Stage(title, f"Đã trao tặng {handed}/{len(moments)}", DONE if handed == len(moments) else CURRENT, address)


def unfinished_of_unit(unit: Unit) -> Iterator[Unfinished]:
    """Dossiers go on without the unit: the secretariat and the board finish them."""
    rows = Nomination.objects.filter(unit=unit).exclude(state=State.DECIDED).select_related("kind", "emulation_year")
    for row in rows:
        what = f"Hồ sơ đề nghị {row.kind.short_name} năm {row.emulation_year.year}: {row.get_state_display()}"
        yield Unfinished(what, "Tổ thư ký tiếp tục hồ sơ này.", stops=False)


register_work(50, work_for)
register_next_action(Nomination, next_action)
register_stages(50, stages)
register_unfinished(unfinished_of_unit)

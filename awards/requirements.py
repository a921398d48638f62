"""What must be there before something is done with a dossier, in sentences; and who is barred from judging it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from awards.models import AwardTerms, DossierPart, Nomination, Review, SelectionMinutes, Submission
from awards.models.kinds import Part
from awards.queries.conflict_of_interest import stands_aside
from awards.queries.dossiers import quota_use, terms_or_refuse
from awards.queries.selection import told_of, unissued_minutes, voted_together
from awards.queries.submissions import dossiers_of, held_in
from law.models import LegalText
from law.queries import citations
from libraries.web import clock
from libraries.web.formats import document_date, lower_first, vn_number
from records.transitions import Unmet
from scoring.queries import exclusion_of
from units.models import City, User

NOT_VOTED = "Chưa có biểu quyết được thông qua về hồ sơ này. Đưa hồ sơ vào chương trình hội nghị và biểu quyết."

OWN_UNIT = "Cán bộ thuộc hoặc đã thuộc đơn vị được đề nghị không thẩm định, không quyết định hồ sơ này."


@dataclass(frozen=True)
class Known:
    """What a page has read of the dossier already."""

    parts: dict[str, DossierPart]
    terms: AwardTerms | None


def not_being_signed(nomination: Nomination, known: Any = None) -> Iterator[Unmet]:
    """What the signers of its submission have before them stays as it is."""
    submission = held_in(nomination)
    if submission is not None and (request := submission.being_signed) is not None:
        sentence = "Tờ trình của hồ sơ này đang trình ký. Thu hồi tờ trình trước khi sửa hồ sơ, sau đó trình ký lại."
        yield Unmet(sentence, "signatures:request_detail", (request.pk,))


def report_not_being_signed(nomination: Nomination, known: Any = None) -> Iterator[Unmet]:
    """What the report's own signers, or those of the submission, have before them stays as it is."""
    yield from not_being_signed(nomination)
    report = nomination.written_report
    if report is not None and (request := report.being_signed) is not None:
        sentence = "Báo cáo thành tích đang trình ký. Thu hồi văn bản trình ký trước khi sửa, sau đó trình ký lại."
        yield Unmet(sentence, "signatures:request_detail", (request.pk,))


def report_gaps(nomination: Nomination, known: Any = None) -> Iterator[Unmet]:
    """Why the written report cannot be put before its signers yet."""
    yield from not_being_signed(nomination)
    report, page = nomination.written_report, ("awards:report_edit", (nomination.pk,))
    if report is None:
        yield Unmet("Chưa lập báo cáo thành tích.", *page)
        return
    if not report.overview:
        yield Unmet("Chưa có nội dung mục I. Sơ lược đặc điểm, tình hình.", *page)
    if not report.duties:
        yield Unmet("Chưa có nội dung mục II.1. Thực hiện nhiệm vụ được giao.", *page)


def dossier_gaps(nomination: Nomination, known: Known | None = None) -> Iterator[Unmet]:
    """What the dossier itself lacks before it can be submitted."""
    parts = known.parts if known else nomination.newest_parts()
    terms = (known.terms if known else None) or nomination.terms()
    row = (nomination.pk,)
    if terms is None:
        day = document_date(nomination.receipt_day)
        yield Unmet(
            f"Hệ thống chưa có tiêu chuẩn của {nomination.kind.short_name} cho {day}. "
            f"Đề nghị liên hệ {City.objects.on().office}."
        )
        return
    if not nomination.summary:
        yield Unmet("Chưa có tóm tắt thành tích.", "awards:nomination_edit", row)
    if not nomination.citation:
        yield Unmet("Chưa có thành tích ghi trên bằng.", "awards:nomination_edit", row)
    if Part.REPORT in terms.required_parts and Part.REPORT not in parts:
        yield Unmet("Chưa có báo cáo thành tích.", "awards:report_edit", row)
    if report_is_newer(nomination, parts):
        sentence = "Báo cáo thành tích đã sửa sau khi đưa vào hồ sơ. Trình ký bản mới."
        yield Unmet(sentence, "awards:report_edit", row)
    if Part.MINUTES in terms.required_parts and Part.MINUTES not in parts:
        yield Unmet("Chưa có biên bản bình xét.", "awards:minutes_edit", row)


def selection_gaps(nomination: Nomination, known: Any = None) -> Iterator[Unmet]:
    """Minutes of the selection are made of a vote that carried, at a conference that has ended."""
    yield from not_being_signed(nomination)
    minutes, ballot = unissued_minutes(nomination), nomination.ballot
    if minutes is not None and (request := minutes.being_signed) is not None:
        sentence = "Biên bản bình xét đang trình ký. Thu hồi văn bản trình ký trước khi lập biên bản khác."
        yield Unmet(sentence, "signatures:request_detail", (request.pk,))
    if ballot is None:
        yield Unmet(NOT_VOTED, "conferences:conference_list")
    elif ballot.held_at.conference.ends_at is None:
        yield Unmet(
            "Hội nghị bình xét chưa bế mạc. Xác nhận bế mạc trước khi lập biên bản.",
            "conferences:conference_detail",
            (ballot.held_at.conference.pk,),
        )


def selection_signing_gaps(minutes: SelectionMinutes, known: Any = None) -> Iterator[Unmet]:
    """The dossiers of which the minutes tell wait for them, with the votes that the minutes tell."""
    rows = told_of(minutes)
    if minutes.number:
        sentence = f"{minutes} đã phát hành. Lập biên bản khác nếu kết quả bình xét thay đổi."
        yield Unmet(sentence, "awards:minutes_edit", (rows[0].pk,))
        return
    for row in rows:
        yield from (Unmet(f"{row}: {lower_first(gap.sentence)}", gap.page, gap.args) for gap in not_being_signed(row))
    if rows != voted_together(rows[0]):
        sentence = "Các hồ sơ được biểu quyết đã thay đổi sau khi lập biên bản bình xét. Lập lại biên bản."
        yield Unmet(sentence, "awards:minutes_edit", (rows[0].pk,))


def submission_gaps(nomination: Nomination, known: Known | None = None) -> Iterator[Unmet]:
    """The dossier is complete, the bloc's quota leaves room for it, and some law in force can be cited today."""
    yield from dossier_gaps(nomination, known)
    if (sheet := exclusion_of(nomination.unit_id, nomination.emulation_year_id)) is not None:
        yield Unmet(
            f"{nomination.unit} thuộc trường hợp không bình xét năm {nomination.emulation_year.year}: "
            f"{sheet.excluded_reason} Căn cứ: {sheet.excluded_source}.",
            "scoring:sheet_detail",
            (sheet.pk,),
        )
    if not citations(clock.today(), LegalText.Topic.EMULATION):
        yield Unmet(
            f"Danh mục chưa có văn bản căn cứ nào có hiệu lực {document_date(clock.today())}. "
            "Đề nghị cơ quan thường trực của thành phố cập nhật văn bản căn cứ, sau đó trình.",
            "law:legal_text_list",
        )
    kind, year, quota = nomination.kind, nomination.emulation_year, quota_use(nomination)
    if quota.allowed is None:
        sentence = (
            f"Chưa nhập số lượng {kind.short_name} năm {year.year} được phân bổ cho Khối. "
            "Số lượng do cơ quan thường trực của thành phố nhập; đề nghị liên hệ để được nhập, sau đó trình."
        )
        yield Unmet(sentence, "awards:quota_list")
    elif quota.submitted >= quota.allowed:
        yield Unmet(
            f"Khối được phân bổ {quota.allowed} {kind.short_name} năm {year.year}, "
            f"đã trình {quota.submitted} hồ sơ. Chưa thể trình thêm hồ sơ này."
        )


def beyond_quota(rows: Sequence[Nomination]) -> Iterator[Unmet]:
    """Each dossier of one paper alone may fit where all of them do not."""
    for kind in dict.fromkeys(row.kind for row in rows):
        same = [row for row in rows if row.kind == kind]
        quota, year = quota_use(same[0]), same[0].emulation_year.year
        if quota.allowed is not None and quota.submitted + len(same) > quota.allowed:
            yield Unmet(
                f"Khối được phân bổ {quota.allowed} {kind.short_name} năm {year}, đã trình {quota.submitted} hồ sơ, "
                f"tờ trình này có {len(same)} hồ sơ. Chọn ít hồ sơ hơn."
            )


def objections_to_sending(submission: Submission) -> Iterator[Unmet]:
    """What does not fit any more since the submission was prepared: the quota, or who decides by the law of today."""
    rows = dossiers_of(submission)
    yield from beyond_quota(rows)
    if any(terms_or_refuse(row).decided_by != submission.decided_by for row in rows):
        yield Unmet(
            "Thẩm quyền quyết định đã thay đổi sau khi lập tờ trình. Hủy tờ trình này, sau đó lập tờ trình mới.",
            "awards:submission_detail",
            (submission.pk,),
        )


def signing_gaps(submission: Submission, known: Any = None) -> Iterator[Unmet]:
    """Each of its dossiers may be submitted today, to the authority that the paper asks."""
    for row in dossiers_of(submission):
        for gap in submission_gaps(row):
            yield Unmet(f"{row}: {lower_first(gap.sentence)}", gap.page, gap.args)
    yield from objections_to_sending(submission)


def submission_not_being_signed(submission: Submission, known: Any = None) -> Iterator[Unmet]:
    """It is taken back from its signers before it is dropped."""
    if (request := submission.being_signed) is not None:
        sentence = "Tờ trình đang trình ký. Thu hồi văn bản trình ký trước khi hủy tờ trình."
        yield Unmet(sentence, "signatures:request_detail", (request.pk,))


def report_is_newer(nomination: Nomination, parts: dict[str, DossierPart]) -> bool:
    """Somebody saved the report again after it was put into the dossier."""
    part, report = parts.get(Part.REPORT), nomination.written_report
    return bool(part and report and part.report_revision and report.revision > part.report_revision)


# --- Of a person -----------------------------------------------------------------------------------------------------


def own_unit(user: User, nomination: Nomination) -> str:
    """Nobody judges the unit they belong or belonged to."""
    return OWN_UNIT if stands_aside(user, nomination) else ""


def own_unit_or_opinion(user: User, nomination: Nomination) -> str:
    """Whoever decides is of another unit, and enough people agreed, one of them not the decider."""
    if stands_aside(user, nomination):
        return f"{nomination}: {OWN_UNIT}"
    opinions = nomination.reviews.filter(round=nomination.round, conclusion=Review.Conclusion.AGREE)
    needed = terms_or_refuse(nomination).reviews_needed
    if opinions.count() < needed or not opinions.exclude(reviewer=user).exists():
        wanted = f"{vn_number(needed)} ý kiến thẩm định đồng ý"
        return f"{nomination}: cần {wanted}, trong đó có người khác người nhập quyết định."
    return ""

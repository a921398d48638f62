"""What a dossier still lacks, in words; the task list of its page reads the same facts."""

from dataclasses import dataclass

from awards.models import AchievementReport, AwardTerms, DossierPart, Nomination, Quota
from awards.models.kinds import Part
from libraries.web.formats import document_date

NOT_YET, BEGUN, DONE, LATER = "Chưa làm", "Đang làm", "Xong", "Chưa thể làm"
TONES = {NOT_YET: "info", BEGUN: "warn", DONE: "mut", LATER: "mut"}


@dataclass(frozen=True)
class Task:
    """One row of the task list; `page` is the URL name of where it is done, empty when nowhere."""

    name: str
    title: str
    lead: str
    words: str
    page: str = ""

    @property
    def tone(self) -> str:
        return TONES[self.words]


@dataclass(frozen=True)
class Quotas:
    """How many the bloc may submit and how many it has."""

    allowed: int | None
    submitted: int

    @property
    def words(self) -> str:
        if self.allowed is None:
            return "chưa ghi chỉ tiêu"
        return f"đã trình {self.submitted}, chỉ tiêu {self.allowed}"


def report_of(nomination: Nomination) -> AchievementReport | None:
    return getattr(nomination, "report", None)


def report_gaps(report: AchievementReport | None) -> list[str]:
    """Why the written report cannot be finished yet."""
    if report is None:
        return ["Chưa viết báo cáo thành tích."]
    gaps = []
    if not report.overview:
        gaps.append("Chưa viết mục I. Sơ lược đặc điểm, tình hình.")
    if not report.duties:
        gaps.append("Chưa viết mục II.1. Thực hiện nhiệm vụ được giao.")
    return gaps


def quota_of(nomination: Nomination) -> Quotas:
    quota = Quota.objects.filter(emulation_year=nomination.emulation_year_id, kind=nomination.kind_id).first()
    submitted = (
        Nomination.objects.filter(emulation_year=nomination.emulation_year_id, kind=nomination.kind_id)
        .exclude(state=Nomination.State.DRAFT)
        .count()
    )
    return Quotas(quota.count if quota else None, submitted)


def missing(
    nomination: Nomination, parts: dict[str, DossierPart] | None = None, terms: AwardTerms | None = None
) -> list[str]:
    """Sentences for what is missing before "Trình"; empty when the dossier is complete."""
    parts = nomination.newest_parts() if parts is None else parts
    terms = terms or nomination.terms()
    gaps = []
    if terms is None:
        day = document_date(nomination.receipt_day)
        return [f"Chưa có quy định về {nomination.kind.short_name} áp dụng cho {day}. Báo Ban TĐKT bổ sung."]
    if not nomination.summary:
        gaps.append("Chưa ghi tóm tắt thành tích.")
    if not nomination.citation:
        gaps.append("Chưa ghi nội dung khen in trên bằng.")
    if Part.REPORT in terms.required_parts and Part.REPORT not in parts:
        gaps.append("Chưa có báo cáo thành tích.")
    if report_is_newer(nomination, parts):
        gaps.append("Báo cáo thành tích đã sửa sau khi đưa vào hồ sơ; đưa bản mới vào hồ sơ.")
    if Part.MINUTES in terms.required_parts and Part.MINUTES not in parts:
        gaps.append("Chưa có biên bản bình xét.")
    return gaps


def report_is_newer(nomination: Nomination, parts: dict[str, DossierPart]) -> bool:
    """Somebody saved the report again after it was put into the dossier."""
    part, report = parts.get(Part.REPORT), report_of(nomination)
    return bool(part and report and part.report_version and report.version > part.report_version)


def task_list(nomination: Nomination, parts: dict[str, DossierPart], terms: AwardTerms | None) -> list[Task]:
    """The dossier as tasks in any order; the submission comes from the data of the others."""
    facts = bool(nomination.summary) + bool(nomination.citation) + bool(nomination.ballot_id)
    written = bool(nomination.summary and nomination.citation)
    lead, words = _report_task(nomination, parts)
    rows = [
        Task(
            "facts",
            "Nội dung đề nghị",
            "Tên và nội dung in trên bằng, tóm tắt thành tích, kết quả biểu quyết",
            DONE if written else BEGUN if facts else NOT_YET,
            "awards:nomination_edit",
        ),
        Task("report", "Báo cáo thành tích", lead, words, "awards:report_edit"),
        Task(
            "minutes",
            "Biên bản bình xét",
            str(parts[Part.MINUTES].document) if Part.MINUTES in parts else "Chọn biên bản hội nghị hoặc tải tệp lên",
            DONE if Part.MINUTES in parts else NOT_YET,
            "awards:minutes_edit",
        ),
    ]
    if Part.SUBMISSION in parts:
        document = parts[Part.SUBMISSION].document
        rows.append(Task("submission", "Tờ trình", f"Số {document.number}", DONE))
    else:
        gaps = missing(nomination, parts, terms)
        lead = "Lập tự động từ các phần trên khi trình"
        page = "" if gaps else "awards:nomination_submit"
        rows.append(Task("submission", "Tờ trình", lead, LATER if gaps else NOT_YET, page))
    return rows


def _report_task(nomination, parts) -> tuple[str, str]:
    part, report = parts.get(Part.REPORT), report_of(nomination)
    if part is None:
        words = BEGUN if report else NOT_YET
        return ("Đã lưu bản đang viết, chưa đưa vào hồ sơ" if report else "Viết theo mẫu hoặc tải tệp lên"), words
    if report_is_newer(nomination, parts):
        return "Có bản sửa mới chưa đưa vào hồ sơ", BEGUN
    return str(part.document.title), DONE

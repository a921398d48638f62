"""The task list of a dossier's page: its parts in any order, the submission last."""

from dataclasses import dataclass

from awards.models import AwardTerms, DossierPart, Nomination
from awards.models.kinds import Part
from awards.requirements import Known, dossier_gaps, report_is_newer, report_of

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
        gaps = list(dossier_gaps(nomination, Known(parts, terms)))
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

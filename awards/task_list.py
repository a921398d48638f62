"""The task list of a dossier's page: its parts in any order, the submission last."""

from dataclasses import dataclass
from enum import Enum

from awards.actions import ATTACH_MINUTES, EDIT, SAVE_REPORT, SUBMIT
from awards.models import AwardTerms, DossierPart, Nomination
from awards.models.kinds import Part
from awards.queries.submissions import held_in
from awards.requirements import Known, dossier_gaps, report_is_newer
from records.access import has_permission
from records.transitions import Action
from units.models import User


class Progress(Enum):
    """How far one part is: its words for the reader and the tone of its tag."""

    NOT_YET = "Chưa thực hiện", "info"
    BEGUN = "Đang thực hiện", "warn"
    DONE = "Hoàn thành", "mut"
    LATER = "Chưa thể thực hiện", "mut"


@dataclass(frozen=True)
class Task:
    """One row of the task list; `action` is what is done there, None where nothing can be done now."""

    name: str
    title: str
    lead: str
    progress: Progress
    action: Action | None = None

    @property
    def words(self) -> str:
        return self.progress.value[0]

    @property
    def tone(self) -> str:
        return self.progress.value[1]

    def address_for(self, user: User, nomination: Nomination) -> str:
        """Where this person does it; empty for whoever may not."""
        if self.action is None or not has_permission(user, self.action.name, nomination):
            return ""
        return self.action.address(nomination)


def task_list(nomination: Nomination, parts: dict[str, DossierPart], terms: AwardTerms | None) -> list[Task]:
    """The dossier as tasks in any order; the submission comes from the data of the others."""
    begun = bool(nomination.summary or nomination.citation or nomination.ballot_id)
    written = bool(nomination.summary and nomination.citation)
    lead, progress = _report_task(nomination, parts)
    rows = [
        Task(
            "content",
            "Nội dung đề nghị",
            "Tên và thành tích ghi trên bằng, tóm tắt thành tích, kết quả biểu quyết",
            Progress.DONE if written else Progress.BEGUN if begun else Progress.NOT_YET,
            EDIT,
        ),
        Task("report", "Báo cáo thành tích", lead, progress, SAVE_REPORT),
        Task(
            "minutes",
            "Biên bản bình xét",
            str(parts[Part.MINUTES].document) if Part.MINUTES in parts else "Chọn biên bản hội nghị hoặc tải tệp lên",
            Progress.DONE if Part.MINUTES in parts else Progress.NOT_YET,
            ATTACH_MINUTES,
        ),
    ]
    rows.append(_submission_task(nomination, parts, terms))
    return rows


def _submission_task(nomination: Nomination, parts: dict[str, DossierPart], terms: AwardTerms | None) -> Task:
    submission = nomination.submission
    if submission is not None and nomination.state != Nomination.State.DRAFT:
        return Task("submission", "Tờ trình", f"Số {submission.number}, kèm danh sách trích ngang", Progress.DONE)
    gaps = list(dossier_gaps(nomination, Known(parts, terms)))
    if held_in(nomination) is not None:
        return Task("submission", "Tờ trình", "Đã lập, phát hành sau khi đủ chữ ký", Progress.BEGUN, SUBMIT)
    lead = "Một tờ trình cho các hồ sơ cùng cấp quyết định, lập khi trình"
    if submission is not None:
        lead = f"Đã trình theo {submission}. Trình lại sau khi bổ sung"
    return Task("submission", "Tờ trình", lead, Progress.LATER if gaps else Progress.NOT_YET, None if gaps else SUBMIT)


def _report_task(nomination: Nomination, parts: dict[str, DossierPart]) -> tuple[str, Progress]:
    part, report = parts.get(Part.REPORT), nomination.written_report
    if part is None:
        progress = Progress.BEGUN if report else Progress.NOT_YET
        return ("Đã lưu báo cáo đang lập, chưa đưa vào hồ sơ" if report else "Lập theo mẫu hoặc tải tệp lên"), progress
    if report_is_newer(nomination, parts):
        return "Có nội dung mới sửa, chưa đưa vào hồ sơ", Progress.BEGUN
    return str(part.document.title), Progress.DONE

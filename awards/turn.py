"""Whose turn it is with a dossier, and the one next button."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from awards.gaps import DONE, Task, missing, report_of
from awards.models import AwardTerms, DossierPart, Nomination, Review
from awards.models.kinds import Part
from records.access import has_permission

State = Nomination.State
BUTTONS = {"facts": "Ghi nội dung đề nghị", "report": "Viết báo cáo", "minutes": "Thêm biên bản"}


@dataclass(frozen=True)
class Turn:
    """title: what is to be done; text: why, by whom; a link, or nothing for you."""

    title: str
    text: str = ""
    button: str = ""
    url: str = ""
    icon: str = "arrow-right"
    eyebrow: str = ""


def whose_turn(
    user: Any, nomination: Nomination, tasks: list[Task], parts: dict[str, DossierPart], terms: AwardTerms | None
) -> Turn:
    """For this person, on the page of the dossier."""
    return {
        State.DRAFT: _draft,
        State.SUBMITTED: _submitted,
        State.REVIEWED: _reviewed,
        State.DECIDED: _decided,
    }[State(nomination.state)](user, nomination, tasks, parts, terms)


def _link(name: str, nomination: Nomination) -> str:
    return reverse(f"awards:{name}", args=[nomination.pk])


def _draft(user, nomination, tasks, parts, terms):
    gaps = missing(nomination, parts, terms)
    if has_permission(user, "awards.edit", nomination):
        if not gaps:
            text = "Hồ sơ đã đủ thành phần. Xem lại tờ trình rồi trình thành phố."
            return Turn("Trình hồ sơ", text, "Xem và trình", _link("nomination_submit", nomination), "send")
        first = next((task for task in tasks if task.words != DONE and task.name != "submission"), None)
        page = first.page.removeprefix("awards:") if first else "nomination_edit"
        return Turn(
            "Hoàn thiện hồ sơ",
            " ".join(gaps),
            BUTTONS[first.name] if first else "Sửa nội dung",
            _link(page, nomination),
            "pencil",
        )
    if has_permission(user, "awards.submit", nomination) and not gaps:
        text = "Hồ sơ đã đủ thành phần. Xem lại tờ trình rồi trình thành phố."
        return Turn("Trình hồ sơ", text, "Xem và trình", _link("nomination_submit", nomination), "send")
    if has_permission(user, "awards.save_report", nomination) and Part.REPORT not in parts:
        text = "Báo cáo thành tích do đơn vị viết; Tổ thư ký lập các phần còn lại và trình."
        button = "Viết tiếp báo cáo" if report_of(nomination) else "Viết báo cáo"
        return Turn("Viết báo cáo thành tích", text, button, _link("report_edit", nomination), "pencil")
    return Turn("Chờ Tổ thư ký hoàn thiện và trình", " ".join(gaps))


def _submitted(user, nomination, tasks, parts, terms):
    judged = nomination.reviews.filter(round=nomination.round)
    agreed = judged.filter(conclusion=Review.Conclusion.AGREE).count()
    needed = terms.reviews_needed if terms else 2
    text = f"Đã có {agreed}/{needed} ý kiến đồng ý."
    if has_permission(user, "awards.review", nomination) and not judged.filter(reviewer=user).exists():
        return Turn("Thẩm định hồ sơ", text, "Thẩm định", _link("review_edit", nomination), "clipboard-check")
    return Turn("Chờ Ban TĐKT thẩm định", text)


def _reviewed(user, nomination, tasks, parts, terms):
    if has_permission(user, "awards.decide", nomination):
        url = f"{reverse('awards:decision_new')}?chon={nomination.pk}"
        return Turn("Ghi quyết định khen thưởng", "Hồ sơ đã thẩm định xong.", "Ghi quyết định", url, "award")
    return Turn("Chờ quyết định của thành phố", "Hồ sơ đã thẩm định xong; có quyết định sẽ có thông báo.")


def _decided(user, nomination, tasks, parts, terms):
    line = nomination.line
    text = f"Quyết định số {line.decision.number}, số sổ vàng {line.line_no}."
    certificate = line.certificates.order_by("-pk").first()
    if certificate:
        url = reverse("awards:certificate_detail", args=[certificate.pk])
        return Turn("Đã khen thưởng", text, "Xem bằng", url, "award", eyebrow="Kết quả")
    if has_permission(user, "awards.issue", line.decision):
        url = reverse("awards:issue_check", args=[line.decision_id])
        return Turn("Phát hành bằng", text, "Kiểm tra và phát hành", url, "award")
    url = reverse("awards:decision_detail", args=[line.decision_id])
    return Turn("Đã khen thưởng", text, "Xem quyết định", url, "file-earmark-text", eyebrow="Kết quả")

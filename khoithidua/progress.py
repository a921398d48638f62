"""The year on one list: what is done, what is under way, what is still to come (the home page's right column)."""

from dataclasses import dataclass, replace

from django.db.models import Count
from django.urls import reverse

from awards.models import Certificate, Nomination
from conferences.models import Conference
from drafting.models import Consultation, Text
from libraries.web.formats import short_date
from pledges.models import Pledge
from regulations.models import Regulation
from units.models import EmulationYear

DONE, CURRENT, LATER = "done", "current", "later"


@dataclass(frozen=True)
class Stage:
    """One line of the year: state is done, current or later; lead says how far it is."""

    title: str
    lead: str
    state: str
    url: str = ""


def stages_of(year: EmulationYear) -> list[Stage]:
    """In the order of the bloc's year; the first unfinished stage is the current one."""
    stages = [
        _consulted(year),
        _regulation(year),
        _conference(year),
        _pledge(year),
        _dossiers(year),
        _certificates(year),
    ]
    first = next((stage for stage in stages if stage.state == CURRENT), None)
    return [replace(stage, state=LATER) if stage.state == CURRENT and stage is not first else stage for stage in stages]


def _consulted(year: EmulationYear) -> Stage:
    title, url = "Lấy ý kiến dự thảo", reverse("drafting:text_list")
    texts = Text.objects.filter(emulation_year=year)
    if not texts:
        return Stage(title, "Chưa có dự thảo", LATER, url)
    settled = sum(text.state == Text.State.SETTLED for text in texts)
    if settled == len(texts):
        return Stage(title, f"Đã chốt {settled}/{len(texts)} văn bản", DONE, url)
    running = Consultation.objects.filter(text__in=texts, closed_at=None).order_by("closes_at").first()
    lead = f"Góp ý đến {short_date(running.closes_at)}" if running else f"Đã chốt {settled}/{len(texts)} văn bản"
    return Stage(title, lead, CURRENT, url)


def _regulation(year: EmulationYear) -> Stage:
    title, url = "Ban hành Quy chế hoạt động", reverse("regulations:regulation_list")
    rows = Regulation.objects.filter(emulation_year=year).order_by("-pk")
    if issued := next((row for row in rows if row.issued_at), None):
        return Stage(title, f"{issued.number_text}, ngày {short_date(issued.issued_at)}", DONE, url)
    if rows:
        return Stage(title, rows[0].get_state_display(), CURRENT, url)
    in_force = Regulation.objects.filter(emulation_year__bloc=year.bloc_id, state=Regulation.State.ISSUED).first()
    return Stage(
        title, f"Đang áp dụng {in_force.number_text}" if in_force else "Chưa có", DONE if in_force else LATER, url
    )


def _conference(year: EmulationYear) -> Stage:
    title, url = "Hội nghị của Khối", reverse("conferences:conference_list")
    rows = Conference.objects.filter(emulation_year=year).order_by("-starts_at")
    if open_one := next((row for row in rows if row.state != Conference.State.CLOSED), None):
        return Stage(title, f"{open_one.get_state_display()}, {short_date(open_one.starts_at)}", CURRENT, url)
    if rows:
        return Stage(title, f"Đã họp ngày {short_date(rows[0].starts_at)}", DONE, url)
    return Stage(title, "Chưa có lịch", LATER, url)


def _pledge(year: EmulationYear) -> Stage:
    title, url = "Ký giao ước thi đua", reverse("pledges:pledge_list")
    pledge = Pledge.objects.filter(emulation_year=year).annotate(signed=Count("signatures")).first()
    if pledge is None or pledge.state == Pledge.State.DRAFT:
        return Stage(title, "Đang chuẩn bị" if pledge else "Chưa tới", CURRENT if pledge else LATER, url)
    if pledge.state == Pledge.State.OPEN:
        return Stage(title, f"{pledge.signed}/{pledge.required_units} đơn vị đã ký", CURRENT, url)
    return Stage(title, f"Có hiệu lực từ {short_date(pledge.in_force_at)}", DONE, url)


def _dossiers(year: EmulationYear) -> Stage:
    title, url = "Hồ sơ đề nghị khen thưởng", reverse("awards:nomination_list")
    rows = Nomination.objects.filter(emulation_year=year)
    decided = sum(row.state == Nomination.State.DECIDED for row in rows)
    if not rows:
        return Stage(title, "Chưa tới", LATER, url)
    done = decided == len(rows)
    return Stage(title, f"{decided}/{len(rows)} hồ sơ đã có quyết định", DONE if done else CURRENT, url)


def _certificates(year: EmulationYear) -> Stage:
    title, url = "Phát hành, trao bằng", reverse("awards:certificate_list")
    rows = Certificate.objects.filter(line__nomination__emulation_year=year, state=Certificate.State.VALID)
    handed = sum(row.handed_over_at is not None for row in rows)
    if not rows:
        return Stage(title, "Chưa tới", LATER, url)
    return Stage(title, f"Đã trao {handed}/{len(rows)}", DONE if handed == len(rows) else CURRENT, url)

"""The year on one list: what is done, what is under way, what is still to come (the home page's right column)."""

from django.db.models import Count
from django.urls import reverse

from awards.models import Certificate, Nomination
from drafting.models import Consultation, Text
from libraries.web.formats import short_date
from notices.worklist import CURRENT, DONE, LATER, Stage, register_stages
from pledges.models import Pledge
from regulations.models import Regulation
from units.models import EmulationYear


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


register_stages(10, lambda year: [_consulted(year)])
register_stages(20, lambda year: [_regulation(year)])
register_stages(40, lambda year: [_pledge(year)])
register_stages(50, lambda year: [_dossiers(year), _certificates(year)])

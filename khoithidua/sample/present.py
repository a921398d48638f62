"""The year that is under way on the day of loading, so that a visitor finds work to do: all of it invented.

A consultation that runs, a pledge that six of nine have signed, a dossier before the board, one still being prepared
and a conference to come. Moments are counted from today.
"""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import UUID

from awards import workflow as awards
from awards.models import AchievementReport, AwardKind
from awards.queries.results import Reached, targets_to_report
from conferences import workflow as conferences
from conferences.models import AgendaItem, Conference
from drafting import workflow as drafting
from drafting.models import Comment
from khoithidua.sample import texts
from khoithidua.sample.people import LEADERS, MEMBERS
from khoithidua.sample.play import HAI_PHONG, Play
from khoithidua.sample.signing import sign_paper
from khoithidua.sample.year2020 import report_of, selection_minutes, sign_for
from libraries.web import clock
from pledges import workflow as pledges
from regulations import workflow as regulations
from units import workflow as units
from units.models import EmulationYear, Seat, Unit, User

SIGNED = MEMBERS[:6]
THEME = "Siết chặt kỷ cương, đổi mới cách làm, phục vụ người dân và doanh nghiệp"
DEPUTY = MEMBERS[1]
# The regulation asks for the first quarter, and lets the head decide otherwise for cause.
LATE = (
    "Thời gian ký kết do Khối trưởng quyết định theo quy định của Quy chế về trường hợp bất khả kháng, do quý I các đơn "
    "vị tập trung sắp xếp tổ chức bộ máy (giả định của bản dùng thử)."
)


def play_present(play: Play) -> None:
    """The bloc's current year, up to today."""
    days = Days(clock.today())
    year = _new_year(play, days)
    _amended_regulation(play, days, year)
    _pledge_under_way(play, days, year)
    _dossiers(play, days, year)
    _conference_to_come(play, days, year)


@dataclass(frozen=True)
class Days:
    """Moments counted from the day of loading, whatever the clock of a step says."""

    today: datetime.date

    @property
    def late(self) -> bool:
        """The pledge of the year is signed after its first quarter."""
        return (self.today - datetime.timedelta(days=8)).month > 3

    def day(self, distance: int, hour: str = "09:00") -> str:
        """So many days from today, as Play.step takes it."""
        return f"{self.today + datetime.timedelta(days=distance):%Y-%m-%d} {hour}"

    def at(self, distance: int, hour: str = "17:00") -> datetime.datetime:
        return datetime.datetime.fromisoformat(self.day(distance, hour)).replace(tzinfo=HAI_PHONG)


def _new_year(play: Play, days: Days) -> EmulationYear:
    lan, this_year = play.person("lan"), days.today.year
    before = EmulationYear.objects.get(bloc__slug="doanh-nghiep-2", year=2020)
    year = play.step(
        days.day(-60), lan, f"Mở năm thi đua {this_year}",
        lambda: units.add_year(
            before.bloc, by=lan, year=this_year, copied=before, theme=THEME, theme_source="Giả định của bản dùng thử"
        ),
    )  # fmt: skip
    EmulationYear.objects.filter(pk=year.pk).update(is_sample=True)
    year.seats.update(is_sample=True)
    year.seats.filter(unit=play.unit(DEPUTY)).update(role=Seat.Role.DEPUTY)
    year.refresh_from_db()
    return year


def _amended_regulation(play: Play, days: Days, year: EmulationYear) -> None:
    """Sent to the units twelve days ago; three have answered, one opinion waits for its reply."""
    lan = play.person("lan")
    title = f"Quy chế tổ chức và hoạt động của Khối thi đua Doanh nghiệp 2 (sửa đổi năm {year.year})"
    regulation = play.step(
        days.day(-20), lan, "Soạn thảo Quy chế sửa đổi",
        lambda: regulations.start_regulation(
            year, by=lan, title=title, legal_basis=texts.regulation_basis(), tree=texts.REGULATION
        ),
    )  # fmt: skip
    text = regulation.text
    consultation = play.step(
        days.day(-12), lan, "Gửi lấy ý kiến Quy chế sửa đổi",
        lambda: drafting.open_consultation(
            text, by=lan, closes_at=days.at(8), note="Đề nghị góp ý thời hạn báo cáo và cách bình xét."
        ),
    )  # fmt: skip
    for slug, heading, clause, stance, body, wording, *_ in texts.COMMENTS[:2]:
        unit, leader = play.unit(slug), play.leader_of(slug)
        parent = text.nodes.get(kind="article", heading=heading)
        key = list(text.nodes.filter(parent=parent, kind="clause").order_by("position"))[clause - 1].key

        def written_and_sent(unit: Unit, leader: User, stance: str, body: str, wording: str, key: UUID) -> Comment:
            written = drafting.write_comment(
                consultation, unit, by=leader, stance=stance, body=body, replacement=wording, node_key=key
            )
            return drafting.send_comment(written, by=leader)

        play.step(
            days.day(-5),
            leader,
            f"Gửi góp ý của {unit.short_name}",
            partial(written_and_sent, unit, leader, stance, body, wording, key),
        )
    answered = consultation.comments.sent()[0]
    play.step(
        days.day(-3), lan, "Trả lời góp ý",
        lambda: drafting.answer_comment(answered, by=lan, result="accepted", body="Tiếp thu, sẽ sửa trong dự thảo lần sau."),
    )  # fmt: skip
    unit, leader = play.unit("chi-cuc-hang-hai"), play.leader_of("chi-cuc-hang-hai")
    play.step(
        days.day(-2), leader, f"{unit.short_name} nhất trí toàn văn",
        lambda: drafting.agree_fully(consultation, unit, by=leader),
    )  # fmt: skip


def _pledge_under_way(play: Play, days: Days, year: EmulationYear) -> None:
    lan = play.person("lan")
    pledge = play.step(
        days.day(-40), lan, f"Soạn thảo Giao ước năm {year.year}",
        lambda: pledges.create_pledge(
            year, by=lan, legal_basis="Căn cứ Quy chế hoạt động của Khối",
            tree=[node for node in texts.PLEDGE if "chủ đề năm" not in node[1]],
        ),
    )  # fmt: skip
    consultation = play.step(
        days.day(-39), lan, "Gửi lấy ý kiến Giao ước",
        lambda: drafting.open_consultation(pledge.text, by=lan, closes_at=days.at(-30), note=LATE if days.late else ""),
    )  # fmt: skip
    play.step(
        days.day(-29), lan, "Kết thúc lấy ý kiến Giao ước",
        lambda: drafting.close_consultation(consultation, by=lan),
    )  # fmt: skip
    parts = pledge.text.nodes.filter(body__contains="2020")
    for node in parts:
        body = node.body.replace("2020", str(year.year))
        drafting.save_node(node, by=lan, revision=node.revision, heading=node.heading, body=body)
    play.step(days.day(-29), lan, "Chốt nội dung Giao ước", lambda: drafting.settle(pledge.text, by=lan))
    for slug, rows in texts.TARGETS.items():
        leader = play.leader_of(slug)
        targets = [
            pledges.TargetRow(name, measure, Decimal(value.replace(".", "").replace(",", ".")))
            for name, measure, value in rows
        ]
        play.step(
            days.day(-20), leader, f"Đăng ký chỉ tiêu của {LEADERS[slug][0]}",
            partial(
                pledges.save_targets, pledge, play.unit(slug), by=leader, rows=targets
            ),
        )  # fmt: skip
    pledge = play.step(
        days.day(-9),
        lan,
        "Mở ký Giao ước",
        lambda: pledges.open_signing(pledge, by=lan, sign_by=days.at(5), place="Hải Phòng"),
    )
    for number, slug in enumerate(SIGNED):
        unit, leader = play.unit(slug), play.leader_of(slug)
        play.step(
            days.day(-8 + number), leader, f"Ký giao ước thay mặt {unit.short_name}",
            partial(sign_for, pledge, unit, leader),
        )  # fmt: skip


def _dossiers(play: Play, days: Days, year: EmulationYear) -> None:
    """One before the board, one for which the unit still has to write its report."""
    lan, giang = play.person("lan"), play.person("giang")
    flag, diploma = (AwardKind.objects.get(slug=slug) for slug in ("co-thi-dua", "bang-khen"))
    mai = play.person("mai")
    guidance: dict[str, Any] = {
        "guidance_number": "02-MẪU/HD",
        "guidance_on": clock.today() - datetime.timedelta(days=20),
        "source": "cơ quan thường trực thành phố (giả định của bản dùng thử)",
    }
    for kind in (flag, diploma):
        play.step(
            days.day(-15), mai, f"Nhập số lượng được phân bổ năm {year.year}: 01 {kind.short_name}",
            partial(awards.set_quota, year, by=mai, kind=kind, count=1, **guidance),
        )  # fmt: skip
    citation = f"Đã có thành tích xuất sắc trong phong trào thi đua yêu nước năm {year.year}"
    summary = "Hoàn thành vượt mức các chỉ tiêu năm; nội bộ đoàn kết; chấp hành tốt pháp luật. (Dữ liệu mẫu)"
    first = play.step(
        days.day(-10), lan, "Lập hồ sơ Bằng khen cho Bảo đảm ATHH miền Bắc",
        lambda: awards.nominate(
            year, by=lan, unit=play.unit("bao-dam-athh-mien-bac"), kind=diploma, citation=citation, summary=summary
        ),
    )  # fmt: skip

    def write_report() -> AchievementReport:
        report = report_of(first.unit, complete=True)
        report["duties"] = report["duties"].replace("2019", str(year.year))
        report["law"] = report["law"].replace("2019", str(year.year))
        reached = [
            Reached(target.pk, target.value + Decimal("0.1"), target.value - Decimal("0.1"))
            for target in targets_to_report(first)
        ]
        return awards.save_report(first, by=giang, revision=0, results=reached, **report)

    play.step(days.day(-9), giang, "Lập báo cáo thành tích", write_report)
    sign_paper(
        play, "achievement_report", first, giang, put=days.day(-9, "10:00"),
        signed=[days.day(-9, "14:00"), days.day(-8, "08:00")], issued=days.day(-8), number="21-MẪU/BC-BĐATHH",
    )  # fmt: skip
    play.step(
        days.day(-7), lan, "Tải biên bản bình xét lên",
        lambda: awards.hand_in_minutes(
            first, by=lan, content=selection_minutes(first), filename="bien-ban-binh-xet.pdf"
        ),
    )  # fmt: skip
    submission = play.step(
        days.day(-7, "14:00"), lan, "Lập tờ trình đề nghị tặng Bằng khen",
        lambda: awards.prepare_submission([first], by=lan),
    )  # fmt: skip
    sign_paper(
        play, "submission", submission, lan, put=days.day(-7, "14:30"), signed=[days.day(-6, "08:00")],
        issued=days.day(-6),
    )  # fmt: skip
    play.step(
        days.day(-4), lan, "Lập hồ sơ Cờ thi đua cho Hoa tiêu KV II",
        lambda: awards.nominate(
            year, by=lan, unit=play.unit("hoa-tieu-kv2"), kind=flag, summary=summary,
            citation=f"Đơn vị xuất sắc, dẫn đầu phong trào thi đua yêu nước năm {year.year}",
        ),
    )  # fmt: skip


def _conference_to_come(play: Play, days: Days, year: EmulationYear) -> None:
    lan = play.person("lan")
    conference = play.step(
        days.day(-3), lan, "Lên lịch hội nghị tổng kết",
        lambda: conferences.plan(
            year, by=lan, kind=Conference.Kind.YEAREND, title=f"Hội nghị tổng kết công tác thi đua năm {year.year}",
            starts_at=days.at(20, "08:00"), place="Trụ sở Cảng vụ Hàng hải Hải Phòng",
        ),
    )  # fmt: skip
    for kind, title in (
        (AgendaItem.Kind.REGULATION, "Thông qua Quy chế sửa đổi"),
        (AgendaItem.Kind.REPORT, "Báo cáo tổng kết phong trào thi đua"),
        (AgendaItem.Kind.VOTE, "Bình xét, đề nghị khen thưởng"),
    ):
        conferences.add_agenda_item(conference, by=lan, kind=kind, title=title)

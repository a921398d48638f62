"""The pledge: drafted, sent out, its targets registered, signed by nine leaders."""

from decimal import Decimal
from functools import partial

from conferences.models import Conference
from drafting import workflow as drafting
from khoithidua.sample import texts
from khoithidua.sample.people import FACTS, MEMBERS
from khoithidua.sample.play import Play, moment
from khoithidua.sample.signing import sign_place
from pledges import workflow as pledges
from pledges.models import Pledge
from pledges.queries import party_of
from units.models import EmulationYear, Unit, User


def draft_pledge(play: Play, year: EmulationYear) -> Pledge:
    """Drafted, sent to the units, settled; each unit registers its targets."""
    lan = play.person("lan")
    pledge = play.step(
        "2020-05-11 09:00", lan, "Soạn thảo Giao ước thi đua",
        lambda: pledges.create_pledge(
            year, by=lan, title=texts.PLEDGE_TITLE, tree=texts.PLEDGE,
            legal_basis=f"Căn cứ chủ đề năm 2020 của thành phố: {FACTS['conference_2020']['theme']}",
        ),
    )  # fmt: skip
    consultation = play.step(
        "2020-05-12 09:00", lan, "Gửi lấy ý kiến dự thảo Giao ước",
        lambda: drafting.open_consultation(pledge.text, by=lan, closes_at=moment("2020-05-29 17:00")),
    )  # fmt: skip
    for slug in ("cang-vu-hang-hai", "hoa-tieu-kv2", "phoi-hop-tkcn-kv1"):
        unit, leader = play.unit(slug), play.leader_of(slug)
        play.step(
            "2020-05-19 10:00", leader, f"{unit.short_name} nhất trí dự thảo Giao ước",
            partial(drafting.agree_fully, consultation, unit, by=leader),
        )  # fmt: skip
    play.step(
        "2020-06-01 08:00", lan, "Kết thúc lấy ý kiến Giao ước",
        lambda: drafting.close_consultation(consultation, by=lan),
    )  # fmt: skip
    play.step("2020-06-01 09:00", lan, "Chốt nội dung Giao ước", lambda: drafting.settle(pledge.text, by=lan))
    for slug, rows in texts.TARGETS.items():
        unit, leader = play.unit(slug), play.leader_of(slug)
        targets = [
            pledges.TargetRow(name, measure, Decimal(value.replace(".", "").replace(",", ".")))
            for name, measure, value in rows
        ]
        play.step(
            "2020-06-08 09:00", leader, f"Đăng ký chỉ tiêu của {unit.short_name}",
            partial(
                pledges.save_targets, pledge, unit, by=leader, rows=targets
            ),
        )  # fmt: skip
    return pledge


def sign_pledge(play: Play, pledge: Pledge, conference: Conference) -> None:
    """Sealed, then signed by nine leaders, each with password and one-time code."""
    lan = play.person("lan")
    pledge = play.step(
        "2020-07-02 10:15", lan, "Mở ký Giao ước thi đua",
        lambda: pledges.open_signing(
            pledge, by=lan, sign_by=moment("2020-07-02 17:00"), place=FACTS["conference_2020"]["place"],
            conference=Conference.objects.get(pk=conference.pk),
        ),
    )  # fmt: skip
    for number, slug in enumerate(MEMBERS):
        unit, delegate = play.unit(slug), play.delegate_of(slug)
        when = f"2020-07-02 10:{20 + 2 * number}"
        play.step(
            when, delegate, f"Ký giao ước thay mặt {unit.short_name}",
            partial(sign_for, pledge, unit, delegate),
        )  # fmt: skip


def sign_for(pledge: Pledge, unit: Unit, leader: User) -> Pledge:
    """One signature as its leader makes it: intent, password, one-time code."""
    sign_place(party_of(pledge, unit), leader)
    return Pledge.objects.get(pk=pledge.pk)

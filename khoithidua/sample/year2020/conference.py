"""The conference of 02/7/2020, in the order of the article."""

from functools import partial
from typing import Any

from awards import workflow as awards
from awards.models import Certificate
from ballots import workflow as ballots
from ballots.models import Ballot
from ballots.subjects import find_subject
from conferences import workflow as conferences
from conferences.models import AgendaItem, Conference, Reply
from khoithidua.sample.people import DEPUTY, FACTS, LEADERS, MEMBERS
from khoithidua.sample.play import Play, moment
from khoithidua.sample.signing import sign_paper
from khoithidua.sample.year2020.news import publish
from khoithidua.sample.year2020.pledge import sign_pledge
from khoithidua.sample.year2020.said import ON_BEHALF_OF_THE_HEAD, follow_up, hand_in_papers, record_what_was_said
from pledges.models import Pledge
from regulations import workflow as regulations
from regulations.models import Regulation
from units.models import EmulationYear

# Who came along; all of them invented, two have a login (STAFF).
_NAMES = ("Vũ Đức Thành", "Phạm Thu Trang", "Đỗ Quang Huy", "Trịnh Lệ Quyên", "Nguyễn Bảo Ngọc", "Lê Hoài Nam",
          "Hoàng Thị Yến", "Bùi Văn Lâm", "Trần Khánh Linh")  # fmt: skip
SPECIALISTS = {slug: ((name, "Chuyên viên phụ trách thi đua"),) for slug, name in zip(MEMBERS, _NAMES, strict=True)}


def hold_conference(
    play: Play, year: EmulationYear, regulation: Regulation, pledge: Pledge, certificates: list[Certificate]
) -> Conference:
    """In the order of the article: regulation, pledge, opinions, speech, awards, signing."""
    facts, lan = FACTS["conference_2020"], play.person("lan")
    head = play.unit("cang-vu-hang-hai")
    conference = play.step(
        "2020-06-10 09:00", lan, "Lên lịch hội nghị ngày 02/7/2020",
        lambda: conferences.plan(
            year, by=lan, kind=Conference.Kind.LAUNCH_AND_SIGNING, title=facts["title"],
            starts_at=moment("2020-07-02 08:00"), place=facts["place"], host=head,
            chair_name=facts["chair"]["name"], chair_post=facts["chair"]["post"],
            chair_on_behalf_of=ON_BEHALF_OF_THE_HEAD,
            secretary_name="Trần Thị Lan", secretary_post="Tổ trưởng Tổ thư ký", secretary=lan,
            reply_by=moment("2020-06-26 17:00"),
            to_prepare="Thủ trưởng đơn vị mang theo thiết bị để ký giao ước.\n"
            "Các đơn vị chuẩn bị ý kiến về phương hướng, giải pháp; tham luận gửi trước ngày họp.",
        ),
    )  # fmt: skip
    kinds = [AgendaItem.Kind.REGULATION, AgendaItem.Kind.VOTE, AgendaItem.Kind.OPINIONS, AgendaItem.Kind.SPEECH,
             AgendaItem.Kind.AWARD, AgendaItem.Kind.PAPERS, AgendaItem.Kind.SIGNING]  # fmt: skip
    chair, guest = facts["chair"]["name"], facts["guest"]
    about = [find_subject(year, "regulation", regulation.pk), find_subject(year, "pledge", pledge.pk), *[None] * 5]
    speakers = [chair, chair, "Đại diện các đơn vị", guest["name"], guest["name"], "Đại diện lãnh đạo các đơn vị",
                "Thủ trưởng 09 đơn vị"]  # fmt: skip
    items = [
        play.step(
            "2020-06-10 09:30", lan, f"Chương trình: {title}",
            partial(
                conferences.add_agenda_item, conference, by=lan, kind=kind, title=title, speaker=speaker,
                on_behalf_of=ON_BEHALF_OF_THE_HEAD if speaker == chair else "", subject=subject,
            ),
        )
        for title, kind, speaker, subject in zip(facts["agenda"], kinds, speakers, about, strict=True)
    ]  # fmt: skip
    invited = play.step(
        "2020-06-15 09:00", lan, f"Mời {guest['name']}",
        lambda: conferences.invite_guest(conference, by=lan, name=guest["name"], post=guest["post"]),
    )  # fmt: skip
    call_together(play, conference)
    hand_in_papers(play, conference)
    roll = [presence(play, slug) for slug in MEMBERS]
    play.step(
        "2020-07-02 07:50", lan, "Điểm danh 09 đơn vị",
        lambda: conferences.record_attendance(conference, by=lan, roll=roll, guests_here=[invited]),
    )  # fmt: skip
    play.step("2020-07-02 08:00", lan, "Khai mạc hội nghị", lambda: conferences.open_conference(conference, by=lan))
    ballot = vote(play, items[0], f"Thông qua {regulation.title}?", "08:30")
    play.step(
        "2020-07-02 08:45", lan, "Thông qua Quy chế", lambda: regulations.adopt(regulation, by=lan, ballot=ballot)
    )
    vote(play, items[1], f"Thông qua nội dung {pledge.title}?", "09:00")
    play.step(
        "2020-07-02 10:00", lan, "Xác nhận đã trao Cờ thi đua và Bằng khen năm 2019",
        lambda: awards.hand_over(certificates, by=lan, conference=Conference.objects.get(pk=conference.pk)),
    )  # fmt: skip
    sign_pledge(play, pledge, conference)
    conference.refresh_from_db()
    record_what_was_said(play, conference, items)
    notes = {
        items[
            4
        ].pk: "Năm 2019, 02 đơn vị thành viên trong Khối được Chủ tịch Ủy ban nhân dân thành phố Hải Phòng tặng Cờ "
        "thi đua và Bằng khen.",
        items[6].pk: "Trên tinh thần đoàn kết, phối hợp cùng thúc đẩy phong trào thi đua, góp phần thực hiện thắng lợi "
        "nhiệm vụ năm 2020 của từng đơn vị, thủ trưởng 09 đơn vị nhất trí và đã ký giao ước thi đua năm 2020 của Khối.",
    }
    play.step(
        "2020-07-02 11:00", lan, "Cập nhật diễn biến và kết luận",
        lambda: conferences.record_events(
            conference, by=lan, revision=conference.revision, notes=notes,
            conclusions="Hội nghị thông qua Quy chế hoạt động và giao ước thi đua năm 2020 của Khối; các đơn vị tổ chức "
            "thực hiện ngay các nội dung đã ký.",
        ),
    )  # fmt: skip
    play.step(
        "2020-07-02 11:20", lan, "Bế mạc hội nghị",
        lambda: conferences.close_conference(conference, by=lan, ends_at=moment("2020-07-02 11:15")),
    )  # fmt: skip
    conference.refresh_from_db()
    signed = ("2020-07-02 15:20", "2020-07-02 16:05")
    met: Conference = sign_paper(
        play, "minutes", conference, lan, put="2020-07-02 15:00", signed=signed, issued="2020-07-03 09:00"
    )
    follow_up(play, met)
    issue_papers(play, met)
    publish(play, Conference.objects.select_related("emulation_year__bloc").get(pk=met.pk))
    return Conference.objects.get(pk=met.pk)


def call_together(play: Play, conference: Conference) -> None:
    """The invitation is signed for the bloc, numbered and sent; each unit answers who comes."""
    lan, signed = play.person("lan"), ("2020-06-16 10:15",)
    sign_paper(play, "invitation", conference, lan, put="2020-06-16 09:00", signed=signed, issued="2020-06-16 14:00")
    chair = FACTS["conference_2020"]["chair"]
    for place, slug in enumerate(MEMBERS):
        reply = Reply.objects.get(conference=conference, unit=play.unit(slug))
        companions = "\n".join(", ".join(person) for person in SPECIALISTS[slug])
        said: dict[str, Any] = {"answer": "leader"}
        if slug == chair["for_unit"]:
            said = {"answer": "deputy", "person": play.person(DEPUTY[0]), "authority": "Giấy ủy quyền số 02/GUQ"}
        leader = play.leader_of(slug)
        play.step(
            f"2020-06-{17 + place // 4} {8 + place % 4:02}:20", leader, f"{reply.unit.short_name} trả lời giấy mời",
            partial(conferences.reply, reply, by=leader, companions=companions, **said),
        )  # fmt: skip
    guest = conference.guests.get()
    play.step(
        "2020-06-19 15:00", lan, f"{guest.name} nhận lời dự",
        lambda: conferences.answer_for_guest(guest, by=lan, coming=True),
    )  # fmt: skip


def issue_papers(play: Play, conference: Conference) -> None:
    """List of delegates, resolution and conclusions, signed by the secretary and by the chair."""
    lan = play.person("lan")
    hours = {"delegates": ("09:10", "09:20", "09:30"), "resolution": ("10:00", "10:30", "11:00"),
             "conclusions": ("14:00", "14:30", "15:00")}  # fmt: skip
    for kind, (put, signed, issued) in hours.items():
        day = "2020-07-06"
        sign_paper(
            play, kind, conference, lan, put=f"{day} {put}", signed=(f"{day} {signed}",), issued=f"{day} {issued}"
        )


def presence(play: Play, slug: str) -> conferences.Presence:
    chair, unit, leader = FACTS["conference_2020"]["chair"], play.unit(slug), play.leader_of(slug)
    if slug == chair["for_unit"]:
        return conferences.Presence(unit, "present", chair["name"], DEPUTY[1], SPECIALISTS[slug])
    return conferences.Presence(unit, "present", leader.full_name, LEADERS[slug][3], SPECIALISTS[slug])


def vote(play: Play, item: AgendaItem, question: str, hour: str, *, day: str = "2020-07-02") -> Ballot:
    """A named vote: each delegate on the roll for the own unit."""
    lan = play.person("lan")
    ballot = play.step(
        f"{day} {hour}", lan, f"Mở biểu quyết: {question}",
        lambda: conferences.open_ballot(item, by=lan, question=question),
    )  # fmt: skip
    for slug in MEMBERS:
        unit, delegate = play.unit(slug), play.delegate_of(slug)
        play.step(
            f"{day} {hour}", delegate, f"{unit.short_name} biểu quyết: đồng ý",
            partial(ballots.cast, ballot, unit=unit, choice="yes", by=delegate),
        )  # fmt: skip
    return play.step(f"{day} {hour}", lan, "Kiểm phiếu", lambda: ballots.close_ballot(ballot, by=lan))

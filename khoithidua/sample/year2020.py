"""The year 2020 from end to end: awards of 2019, regulation, pledge, the conference of 02/7/2020.

The order of events at the conference is the article's. Everything that the article does not say is invented: see
khoithidua/sample/__init__.py.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from awards import workflow as awards
from awards.models import AwardKind, Certificate, Decision, Nomination
from awards.starting_data import load_award_kinds
from conferences import workflow as conferences
from conferences.models import AgendaItem, Conference
from drafting import workflow as drafting
from drafting.models import Text
from khoithidua.sample import texts
from khoithidua.sample.people import FACTS, LEADERS, STAFF
from khoithidua.sample.play import Play, moment
from libraries.printing.paper import Paper, Paragraph, Signature
from libraries.printing.pdf import paper_to_pdf
from libraries.web import clock
from pledges import workflow as pledges
from pledges.models import Pledge
from records.models import Document
from regulations import workflow as regulations
from regulations.models import Regulation
from regulations.signers import signers_of
from units.codes import sample_code
from units.models import EmulationYear, Unit, User
from units.sample import SAMPLE_PASSWORD

QUOTA_SOURCE = "Số lượng theo bài viết về hội nghị ngày 02/7/2020: 01 Cờ, 01 Bằng khen cho năm 2019"
DECISION_NUMBER = "01-MẪU/QĐ-UBND"
FLAG_WORDS = (
    "Đơn vị xuất sắc, dẫn đầu phong trào thi đua yêu nước năm 2019 của Khối thi đua Doanh nghiệp 2, thành phố Hải Phòng"
)
DIPLOMA_WORDS = (
    "Đã có thành tích xuất sắc trong phong trào thi đua yêu nước năm 2019, góp phần vào sự nghiệp xây dựng và phát "
    "triển thành phố Hải Phòng"
)
MEMBERS = list(LEADERS)


@dataclass
class Lived:
    """What the year left behind, for the commands that print it."""

    regulation: Regulation
    response_table: Document
    pledge: Pledge
    conference: Conference
    nominations: list[Nomination]
    decision: Decision
    certificates: list[Certificate]


def play_year(play: Play) -> Lived:
    """All of it, in the order of time. Raises what a verb raises: then the year did not happen."""
    load_award_kinds()
    year2019 = EmulationYear.objects.get(bloc__slug="doanh-nghiep-2", year=2019)
    year2020 = EmulationYear.objects.get(bloc__slug="doanh-nghiep-2", year=2020)
    nominations = dossiers(play, year2019)
    regulation, response_table = draft_regulation(play, year2020)
    pledge = draft_pledge(play, year2020)
    decision, certificates = decide_and_print(play, nominations)
    conference = hold_conference(play, year2020, regulation, pledge, certificates)
    regulation = issue_regulation(play, regulation)
    return Lived(
        regulation=regulation,
        response_table=response_table,
        pledge=Pledge.objects.get(pk=pledge.pk),
        conference=conference,
        nominations=nominations,
        decision=decision,
        certificates=list(Certificate.objects.order_by("number", "pk")),
    )


# --- Awards of 2019 --------------------------------------------------------------------------------------------------


def dossiers(play: Play, year: EmulationYear) -> list[Nomination]:
    """Two units proposed, one dossier sent back once, both reviewed by two people of the board."""
    lan = play.person("lan")
    flag, diploma = (AwardKind.objects.get(slug=slug) for slug in ("co-thi-dua", "bang-khen"))
    for kind in (flag, diploma):
        play.step(
            "2020-03-16 08:30", lan, f"Ghi chỉ tiêu năm 2019: 01 {kind.short_name}",
            lambda kind=kind: awards.set_quota(year, by=lan, kind=kind, count=1, source=QUOTA_SOURCE),
        )  # fmt: skip
    wanted = [("cang-vu-hang-hai", flag, FLAG_WORDS, "minh"), ("hoa-tieu-kv2", diploma, DIPLOMA_WORDS, "nam")]
    return [_dossier(play, year, *one) for one in wanted]


def _dossier(play: Play, year: EmulationYear, slug: str, kind: AwardKind, words: str, writer: str) -> Nomination:
    lan, author, unit = play.person("lan"), play.person(writer), play.unit(slug)
    duc, hung = play.person("duc"), play.person("hung")
    nomination = play.step(
        "2020-03-17 09:00", lan, f"Lập hồ sơ đề nghị {kind.short_name} cho {unit.short_name}",
        lambda: awards.nominate(
            year, by=lan, unit=unit, kind=kind, citation=words,
            summary="Hoàn thành vượt mức các chỉ tiêu năm 2019; nội bộ đoàn kết; chấp hành tốt pháp luật.",
        ),
    )  # fmt: skip
    play.step(
        "2020-03-20 14:00", author, f"Viết báo cáo thành tích của {unit.short_name}",
        lambda: awards.save_report(nomination, by=author, revision=0, **report_of(unit, complete=slug != "hoa-tieu-kv2")),
    )  # fmt: skip
    play.step(
        "2020-03-20 16:00", author, "Hoàn thành báo cáo thành tích",
        lambda: awards.finish_report(nomination, by=author),
    )  # fmt: skip
    play.step(
        "2020-03-25 09:00", lan, "Nộp biên bản bình xét",
        lambda: awards.hand_in_minutes(
            nomination, by=lan, content=selection_minutes(nomination), filename="bien-ban-binh-xet.pdf"
        ),
    )  # fmt: skip
    play.step("2020-03-30 10:00", lan, f"Trình {nomination}", lambda: awards.submit(nomination, by=lan))
    if slug == "hoa-tieu-kv2":
        reason = "Bổ sung số liệu nộp ngân sách và bảo hiểm xã hội vào báo cáo thành tích."
        play.step(
            "2020-04-06 15:00", duc, "Trả lại hồ sơ để bổ sung",
            lambda: awards.send_back(nomination, by=duc, reason=reason),
        )  # fmt: skip
        play.step(
            "2020-04-09 09:00", author, "Bổ sung báo cáo thành tích",
            lambda: awards.save_report(nomination, by=author, revision=1, **report_of(unit, complete=True)),
        )  # fmt: skip
        play.step(
            "2020-04-09 09:30", author, "Hoàn thành báo cáo thành tích",
            lambda: awards.finish_report(nomination, by=author),
        )  # fmt: skip
        play.step("2020-04-10 08:00", lan, f"Trình lại {nomination}", lambda: awards.submit(nomination, by=lan))
    for when, reviewer in (("2020-04-20 09:00", duc), ("2020-04-21 09:00", hung)):
        play.step(
            when, reviewer, f"Thẩm định {nomination}: đồng ý",
            lambda reviewer=reviewer: awards.review(
                nomination, by=reviewer, standard="met", conclusion="agree",
                comment="Thành tích rõ, có số liệu so sánh.",
            ),
        )  # fmt: skip
    nomination.refresh_from_db()
    return nomination


def report_of(unit: Any, *, complete: bool) -> dict[str, str]:
    law = "Chấp hành tốt chủ trương của Đảng, pháp luật của Nhà nước; không có đơn thư khiếu nại vượt cấp."
    if complete:
        law += " Nộp ngân sách và đóng bảo hiểm xã hội đầy đủ, đúng hạn (số liệu mẫu: 100% nghĩa vụ năm 2019)."
    return {
        "overview": f"{unit.name} hoạt động trong lĩnh vực giao thông thủy trên địa bàn thành phố Hải Phòng. (Dữ liệu mẫu)",
        "duties": "Hoàn thành các chỉ tiêu năm 2019; không để xảy ra sự cố nghiêm trọng trong phạm vi quản lý.",
        "law": law,
        "movements": "Tham gia đầy đủ các phong trào thi đua của Khối; ủng hộ các quỹ an sinh xã hội.",
        "party": "Tổ chức đảng, công đoàn, đoàn thanh niên hoạt động nền nếp.",
        "past_awards": "",
    }


def selection_minutes(nomination: Nomination) -> bytes:
    """A sample of what a secretariat would scan and hand in."""
    bloc = nomination.bloc
    return paper_to_pdf(
        Paper(
            superior=bloc.superior,
            issuer=bloc.name.upper(),
            place=bloc.place,
            date=clock.today(),
            kind="Biên bản",
            subject=f"Bình xét, đề nghị {nomination.kind.name} năm {nomination.emulation_year.year}",
            body=(
                Paragraph(f"Tập thể được bình xét: {nomination.recipient_name}."),
                Paragraph("Số đơn vị tham gia: 09. Số phiếu đồng ý: 09/09, đạt 100% (số liệu mẫu)."),
                Paragraph("Kết luận: đề nghị cấp có thẩm quyền xem xét, khen thưởng."),
            ),
            signatures=(Signature(("THƯ KÝ",), "Trần Thị Lan"),),
            sample=True,
            ends_with_mark=True,
        )
    )


def decide_and_print(play: Play, nominations: list[Nomination]) -> tuple[Decision, list[Certificate]]:
    """The city decides; two certificates are printed; one was damaged, is taken back and replaced."""
    mai = play.person("mai")
    decision = play.step(
        "2020-06-15 10:00", mai, f"Ghi quyết định {DECISION_NUMBER}",
        lambda: awards.decide(
            nominations, by=mai, proof=play.proof_of(mai), number=DECISION_NUMBER,
            decided_on=moment("2020-06-15 00:00").date(), signer_name="Nguyễn Văn Mẫu",
        ),
    )  # fmt: skip
    play.step(
        "2020-06-18 09:00", mai, "Phát hành 02 bằng, giấy chứng nhận",
        lambda: awards.issue(decision.lines.all(), by=mai),
    )  # fmt: skip
    with clock.travel(moment("2020-06-18 09:05")):
        awards.print_waiting()
    damaged = Certificate.objects.get(line__nomination__unit__slug="hoa-tieu-kv2")
    play.step(
        "2020-06-22 14:00", mai, "Thu hồi Bằng khen bị hỏng, cấp lại",
        lambda: awards.replace(
            damaged, by=mai, proof=play.proof_of(mai), reason="Bản in bị ố khi đóng khung, thu hồi và cấp lại",
        ),
    )  # fmt: skip
    return decision, list(Certificate.objects.filter(state=Certificate.State.VALID).order_by("pk"))


# --- Regulation and pledge -----------------------------------------------------------------------------------------


def draft_regulation(play: Play, year: EmulationYear) -> tuple[Regulation, Document]:
    """Drafted, sent to nine units, commented on, answered, settled; the response table is issued."""
    lan = play.person("lan")
    regulation = play.step(
        "2020-05-04 09:00", lan, "Soạn thảo Quy chế",
        lambda: regulations.start_regulation(
            year, by=lan, title=texts.REGULATION_TITLE, legal_basis="\n".join(texts.REGULATION_BASES),
            tree=texts.REGULATION,
        ),
    )  # fmt: skip
    text = regulation.text
    consultation = play.step(
        "2020-05-06 08:30", lan, "Gửi lấy ý kiến 09 đơn vị",
        lambda: drafting.open_consultation(
            text, by=lan, closes_at=moment("2020-05-22 17:00"),
            note="Đề nghị các đơn vị tập trung góp ý nguyên tắc hoạt động, chế độ báo cáo và bình xét.",
        ),
    )  # fmt: skip
    for slug, heading, clause, stance, body, wording, _, _ in texts.COMMENTS:
        unit, key = play.unit(slug), _clause(text, heading, clause).key
        writer = play.person(STAFF[slug][0]) if slug in STAFF else play.leader_of(slug)
        comment = play.step(
            "2020-05-13 09:00", writer, f"Soạn góp ý của {unit.short_name}",
            lambda unit=unit, writer=writer, stance=stance, body=body, wording=wording, key=key: drafting.write_comment(
                consultation, unit, by=writer, stance=stance, body=body, replacement=wording, node_key=key
            ),
        )  # fmt: skip
        leader = play.leader_of(slug)
        play.step(
            "2020-05-14 15:00", leader, f"Gửi góp ý của {unit.short_name}",
            lambda comment=comment, leader=leader: drafting.send_comment(comment, by=leader),
        )  # fmt: skip
    for slug in texts.AGREE_FULLY:
        unit, leader = play.unit(slug), play.leader_of(slug)
        play.step(
            "2020-05-15 10:00", leader, f"{unit.short_name} nhất trí toàn văn",
            lambda unit=unit, leader=leader: drafting.agree_fully(consultation, unit, by=leader),
        )  # fmt: skip
    play.step("2020-05-20 08:00", lan, "Nhắc các đơn vị chưa góp ý", lambda: drafting.remind(consultation, by=lan))
    play.step("2020-05-25 08:00", lan, "Kết thúc lấy ý kiến", lambda: drafting.close_consultation(consultation, by=lan))
    sent = list(consultation.comments.sent().exclude(body="").select_related("unit", "consultation"))
    for comment in sent:
        row = next(row for row in texts.COMMENTS if row[0] == comment.unit.slug)
        play.step(
            "2020-05-26 09:00", lan, f"Trả lời góp ý của {comment.unit.short_name}",
            lambda comment=comment, row=row: drafting.answer_comment(
                comment, by=lan, result=row[6].lower(), body=row[7]
            ),
        )  # fmt: skip
    for heading, clause, wording in texts.REVISIONS:
        node = _clause(text, heading, clause)
        play.step(
            "2020-05-27 09:00", lan, f"Sửa dự thảo: {heading}",
            lambda node=node, wording=wording: drafting.save_node(
                node, by=lan, version=node.version, heading="", body=wording
            ),
        )  # fmt: skip
    table = play.step(
        "2020-05-28 09:00", lan, "Ban hành bảng tổng hợp tiếp thu, giải trình",
        lambda: drafting.issue_response_table(consultation, by=lan),
    )  # fmt: skip
    play.step("2020-05-28 15:00", lan, "Chốt nội dung Quy chế", lambda: drafting.settle(text, by=lan))
    return regulation, table


def _clause(text: Text, heading: str, number: int):
    parent = text.nodes.get(kind="article", heading=heading)
    return list(text.nodes.filter(parent=parent, kind="clause").order_by("position"))[number - 1]


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
            lambda unit=unit, leader=leader: drafting.agree_fully(consultation, unit, by=leader),
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
            lambda unit=unit, leader=leader, targets=targets: pledges.save_targets(
                pledge, unit, by=leader, rows=targets
            ),
        )  # fmt: skip
    return pledge


# --- The conference of 02/7/2020 ------------------------------------------------------------------------------------


def hold_conference(
    play: Play, year: EmulationYear, regulation: Regulation, pledge: Pledge, certificates: list[Certificate]
) -> Conference:
    """In the order of the article: regulation, pledge, opinions, speech, awards, signing."""
    facts, lan = FACTS["conference_2020"], play.person("lan")
    head = play.unit("cang-vu-hang-hai")
    conference = play.step(
        "2020-06-10 09:00", lan, "Dự kiến hội nghị ngày 02/7/2020",
        lambda: conferences.plan(
            year, by=lan, kind=Conference.Kind.LAUNCH_AND_SIGNING, title=facts["title"],
            starts_at=moment("2020-07-02 08:00"), place=facts["place"], host=head,
            chair_name=facts["chair"]["name"], chair_post=facts["chair"]["post"],
            secretary_name="Trần Thị Lan", secretary_post="Tổ trưởng Tổ thư ký", secretary=lan,
        ),
    )  # fmt: skip
    kinds = [AgendaItem.Kind.VOTE, AgendaItem.Kind.VOTE, AgendaItem.Kind.OTHER,
             AgendaItem.Kind.SPEECH, AgendaItem.Kind.AWARD, AgendaItem.Kind.SIGNING]  # fmt: skip
    chair, guest = facts["chair"]["name"], facts["guest"]
    speakers = [chair, chair, "Đại diện các đơn vị", guest["name"], guest["name"], "Thủ trưởng 09 đơn vị"]
    items = [
        play.step(
            "2020-06-10 09:30", lan, f"Chương trình: {title}",
            lambda kind=kind, title=title, speaker=speaker: conferences.add_agenda_item(
                conference, by=lan, kind=kind, title=title, speaker=speaker
            ),
        )
        for title, kind, speaker in zip(facts["agenda"], kinds, speakers, strict=True)
    ]  # fmt: skip
    invited = play.step(
        "2020-06-15 09:00", lan, f"Mời {guest['name']}",
        lambda: conferences.invite_guest(conference, by=lan, name=guest["name"], post=guest["post"]),
    )  # fmt: skip
    roll = [_presence(play, slug) for slug in MEMBERS]
    play.step(
        "2020-07-02 07:50", lan, "Điểm danh 09 đơn vị",
        lambda: conferences.record_attendance(conference, by=lan, roll=roll, guests_here=[invited]),
    )  # fmt: skip
    play.step("2020-07-02 08:00", lan, "Khai mạc hội nghị", lambda: conferences.open_conference(conference, by=lan))
    ballot = _vote(play, items[0], f"Thông qua {regulation.title}?", "08:30")
    play.step(
        "2020-07-02 08:45", lan, "Thông qua Quy chế", lambda: regulations.adopt(regulation, by=lan, ballot=ballot)
    )
    _vote(play, items[1], f"Thông qua nội dung {pledge.title}?", "09:00")
    play.step(
        "2020-07-02 10:00", lan, "Ghi việc trao Cờ thi đua và Bằng khen năm 2019",
        lambda: awards.hand_over(certificates, by=lan, conference=Conference.objects.get(pk=conference.pk)),
    )  # fmt: skip
    sign_pledge(play, pledge, conference)
    conference.refresh_from_db()
    notes = {
        items[2].pk: "Các đơn vị góp ý phương hướng, nhiệm vụ và giải pháp nâng cao chất lượng hoạt động của Khối.",
        items[3].pk: f"{guest['post']} nhất trí với nội dung, chương trình hoạt động năm 2020 của Khối.",
        items[4].pk: "Trao Cờ thi đua cho Cảng vụ Hàng hải Hải Phòng, Bằng khen cho Công ty TNHH MTV Hoa tiêu hàng hải "
        "Khu vực II.",
        items[5].pk: "Thủ trưởng 09 đơn vị đã ký giao ước thi đua năm 2020.",
    }
    play.step(
        "2020-07-02 11:00", lan, "Ghi diễn biến và kết luận",
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
    play.step("2020-07-03 09:00", lan, "Ban hành biên bản", lambda: conferences.issue_minutes(conference, by=lan))
    return Conference.objects.get(pk=conference.pk)


def _presence(play: Play, slug: str) -> conferences.Presence:
    chair, unit, leader = FACTS["conference_2020"]["chair"], play.unit(slug), play.leader_of(slug)
    if slug == chair["for_unit"]:
        return conferences.Presence(unit, "present", chair["name"], "Phó Giám đốc, Chủ tịch Công đoàn")
    return conferences.Presence(unit, "present", leader.full_name, LEADERS[slug][3])


def _vote(play: Play, item: AgendaItem, question: str, hour: str):
    """A named vote: each leader for the own unit."""
    lan = play.person("lan")
    ballot = play.step(
        f"2020-07-02 {hour}", lan, f"Mở biểu quyết: {question}",
        lambda: conferences.open_ballot(item, by=lan, question=question),
    )  # fmt: skip
    for slug in MEMBERS:
        unit, leader = play.unit(slug), play.leader_of(slug)
        play.step(
            f"2020-07-02 {hour}", leader, f"{unit.short_name} biểu quyết: đồng ý",
            lambda unit=unit, leader=leader: conferences.cast(ballot, unit=unit, choice="yes", by=leader),
        )  # fmt: skip
    return play.step(f"2020-07-02 {hour}", lan, "Kiểm phiếu", lambda: conferences.close_ballot(ballot, by=lan))


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
        unit, leader = play.unit(slug), play.leader_of(slug)
        when = f"2020-07-02 10:{20 + 2 * number}"
        play.step(
            when, leader, f"Ký giao ước thay mặt {unit.short_name}",
            lambda unit=unit, leader=leader: sign_for(pledge, unit, leader),
        )  # fmt: skip


def sign_for(pledge: Pledge, unit: Unit, leader: User) -> Pledge:
    """One signature as its leader makes it: intent, password, one-time code."""
    intent = pledges.start_signing(pledge, unit, by=leader)
    pledges.sign_with(intent, by=leader, password=SAMPLE_PASSWORD, code=sample_code(leader) or "")
    return Pledge.objects.get(pk=pledge.pk)


def issue_regulation(play: Play, regulation: Regulation) -> Regulation:
    """Issued under its number, four days after the conference."""
    lan = play.person("lan")
    day = moment("2020-07-06 00:00").date()
    signer = signers_of(regulation.emulation_year, day)[0]
    return play.step(
        "2020-07-06 09:00", lan, "Ban hành Quy chế",
        lambda: regulations.issue(regulation, by=lan, signed_on=day, effective_from=day, signer=signer),
    )  # fmt: skip

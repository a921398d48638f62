"""Khối thi đua minh họa lives too: texts, conferences, a pledge, dossiers in each situation."""

import datetime
from decimal import Decimal

from awards import workflow as awards
from awards.models import AwardKind
from ballots import workflow as ballots
from ballots.queries import questions_on
from ballots.subjects import find_subject
from conferences import workflow as conferences
from conferences.models import Conference
from drafting import workflow as drafting
from khoithidua.sample import texts
from khoithidua.sample.year2020 import report_of, selection_minutes, sign_for
from libraries import secret_count
from libraries.web import clock
from pledges import workflow as pledges
from pledges.queries import party_of
from regulations import workflow as regulations
from regulations.models import Correction
from signatures import workflow as signing
from tests.house.world.secret import secret
from tests.support import signing as papers
from tests.support.pdf import blank_pdf
from tests.support.persona import MH, A, B, C
from tests.support.pictures import blank_jpeg
from tests.support.texts import first_chapter
from units.models import EmulationYear, Unit


def play_other_bloc(play) -> None:
    """All of it, by its own people."""
    vy, tuan, yen = (play.person(name) for name in ("vy", "tuan", "yen"))
    year = EmulationYear.objects.get(bloc__slug=MH, year=2020)
    unit = {row.slug: row for row in Unit.objects.with_names().filter(bloc__slug=MH)}
    leader = {A: tuan, B: yen, C: play.person("an")}
    later = clock.now() + datetime.timedelta(days=9)

    # texts: one issued, one adopted and not issued, one being commented on, one never sent
    def regulation(title):
        return regulations.start_regulation(year, by=vy, title=title, legal_basis="Căn cứ Luật", tree=first_chapter(3))

    issued, adopted = regulation("Quy chế Khối minh họa"), regulation("Quy chế khen thưởng Khối minh họa")
    for row in (issued, adopted):
        consultation = drafting.open_consultation(row.text, by=vy, closes_at=later)
        for slug in (A, B):
            drafting.agree_fully(consultation, unit[slug], by=leader[slug])
        drafting.close_consultation(consultation, by=vy, reason="Đã họp.")
        # one table is issued, the other one is signed and waits for its number
        if row is issued:
            papers.sign_and_issue("response_table", consultation, by=vy)
        else:
            papers.sign_all(papers.put("response_table", consultation, by=vy))
        drafting.settle(row.text, by=vy)
    asked = regulation(f"Quy chế sửa đổi {secret('MHLAYYKIEN')}")
    running = drafting.open_consultation(asked.text, by=vy, closes_at=later)
    key = asked.text.nodes.filter(kind="article").first().key
    words = {"stance": "disagree", "body": secret("MHGOPY"), "node_key": key}
    drafting.write_comment(running, unit[A], by=tuan, **words)
    words["body"] = f"Đã gửi {secret('MHDAGUI')}"
    drafting.send_comment(drafting.write_comment(running, unit[B], by=yen, **words), by=yen)
    unsent = regulation(f"Quy chế chưa gửi {secret('MHNHAP')}")
    drafting.freeze(unsent.text, by=vy)

    # conferences: one closed with minutes, one going on with a ballot
    def conference(title, *voted_on):
        """Opened, with a ballot about each of these; returns the ballots."""
        row = conferences.plan(
            year, by=vy, kind=Conference.Kind.LAUNCH, title=title, starts_at=clock.now(), place="Hải Phòng",
            chair_name="Phạm Anh Tuấn", chair_post="Giám đốc", secretary_name="Cao Tường Vy", secretary_post="Thư ký",
        )  # fmt: skip
        items = [
            conferences.add_agenda_item(
                row, by=vy, kind="regulation", title=f"Thông qua {one.title}", subject=find_subject(year, kind, one.pk)
            )
            for kind, one in voted_on
        ]
        conferences.invite_guest(row, by=vy, name=f"Khách {secret('MHKHACH')}")
        roll = [conferences.Presence(one, "present", leader[slug].full_name, "Giám đốc") for slug, one in unit.items()]
        conferences.record_attendance(row, by=vy, roll=roll)
        conferences.open_conference(row, by=vy)
        return [conferences.open_ballot(item, by=vy, question=f"{item.title}?") for item in items]

    put = conference("Hội nghị đã họp", ("regulation", issued), ("regulation", adopted))
    for ballot, row in zip(put, (issued, adopted), strict=True):
        for slug in unit:
            ballots.cast(ballot, unit=unit[slug], choice="yes", by=leader[slug])
        regulations.adopt(row, by=vy, ballot=ballots.close_ballot(ballot, by=vy))
    met = Conference.objects.get(pk=put[0].held_at.conference.pk)
    item = conferences.add_agenda_item(met, by=vy, kind="papers", title="Tham luận")
    conferences.record_contribution(
        item, by=vy, kind="paper", unit=unit[A], title=f"Cách làm {secret('MHTHAMLUAN')}", file=blank_pdf(),
        filename="tham-luan.pdf",
    )  # fmt: skip
    conferences.record_contribution(
        item, by=vy, kind="opinion", unit=unit[B], text=f"Ý kiến {secret('MHYKIEN')}", person_name="Hồ Hải Yến"
    )
    concluded = conferences.record_contribution(item, by=vy, kind="conclusion", text="Các đơn vị gửi kế hoạch.")
    tasks = conferences.assign(
        concluded, by=vy, units=[unit[A], unit[B]], task=f"Gửi kế hoạch {secret('MHNHIEMVU')}", due_at=later
    )
    conferences.report_assignment(
        tasks[0], by=tuan, report=f"Đã gửi {secret('MHKETQUA')}", file=blank_pdf(), filename="ke-hoach.pdf"
    )
    notes = {ballot.held_at.agenda_item_id: "Nhất trí" for ballot in put}
    conferences.record_events(met, by=vy, revision=met.revision, notes=notes, conclusions="Hội nghị nhất trí")
    conferences.close_conference(met, by=vy, ends_at=clock.now())
    papers.sign_and_issue("minutes", met, by=vy)
    conferences.write_news(met, by=vy, title="Khối minh họa họp", body=f"Tin nháp {secret('MHTIN')}")
    conferences.add_photo(met, by=vy, caption="Hội trường", large=blank_jpeg(), small=blank_jpeg())
    papers.sign_and_issue("regulation", issued, by=vy, typed={"effective_from": clock.today()})
    papers.put("regulation", adopted, by=vy)
    # slips of the issued one: a letter that was issued, one that is being written
    for n in (0, 1):
        slip = _slip(issued, n)
        erratum = regulations.add_correction(issued, by=vy, correction=slip)
        if not n:
            papers.sign_and_issue("erratum", erratum, by=vy)
    regulations.start_amendment(
        issued, by=vy, year=year, title=f"Quy chế sửa đổi, bổ sung {secret('MHSUADOI')}", legal_basis="",
        own_provisions="Có hiệu lực kể từ ngày ký.",
    )  # fmt: skip
    (going_on,) = conference(f"Hội nghị đang họp {secret('MHHOINGHI')}", ("", issued))
    conferences.open_screen(going_on.held_at.conference, by=vy)
    ballots.cast(going_on, unit=unit[B], choice="no", by=yen)
    _secret_ballots(going_on.held_at.conference, vy, [vy, tuan])
    _printed_ballots(going_on.held_at.conference, vy, [vy, tuan])

    # a conference to which it is called: one unit answered, the others are silent
    called = conferences.plan(
        year, by=vy, kind=Conference.Kind.YEAREND, title=f"Hội nghị sắp họp {secret('MHMOI')}", place="Hải Phòng",
        starts_at=later + datetime.timedelta(days=2), reply_by=later, chair_name="Phạm Anh Tuấn", chair_post="Giám đốc",
    )  # fmt: skip
    said = conferences.add_agenda_item(called, by=vy, kind="opinions", title="Các đơn vị góp ý")
    conferences.record_contribution(
        said, by=vy, kind="opinion", unit=unit[B], text=f"Gửi trước {secret('MHGUITRUOC')}", person_name="Hồ Hải Yến"
    )
    conferences.invite_guest(called, by=vy, name=f"Khách {secret('MHKHACHMOI')}", email="khach@example.vn")
    called = papers.sign_and_issue("invitation", called, by=vy)
    conferences.reply(
        called.replies.get(unit=unit[A]), by=tuan, answer="absent", absent_because=f"Bận {secret('MHTRALOI')}"
    )

    # the pledge, signed by one
    pledge = pledges.create_pledge(year, by=vy, title="Giao ước Khối minh họa", tree=[texts.PLEDGE[0]])
    drafting.close_consultation(
        drafting.open_consultation(pledge.text, by=vy, closes_at=later), by=vy, reason="Đã họp."
    )
    drafting.settle(pledge.text, by=vy)
    for slug, one in unit.items():
        row = pledges.TargetRow(f"Chỉ tiêu {secret('MHCHITIEU')}", "tấn", Decimal(5))
        pledges.save_targets(pledge, one, by=leader[slug], rows=[row])
    pledge = pledges.open_signing(pledge, by=vy, sign_by=later, place="Hải Phòng")
    sign_for(pledge, unit[B], yen)
    signing.start_signing(party_of(pledge, unit[A]), by=tuan)

    mai = play.person("mai")
    # dossiers: one being written, one before the board, one reviewed, one decided with a certificate
    flag, diploma = (AwardKind.objects.get(slug=slug) for slug in ("co-thi-dua", "bang-khen"))
    for kind in (flag, diploma):
        awards.set_quota(
            year,
            by=mai,
            kind=kind,
            count=3,
            guidance_number="12/HD-BTĐKT",
            guidance_on=datetime.date(2019, 12, 2),
            source="Hướng dẫn của thành phố",
        )

    def dossier(slug, kind, report, *, complete=True):
        row = awards.nominate(
            year, by=vy, unit=unit[slug], kind=kind, citation="Có thành tích", summary=f"Tóm tắt {secret('MHTOMTAT')}"
        )
        awards.save_report(row, by=leader[slug], revision=0, **(report_of(unit[slug], complete=True) | report))
        if complete:
            papers.sign_and_issue("achievement_report", row, by=leader[slug], typed={"number": "15/BC-ĐV"})
            awards.hand_in_minutes(row, by=vy, content=selection_minutes(row), filename="bien-ban.pdf")
        return row

    dossier(A, flag, {"duties": secret("MHBAOCAO")}, complete=False)
    sent = [dossier(slug, diploma, {}) for slug in (C, B, A)]
    papers.sign_and_issue("submission", awards.prepare_submission(sent, by=vy), by=vy)
    # one paper is prepared, one is before its signers
    awards.prepare_submission([dossier(B, flag, {})], by=vy)
    papers.put("submission", awards.prepare_submission([dossier(C, flag, {})], by=vy), by=vy)
    _, praised, agreed_on = sent
    for row in (praised, agreed_on):
        for name in ("duc", "hung"):
            awards.review(row, by=play.person(name), standard="met", conclusion="agree", comment="Đồng ý")
    decision = awards.decide(
        [praised], by=mai, proof=play.proof_of(mai), number="02-MẪU/QĐ-UBND", decided_on=clock.today(),
        signer_name="Nguyễn Văn Mẫu",
    )  # fmt: skip
    awards.issue(decision.lines.all(), by=mai)
    awards.print_waiting()


def _slip(regulation, n):
    """The whole of one part, printed wrong."""
    part = [row for row in regulation.adopted_version.content if row["kind"] == "clause"][n]
    return Correction(
        part["key"], f"Khoản {n + 1}", part["body"], f"{part['body']} {secret('MHDINHCHINH') if n else 'đúng'}"
    )


def _secret_ballots(conference, secretary, tellers):
    """One that waits for its tellers, one that waits for the count, one that was counted."""
    codes = [secret_count.new_code() for _ in tellers]
    for place, stage in enumerate(("preparing", "counting", "closed")):
        item = conferences.add_agenda_item(conference, by=secretary, kind="vote", title=f"Suy tôn {place}")
        ballot = conferences.open_ballot(
            item, by=secretary, question=f"Suy tôn {place}?", kind="secret", tellers=tellers
        )  # fmt: skip
        if stage == "preparing":
            continue
        for teller, code in zip(tellers, codes, strict=True):
            ballot = ballots.take_key(ballot, by=teller, code=code)
        ballot = ballots.end_vote(ballot, by=secretary)
        for teller, code in zip(tellers, codes, strict=True) if stage == "closed" else ():
            ballot = ballots.open_sum(ballot, by=teller, code=code)


def _printed_ballots(conference, secretary, tellers):
    """One whose papers are out, one that was gathered and that a teller has counted, one that was counted by both."""
    for place, stage in enumerate(("counting", "open", "closed")):
        item = conferences.add_agenda_item(conference, by=secretary, kind="vote", title=f"Bầu {place}")
        ballot = conferences.open_ballot(
            item, by=secretary, question=f"Bầu {place}?", more_questions=[f"Bầu phó {place}?"], kind="paper",
            tellers=tellers,
        )  # fmt: skip
        if stage == "open":
            continue
        ballots.end_vote(ballot, by=secretary)
        counts = {row.pk: ballots.Counted(2, 0, 0, 0) for row in questions_on(ballot)}
        for teller in tellers if stage == "closed" else tellers[:1]:
            ballots.count_papers(ballot, by=teller, counts=counts)

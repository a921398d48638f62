"""Rows in the stages that the sample leaves out, so that the form of every act stands on some page.

All of it in Khối thi đua minh họa, by its own people: a pledge to start, one to open, one to withdraw; a regulation to
adopt and one to issue; dossiers to submit, to decide, to issue; a conference to open and one whose minutes are due.
"""

import datetime
from decimal import Decimal

from django_otp.plugins.otp_totp.models import TOTPDevice

from awards import workflow as awards
from awards.models import AwardKind, Certificate
from ballots import workflow as ballots
from ballots.subjects import find_subject
from conferences import workflow as conferences
from conferences.models import Conference
from drafting import workflow as drafting
from drafting.models import Consultation
from khoithidua.sample import texts
from khoithidua.sample.play import Play
from khoithidua.sample.year2020 import report_of, selection_minutes
from libraries.web import clock
from notices.models import OutgoingMail
from pledges import workflow as pledges
from records.file_checks import PUBLIC, SIGNED_IN, check_all
from regulations import workflow as regulations
from tests.support import signing as papers
from tests.support.persona import MH, A, B, C
from tests.support.texts import first_chapter
from units import workflow as units
from units.models import EmulationYear, Unit


class Stages:
    def __init__(self):
        self.play = Play(tell=lambda line: None)
        self.vy = self.play.person("vy")
        self.unit = {row.slug: row for row in Unit.objects.with_names().filter(bloc__slug=MH)}
        self.leader = {A: self.play.person("tuan"), B: self.play.person("yen"), C: self.play.person("an")}
        self.year = EmulationYear.objects.get(bloc__slug=MH, year=2020)

    def build(self) -> None:
        self.pledges()
        self.regulations_and_conferences()
        self.dossiers()
        self.odds_and_ends()

    def another_year(self, number: int) -> EmulationYear:
        return units.add_year(self.year.bloc, by=self.vy, year=number, copied=self.year)

    def settled(self, text) -> None:
        deadline = clock.now() + datetime.timedelta(days=9)
        asked = drafting.open_consultation(text, by=self.vy, closes_at=deadline)
        drafting.close_consultation(asked, by=self.vy, reason="Đã họp.")
        drafting.settle(text, by=self.vy)

    def pledges(self) -> None:
        self.another_year(2021)
        self.another_year(2024)
        deadline = clock.now() + datetime.timedelta(days=9)
        for number in (2022, 2023):
            pledge = pledges.create_pledge(
                self.another_year(number), by=self.vy, title=f"Giao ước năm {number}", tree=[texts.PLEDGE[0]]
            )
            self.settled(pledge.text)
            for slug, unit in self.unit.items():
                row = pledges.TargetRow("Sản lượng", "tấn", Decimal(5))
                pledges.save_targets(pledge, unit, by=self.leader[slug], rows=[row])
        pledges.open_signing(pledge, by=self.vy, sign_by=deadline, place="Hải Phòng")

    def regulation(self, title: str):
        return regulations.start_regulation(
            self.year, by=self.vy, title=title, legal_basis="Căn cứ Luật", tree=first_chapter(3)
        )

    def regulations_and_conferences(self) -> None:
        to_settle = self.regulation("Quy chế chờ chốt")
        deadline = clock.now() + datetime.timedelta(days=9)
        drafting.close_consultation(
            drafting.open_consultation(to_settle.text, by=self.vy, closes_at=deadline), by=self.vy, reason="Đã họp."
        )
        thrown_out = self.regulation("Quy chế có phần đã bỏ")
        drafting.remove_node(thrown_out.text.nodes.filter(kind="article").first(), by=self.vy)
        to_adopt, to_issue = self.regulation("Quy chế chờ thông qua"), self.regulation("Quy chế chờ ban hành")
        for one in (to_adopt, to_issue):
            self.settled(one.text)
        met = self.conference("Hội nghị chờ biên bản")
        item = conferences.add_agenda_item(met, by=self.vy, kind="regulation", title="Thông qua Quy chế")
        conferences.open_conference(met, by=self.vy)
        voted = [self.passed(item, one) for one in (to_adopt, to_issue)]
        regulations.adopt(to_issue, by=self.vy, ballot=voted[1])
        met.refresh_from_db()
        conferences.record_events(
            met, by=self.vy, revision=met.revision, conclusions="Nhất trí",
            notes={row.pk: "Nhất trí" for row in met.agenda.all()},
        )  # fmt: skip
        conferences.close_conference(met, by=self.vy, ends_at=clock.now())
        self.conference("Hội nghị chờ khai mạc")

    def conference(self, title: str) -> Conference:
        row = conferences.plan(
            self.year, by=self.vy, kind=Conference.Kind.LAUNCH, title=title, starts_at=clock.now(), place="Hải Phòng",
            chair_name="Phạm Anh Tuấn", chair_post="Giám đốc", secretary_name="Cao Tường Vy", secretary_post="Thư ký",
        )  # fmt: skip
        conferences.add_agenda_item(row, by=self.vy, kind="report", title="Báo cáo")
        roll = [
            conferences.Presence(one, "present", self.leader[slug].full_name, "Giám đốc")
            for slug, one in self.unit.items()
        ]
        conferences.record_attendance(row, by=self.vy, roll=roll)
        return row

    def passed(self, item, regulation):
        about = find_subject(self.year, "regulation", regulation.pk)
        ballot = conferences.open_ballot(item, by=self.vy, question=about.question, subject=about)
        for slug, unit in self.unit.items():
            ballots.cast(ballot, unit=unit, choice="yes", by=self.leader[slug])
        return ballots.close_ballot(ballot, by=self.vy)

    def dossiers(self) -> None:
        diploma = AwardKind.objects.get(slug="bang-khen")
        mai = self.play.person("mai")
        for number, stage in ((2021, "submit"), (2022, "decide"), (2023, "issue"), (2024, "print")):
            year = EmulationYear.objects.get(bloc__slug=MH, year=number)
            awards.set_quota(
                year,
                by=mai,
                kind=diploma,
                count=3,
                guidance_number="12/HD-BTĐKT",
                guidance_on=datetime.date(2019, 12, 2),
                source="Hướng dẫn của thành phố",
            )
            row = awards.nominate(
                year, by=self.vy, unit=self.unit[B], kind=diploma, citation="Có thành tích", summary="Tóm tắt"
            )
            awards.save_report(row, by=self.leader[B], revision=0, **report_of(self.unit[B], complete=True))
            papers.sign_and_issue("achievement_report", row, by=self.leader[B], typed={"number": "15/BC-ĐV"})
            awards.hand_in_minutes(row, by=self.vy, content=selection_minutes(row), filename="bien-ban.pdf")
            if stage == "submit":
                continue
            papers.sign_and_issue("submission", awards.prepare_submission([row], by=self.vy), by=self.vy)
            row.refresh_from_db()
            for name in ("duc", "hung"):
                awards.review(row, by=self.play.person(name), standard="met", conclusion="agree", comment="Đồng ý")
            if stage == "decide":
                continue
            decision = awards.decide(
                [row], by=mai, proof=self.play.proof_of(mai), number=f"{number}/QĐ-UBND", decided_on=clock.today(),
                signer_name="Nguyễn Văn Mẫu",
            )  # fmt: skip
            if stage == "print":
                awards.issue(decision.lines.all(), by=mai)

    def odds_and_ends(self) -> None:
        running = Consultation.objects.filter(closed_at=None, text__emulation_year=self.year).latest("pk")
        for words in ("Góp ý thứ nhất", "Góp ý thứ hai"):  # two unsent ones: each has a button of its own
            drafting.write_comment(running, self.unit[A], by=self.leader[A], stance="disagree", body=words)
        OutgoingMail.objects.filter(pk__in=OutgoingMail.objects.filter(bloc__slug=MH)[:3]).update(
            state="failed", attempts=1, last_error="550", next_attempt_at=None, sent_at=None
        )
        # The file that waits in the world is looked at: whoever hands one in now is the next.
        for place in (SIGNED_IN, PUBLIC):
            check_all(place)
        TOTPDevice.objects.create(user=self.play.person("quyen"), name="Ứng dụng mới", confirmed=False)
        # A print that failed: what the worker notes when the machine has no room.
        Certificate.objects.filter(state="numbered").update(print_error="Hết đĩa")

"""Rows for every list of the product, as many as asked for, written in a few statements."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count as numbers_from
from typing import Any

from awards.models import AwardKind, Certificate, CertificateTemplate, Decision, DecisionLine, Nomination, Quota, Review
from awards.starting_data import load_award_kinds
from conferences.models import AgendaItem, Assignment, Conference, Contribution
from drafting import workflow as drafting
from drafting.models import Comment, Consultation, Text
from evidence.models import Evidence
from law.models import LegalText
from libraries.web import clock
from notices.models import Notice, OutgoingMail
from pledges.models import Pledge
from records.models import AuditEvent, Document, Job
from regulations.models import Regulation
from scoring.models import CriteriaSet
from tests import factories
from units.models import Bloc, EmulationYear, Post, Seat, Unit, User

CLAUSE = ("article", "Phạm vi", "Quy chế này áp dụng cho các đơn vị.", [])


@dataclass
class Rows:
    """One bloc with its secretary, a board, and makers of rows for each list."""

    bloc: Bloc
    year: EmulationYear
    unit: Unit
    secretary: User
    board: User
    reviewers: list[User]
    operator: User
    numbers: Any = field(default_factory=lambda: numbers_from(1))

    @classmethod
    def begin(cls) -> "Rows":
        bloc = factories.BlocFactory(slug="dai", name="Khối thi đua Dài", short_name="Khối Dài")
        year = factories.EmulationYearFactory(bloc=bloc, year=2020)
        unit = factories.UnitFactory(bloc=bloc, named="Cảng vụ Hàng hải Hải Phòng")
        factories.SeatFactory(emulation_year=year, unit=unit, role="head")
        secretary = factories.UserFactory(username="lan", full_name="Trần Thị Lan")
        factories.SecretariatSeatFactory(user=secretary, bloc=bloc)
        board = factories.board_member("mai", "Vũ Thị Mai", can_decide=True)
        reviewers = [factories.board_member(name, f"Hoàng Minh {name}") for name in ("duc", "hung")]
        factories.CityFactory()
        operator = factories.UserFactory(username="bach", full_name="Ngô Xuân Bách")
        factories.OperatorSeatFactory(user=operator)
        load_award_kinds()
        return cls(bloc, year, unit, secretary, board, reviewers, operator)

    def some(self, count: int) -> list[int]:
        return [next(self.numbers) for _ in range(count)]

    # --- units ---
    def blocs(self, count: int) -> None:
        for number in self.some(count):
            factories.BlocFactory(slug=f"khoi-{number}", name=f"Khối {number}")

    def people(self, count: int) -> None:
        users = [
            User(
                username=f"nguoi{n}",
                full_name=f"Nguyễn Văn {n}",
                sort_key=f"A{n}",
                search_key="nguyen van",
                password="!",
            )
            for n in self.some(count)
        ]
        since = datetime.date(2019, 1, 1)
        Post.objects.bulk_create(
            Post(user=user, unit=self.unit, title="Chuyên viên", valid_from=since)
            for user in User.objects.bulk_create(users)
        )

    def years(self, count: int) -> None:
        """At most 150 of them: a year lies between 1948 and 2100."""
        known = set(self.bloc.years.values_list("year", flat=True))
        free = [year for year in range(1948, 2101) if year not in known][: min(count, 150)]
        made = EmulationYear.objects.bulk_create(EmulationYear(bloc=self.bloc, year=year) for year in free)
        Seat.objects.bulk_create(
            Seat(emulation_year=year, unit=self.unit, role="head", display_order=1, valid_from=year.first_day)
            for year in made
        )

    def other_years(self, count: int) -> list[EmulationYear]:
        """A year each of as many blocs: where one bloc can have only one."""
        made = Bloc.objects.bulk_create(
            Bloc(
                slug=f"b-{n}",
                name=f"Khối {n}",
                short_name=f"K{n}",
                series_code=f"K{n}",
                sort_key=str(n),
                search_key=str(n),
            )
            for n in self.some(count)
        )
        return EmulationYear.objects.bulk_create(EmulationYear(bloc=bloc, year=2020) for bloc in made)

    # --- records, notices ---
    def events(self, count: int) -> None:
        AuditEvent.objects.bulk_create(
            AuditEvent(
                chain=self.bloc.slug, seq=100_000 + n, at=clock.now(), actor=self.secretary, actor_name="Trần Thị Lan",
                verb="units.edit_bloc", row_label=f"Khối {n}", prev_hash=f"{n:064d}", hash=f"{n + 1:064d}",
            )
            for n in self.some(count)
        )  # fmt: skip

    def notices(self, count: int) -> None:
        Notice.objects.bulk_create(
            Notice(user=self.secretary, bloc=self.bloc, title=f"Việc {n}", url="/", created_at=clock.now())
            for n in self.some(count)
        )

    def mails(self, count: int) -> None:
        now = clock.now()
        OutgoingMail.objects.bulk_create(
            OutgoingMail(
                bloc=self.bloc, recipient=self.secretary, address="lan@example.vn", subject=f"Việc {n}", body="x",
                state="failed", attempts=7, last_error="Máy chủ thư không nhận", created_at=now,
            )
            for n in self.some(count)
        )  # fmt: skip

    # --- drafting, regulations, pledges, conferences ---
    def texts(self, count: int) -> list[Text]:
        return Text.objects.bulk_create(
            Text(
                emulation_year=self.year, kind="regulation", title=f"=Quy chế {n}", created_at=clock.now(),
                created_by=self.secretary,
            )
            for n in self.some(count)
        )  # fmt: skip

    def consultation(self) -> Consultation:
        text = drafting.create_text(self.year, by=self.secretary, kind="regulation", title="Quy chế", tree=[CLAUSE])
        closes = clock.now() + datetime.timedelta(days=30)
        return drafting.open_consultation(text, by=self.secretary, closes_at=closes)

    def opinions(self, count: int) -> None:
        now, consultation = clock.now(), Consultation.objects.last() or self.consultation()
        Comment.objects.bulk_create(
            Comment(
                consultation=consultation, unit=self.unit, stance="disagree", body=f"+Ý kiến {n}", state="sent",
                written_at=now, written_by=self.secretary, sent_at=now, sent_by=self.secretary,
            )
            for n in self.some(count)
        )  # fmt: skip

    def regulations(self, count: int) -> None:
        Regulation.objects.bulk_create(
            Regulation(
                emulation_year=self.year, bloc=self.bloc, text=text, title=text.title, search_key="quy che",
                started_at=clock.now(), started_by=self.secretary,
            )
            for text in self.texts(count)
        )  # fmt: skip

    def pledges(self, count: int) -> None:
        """Of the secretary's bloc there is one a year; the board sees opened ones only, so: many years."""
        self.years(count)
        free = self.bloc.years.filter(pledges=None)[:count]
        for year, text in zip(free, self.texts(len(free)), strict=True):
            Pledge.objects.create(
                emulation_year=year, text=text, title=text.title, created_at=clock.now(), created_by=self.secretary
            )

    def criteria_sets(self, count: int) -> None:
        """One a year, so: many years."""
        self.years(count)
        CriteriaSet.objects.bulk_create(
            CriteriaSet(
                emulation_year=year, title=f"=Bộ tiêu chí {year}", created_at=clock.now(), created_by=self.secretary
            )
            for year in self.bloc.years.filter(criteria_set=None)[:count]
        )

    def conferences(self, count: int) -> None:
        Conference.objects.bulk_create(
            Conference(
                emulation_year=self.year, kind="other", title=f"@Hội nghị {n}", starts_at=clock.now(), place="Hải Phòng"
            )
            for n in self.some(count)
        )

    def papers(self, count: int) -> None:
        self.conferences(1)
        item = AgendaItem.objects.create(
            conference=Conference.objects.latest("pk"), position=1, kind="papers", title="Tham luận"
        )
        Contribution.objects.bulk_create(
            Contribution(item=item, kind="paper", unit=self.unit, title=f"+Tham luận {n}", text="Cách làm")
            for n in self.some(count)
        )

    def assignments(self, count: int) -> None:
        self.conferences(1)
        item = AgendaItem.objects.create(
            conference=Conference.objects.latest("pk"), position=1, kind="other", title="Kết luận"
        )
        said = Contribution.objects.bulk_create(
            Contribution(item=item, kind="conclusion", text=f"Kết luận {n}") for n in self.some(count)
        )
        Assignment.objects.bulk_create(
            Assignment(contribution=one, unit=self.unit, task="-Gửi kế hoạch", due_at=clock.now()) for one in said
        )

    # --- evidence ---
    def evidence(self, count: int) -> None:
        for n in self.some(count):
            sha256 = f"{n:064x}"
            document = Document.objects.create(
                chain=self.bloc.slug, kind="unit_evidence", title="x", created_at=clock.now(), created_by=self.secretary
            )
            Evidence.objects.create(
                unit=self.unit,
                title=f"=Giấy xác nhận {n}",
                issued_on=clock.today(),
                document=document,
                sha256=sha256,
                added_at=clock.now(),
                added_by=self.secretary,
            )

    # --- awards ---
    def nominations(self, count: int, **stamps: Any) -> list[Nomination]:
        kind = AwardKind.objects.get(slug="bang-khen")
        units = Unit.objects.bulk_create(
            Unit(bloc=self.bloc, slug=f"dai-{n}", kind="enterprise") for n in self.some(count)
        )
        return Nomination.objects.bulk_create(
            Nomination(
                emulation_year=self.year, unit=unit, kind=kind, recipient_name=f"-Đơn vị {unit.pk}", citation="x",
                summary="x", search_key=f"don vi {unit.pk}", created_by=self.secretary, **stamps,
            )
            for unit in units
        )  # fmt: skip

    def submitted(self) -> dict[str, Any]:
        paper = factories.submission_of(self.year, self.secretary)
        return {"submitted_at": clock.now(), "submitted_by": self.secretary, "submission": paper}

    def waiting(self, count: int) -> None:
        self.nominations(count, state="submitted", **self.submitted())

    def decisions(self, count: int, *, lines: int = 1) -> list[DecisionLine]:
        """As many decisions, with so many lines each."""
        now, found = clock.now(), self.some(count)
        stamps = self.submitted() | {"reviewed_at": now, "decided_at": now}
        rows = self.nominations(count * lines, state="decided", **stamps)
        Review.objects.bulk_create(
            Review(nomination=row, round=1, reviewer=who, standard="met", conclusion="agree", reviewed_at=now)
            for row in rows
            for who in self.reviewers
        )
        documents = Document.objects.bulk_create(
            Document(chain="thanh-pho", kind="decision", title=f"x{n}", created_at=now) for n in found
        )
        decisions = Decision.objects.bulk_create(
            Decision(
                number=f"{n}/QĐ-UBND", decided_on=clock.today(), decided_by="chair", authority="UBND",
                signer_lines="CHỦ TỊCH", signer_name="Nguyễn Văn A", document=document, recorded_at=now,
                recorded_by=self.board,
            )
            for n, document in zip(found, documents, strict=True)
        )  # fmt: skip
        return DecisionLine.objects.bulk_create(
            DecisionLine(decision=decisions[n // lines], line_no=n % lines + 1, nomination=row)
            for n, row in enumerate(rows)
        )

    def certificates(self, count: int) -> None:
        template = CertificateTemplate.objects.first()
        Certificate.objects.bulk_create(
            Certificate(
                line=line, kind=line.nomination.kind, number=n, year=2020, recipient_name="x", citation="x",
                search_key="x", template=template, issued_at=clock.now(), issued_by=self.board,
            )
            for n, line in zip(self.some(count), self.decisions(1, lines=count), strict=True)
        )  # fmt: skip

    def failed_prints(self, count: int) -> None:
        """Certificates that were numbered and could not be printed."""
        before = set(Certificate.objects.values_list("pk", flat=True))
        self.certificates(count)
        Certificate.objects.exclude(pk__in=before).update(print_error="Chưa in được.")

    def quotas(self, count: int) -> None:
        kind = AwardKind.objects.first()
        Quota.objects.bulk_create(
            Quota(
                emulation_year=year,
                kind=kind,
                count=1,
                source="Hướng dẫn",
                recorded_by=self.board,
                guidance_number="1/HD",
                guidance_on=datetime.date(2019, 12, 2),
            )
            for year in self.other_years(count)
        )

    def jobs(self, count: int) -> None:
        Job.objects.bulk_create(
            Job(chain="thanh-pho", title=f"Việc {n}", total=1, created_by=self.board, created_at=clock.now())
            for n in self.some(count)
        )

    def legal_texts(self, count: int) -> None:
        for number in self.some(count):
            day = datetime.date(2019, 1, 1)
            LegalText.objects.create(
                kind="decree", number=f"{number}/2019/NĐ-CP", issued_on=day, valid_from=day, issuer="Chính phủ",
                title="quy định", source="Nguồn", checked="read",
            )  # fmt: skip

    def templates(self, count: int) -> None:
        kind = AwardKind.objects.first()
        one = CertificateTemplate.objects.filter(kind=kind).first()
        for number in self.some(count):
            one.pk, one.is_default, one.name = None, False, f"Mẫu {number}"
            one.save(force_insert=True)


# {view: (who looks, what makes its rows)}; every list that is described must stand here (test_lists).
MAKERS: dict[str, tuple[str, Callable[[Rows, int], Any]]] = {
    "units:bloc_list": ("board", Rows.blocs),
    "units:person_list": ("secretary", Rows.people),
    "units:year_list": ("secretary", Rows.years),
    "job_list": ("operator", Rows.jobs),
    "law:legal_text_list": ("board", Rows.legal_texts),
    "notices:notice_list": ("secretary", Rows.notices),
    "notices:mail_list": ("secretary", Rows.mails),
    "records:audit_log": ("secretary", Rows.events),
    "drafting:text_list": ("secretary", Rows.texts),
    "drafting:response_table": ("secretary", Rows.opinions),
    "regulations:regulation_list": ("secretary", Rows.regulations),
    "pledges:pledge_list": ("secretary", Rows.pledges),
    "scoring:criteria_list": ("secretary", Rows.criteria_sets),
    "evidence:evidence_list": ("secretary", Rows.evidence),
    "conferences:conference_list": ("secretary", Rows.conferences),
    "conferences:assignment_list": ("secretary", Rows.assignments),
    "conferences:paper_list": ("secretary", Rows.papers),
    "awards:nomination_list": ("secretary", Rows.nominations),
    "awards:review_queue": ("board", Rows.waiting),
    "awards:decision_list": ("board", Rows.decisions),
    "awards:certificate_list": ("board", Rows.certificates),
    "awards:quota_list": ("board", Rows.quotas),
    "awards:template_list": ("board", Rows.templates),
}

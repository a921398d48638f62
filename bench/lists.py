"""Each list page with 10 and with 1,000 rows: queries must not grow, CPU must hardly grow."""

import datetime
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext, setup_test_environment, teardown_test_environment
from django.urls import reverse

from awards.models import AwardKind, Certificate, Decision, DecisionLine, Nomination, Review
from awards.starting_data import load_award_kinds
from bench.table import Table
from bench.timing import cpu_seconds
from conferences.models import Conference
from drafting.models import Text
from libraries.web import clock
from notices.models import Notice
from records import audit
from records.documents import store_document
from regulations.models import Regulation
from tests import factories
from units.models import Bloc, EmulationYear, Post, Unit, User

FEW, MANY = 10, 1000


def made(factory: Any, *args: Any, **facts: Any) -> Any:
    """A row of a factory of the tests, which are not typed."""
    return factory(*args, **facts)


class World:
    """One bloc with a secretary, a leader and a board member; rows are added by the makers below."""

    def __init__(self) -> None:
        self.bloc: Bloc = made(factories.BlocFactory, slug="bench")
        self.year: EmulationYear = made(factories.EmulationYearFactory, bloc=self.bloc, year=2020)
        self.unit: Unit = made(factories.UnitFactory, bloc=self.bloc, named="Cảng vụ Hàng hải Hải Phòng")
        made(factories.SeatFactory, emulation_year=self.year, unit=self.unit, role="head")
        self.secretary: User = made(factories.UserFactory, username="lan", full_name="Trần Thị Lan")
        made(factories.SecretariatSeatFactory, user=self.secretary, bloc=self.bloc)
        self.board: User = made(factories.board_member, "mai", "Vũ Thị Mai", can_decide=True)
        self.reviewers = [made(factories.board_member, name, f"Hoàng Minh {name}") for name in ("duc", "hung")]
        made(factories.CityFactory)
        load_award_kinds()
        self.made = 0

    def numbers(self, count: int) -> range:
        self.made += count
        return range(self.made - count, self.made)


def people(world: World, count: int) -> None:
    users = [
        User(username=f"nguoi{n}", full_name=f"Nguyễn Văn {n}", sort_key=f"A{n}", search_key=f"nguyen van {n}", password="!")
        for n in world.numbers(count)
    ]  # fmt: skip
    posts = [
        Post(user=user, unit=world.unit, title="Chuyên viên", valid_from=datetime.date(2019, 1, 1))
        for user in User.objects.bulk_create(users)
    ]
    Post.objects.bulk_create(posts)


def notices(world: World, count: int) -> None:
    rows = [
        Notice(user=world.secretary, title=f"Việc {n}", url="/", created_at=clock.now()) for n in world.numbers(count)
    ]
    Notice.objects.bulk_create(rows)


def events(world: World, count: int) -> None:
    for _ in world.numbers(count):
        audit.record("units.edit_bloc", world.bloc, by=world.secretary)


def texts(world: World, count: int) -> list[Text]:
    rows = [
        Text(emulation_year=world.year, kind="regulation", title=f"Quy chế {n}", created_at=clock.now(), created_by=world.secretary)
        for n in world.numbers(count)
    ]  # fmt: skip
    return Text.objects.bulk_create(rows)


def regulations(world: World, count: int) -> None:
    rows = [
        Regulation(
            emulation_year=world.year, bloc=world.bloc, text=text, title=text.title, search_key=text.title.lower(),
            started_at=clock.now(), started_by=world.secretary,
        )
        for text in texts(world, count)
    ]  # fmt: skip
    Regulation.objects.bulk_create(rows)


def conferences(world: World, count: int) -> None:
    rows = [
        Conference(emulation_year=world.year, kind="other", title=f"Hội nghị {n}", starts_at=clock.now(), place="Hải Phòng")
        for n in world.numbers(count)
    ]  # fmt: skip
    Conference.objects.bulk_create(rows)


def nominations(world: World, count: int, **facts: Any) -> list[Nomination]:
    kind = AwardKind.objects.get(slug="bang-khen")
    units = Unit.objects.bulk_create(
        Unit(bloc=world.bloc, slug=f"don-vi-bench-{n}", kind="enterprise") for n in world.numbers(count)
    )
    return Nomination.objects.bulk_create(
        Nomination(
            emulation_year=world.year, unit=unit, kind=kind, recipient_name=f"Đơn vị {unit.pk}", citation="x", summary="x",
            search_key=f"don vi {unit.pk}", created_by=world.secretary, **facts,
        )
        for unit in units
    )  # fmt: skip


def certificates(world: World, count: int) -> None:
    now = clock.now()
    paper = made(factories.submission_of, world.year, world.secretary)
    stamps = {
        "submitted_at": now,
        "submitted_by": world.secretary,
        "submission": paper,
        "reviewed_at": now,
        "decided_at": now,
    }
    rows = nominations(world, count, state="decided", **stamps)
    Review.objects.bulk_create(
        Review(nomination=row, round=1, reviewer=who, standard="met", conclusion="agree", reviewed_at=now)
        for row in rows
        for who in world.reviewers
    )
    number = f"{world.made}/QĐ-UBND"
    document = store_document(number.encode(), chain="thanh-pho", kind="decision", title="x", filename="x", by=None)
    decision = Decision.objects.create(
        number=number, decided_on=clock.today(), authority="UBND", signer_lines="CHỦ TỊCH", signer_name="Nguyễn Văn A",
        document=document, recorded_at=now, recorded_by=world.board,
    )  # fmt: skip
    lines = DecisionLine.objects.bulk_create(
        DecisionLine(decision=decision, line_no=n, nomination=row) for n, row in enumerate(rows, 1)
    )
    Certificate.objects.bulk_create(
        Certificate(
            line=line, kind=line.nomination.kind, number=world.made + n, year=2020, recipient_name="x", citation="x",
            search_key="x", template=line.nomination.kind.templates.first(), issued_at=now, issued_by=world.board,
        )
        for n, line in enumerate(lines)
    )  # fmt: skip


def years(world: World, count: int) -> None:
    """At most 153 of them, because a year lies between 1948 and 2100."""
    known = set(EmulationYear.objects.filter(bloc=world.bloc).values_list("year", flat=True))
    free = [year for year in range(1948, 2101) if year not in known][:count]
    EmulationYear.objects.bulk_create(EmulationYear(bloc=world.bloc, year=year) for year in free)


LISTS: list[tuple[str, list[str], str, Callable[[World, int], object]]] = [
    ("units:person_list", ["bench"], "secretary", people),
    ("units:year_list", ["bench"], "secretary", years),
    ("notices:notice_list", [], "secretary", notices),
    ("records:audit_log", [], "secretary", events),
    ("drafting:text_list", [], "secretary", texts),
    ("regulations:regulation_list", [], "secretary", regulations),
    ("conferences:conference_list", [], "secretary", conferences),
    ("awards:nomination_list", [], "secretary", nominations),
    ("awards:certificate_list", [], "board", certificates),
    ("home", [], "secretary", texts),
]


def measure(browser: Client, path: str) -> tuple[int, float]:
    """Queries of one GET, and the median CPU of several."""
    browser.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(path).status_code == 200, path
    return len(captured), cpu_seconds(lambda: browser.get(path))


@contextmanager
def test_database() -> Iterator[None]:
    setup_test_environment()
    storages: Any = settings.STORAGES
    storages["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.SECURE_SSL_REDIRECT = settings.SESSION_COOKIE_SECURE = False
    kept = settings.DATABASES["default"]["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(kept, verbosity=0)
        teardown_test_environment()


def run(table: Table, *, city: bool) -> None:
    with test_database():
        for name, args, persona, make in LISTS:
            with transaction.atomic():
                world = World()
                browser = Client()
                browser.force_login(getattr(world, persona), backend="django.contrib.auth.backends.ModelBackend")
                path = reverse(name, args=args)
                make(world, FEW)
                few, few_cpu = measure(browser, path)
                make(world, MANY - FEW)
                many, many_cpu = measure(browser, path)
                transaction.set_rollback(True)
            table.add(f"lists.queries/{name}", many / few, f"{few} → {many}")
            table.add(f"lists.cpu/{name}", many_cpu / few_cpu, f"{few_cpu * 1000:.0f} → {many_cpu * 1000:.0f} ms")

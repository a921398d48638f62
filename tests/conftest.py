"""Personas, so that every access test reads as a sentence, and a world small enough to build for each test.

lan: Tổ thư ký · minh: leader of the Khối trưởng unit · hoa: leader of Hoa tiêu · nam: staff of hoa's unit ·
tuan: leader in another bloc · mai, duc: city board · bach: operator · visitor: nobody logged in.
"""

import datetime
import hashlib
import socket
from pathlib import Path
from unittest import mock

import pytest
from django.conf import settings as installed
from django.db import connection
from django.template.base import Template
from django.test import Client, TransactionTestCase, override_settings
from hypothesis import HealthCheck, settings

from khoithidua import empty_installation
from khoithidua.database import PROJECT_FOLDER, data_folder
from khoithidua.embedded_server import start_database
from khoithidua.sample.people import load_people
from khoithidua.sample.play import Play
from khoithidua.sample.present import play_present
from khoithidua.sample.year2020 import play_year
from libraries.web import clock
from records import issuing
from tests import factories
from tests.house.world import build
from tests.support import emptying, processes, rows_built_once
from tests.support.rows_built_once import built_once
from tests.support.signing import quick_signatures
from tests.support.site import log_in
from tests.worlds import KEPT, drop_database, installation, make_database

# No correctness test asks for the time it took: it passes while both cores are busy.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")

HAI_PHONG = datetime.timezone(datetime.timedelta(hours=7))

# Tests that share a world which takes long to build stay with one process, and come first.
WORLDS = {
    "tests/house/": "the world",
    # It stands in a copy of the world: built twice, so that two processes share what takes longest.
    "tests/hostile/": "the hostile world",
    "tests/browser/": "the sample year",
    "tests/khoithidua/": "the sample year",
}
# A year lived through the pages in one test: not at the end, when the other process has nothing left to do.
LONG = "tests/stories/"
# Rooms whose rows take long to build: their modules share them.
ROOMS = tuple(
    f"tests/{room}/"
    for room in ("awards", "scoring", "pledges", "evidence", "signatures", "regulations", "conferences", "drafting")
)


def kept_together(nodeid: str) -> str:
    """Its world, its room or its module: those tests run in one process, one after the other."""
    world = next((world for folder, world in WORLDS.items() if nodeid.startswith(folder)), "")
    room = next((room for room in ROOMS if nodeid.startswith(room)), "")
    return world or room or nodeid.split("::", 1)[0]


def pytest_collection_modifyitems(items):
    for item in items:
        if {"world_database", "sample_year"} & set(item.fixturenames) or item.nodeid.startswith("tests/stories/"):
            item.add_marker(pytest.mark.world)
        django_db = item.get_closest_marker("django_db")
        if "transactional_db" in item.fixturenames or (django_db and django_db.kwargs.get("transaction")):
            item.add_marker(pytest.mark.race)
    longest_first = (tuple(WORLDS), LONG, ROOMS)
    items.sort(key=lambda item: [item.nodeid.startswith(folders) for folders in longest_first], reverse=True)
    items[:] = rows_built_once.sorted_by_rows(items, kept_together)


@pytest.hookimpl(tryfirst=True)
def pytest_fixture_setup(fixturedef, request):
    """Rows that are built once are there before the test's own transaction begins."""
    if fixturedef.argname == "_django_db_helper":
        request.getfixturevalue("django_db_setup")
        try:
            with request.getfixturevalue("django_db_blocker").unblock():
                rows_built_once.stand_at(rows_built_once.plan_of(request.node))
        except BaseException:
            # pytest takes a fixture that failed here for one still standing, and fails in every test after it.
            fixturedef._finalizers.clear()
            raise


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    from xdist.scheduler import LoadScopeScheduling

    class ByWorld(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            return kept_together(nodeid)

    return ByWorld(config, log)


@pytest.fixture(autouse=True, scope="session")
def plain_installation(tmp_path_factory):
    """Tests do not depend on the environment: no HTTPS redirect, plain static names, files in a folder of their own."""
    plain = {
        "SECURE_SSL_REDIRECT": False,
        "SESSION_COOKIE_SECURE": False,
        "CSRF_COOKIE_SECURE": False,
        "SESSION_COOKIE_NAME": "phien",
        "CSRF_COOKIE_NAME": "csrf",
        "ALLOWED_HOSTS": ["testserver", "127.0.0.1", "localhost"],
        "SAMPLE_MODE": False,
        "LOGIN_CODE": False,
        "SIGNING_WAIT_HOURS": 0,
    }
    # Somebody works here already; what an empty installation does, its own tests ask.
    in_use = mock.patch.dict(empty_installation._known, in_use=True)
    folder = tmp_path_factory.getbasetemp() / "data"
    # As an installation has it: before a code is spent, room is looked for in it.
    folder.mkdir(exist_ok=True)
    with override_settings(**installation(folder), **plain), in_use:
        yield


def migrations_digest() -> str:
    digest = hashlib.sha256()
    for path in sorted(PROJECT_FOLDER.glob("*/migrations/*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:8]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request, django_db_modify_db_settings):
    """A test is one transaction, may print a year's documents between two queries, and its data may be lost."""
    start_database()
    if request.config.getvalue("reuse_db"):
        # Django applies new migrations to a database that is kept; after an edited one it has to be another.
        connection.settings_dict["TEST"]["NAME"] += f"_{migrations_digest()}"
    options = connection.settings_dict["OPTIONS"]
    options["options"] += " -c idle_in_transaction_session_timeout=0 -c synchronous_commit=off"
    # Making and dropping whole databases takes longer than a request may, on a loaded machine.
    options["options"] += " -c statement_timeout=60000"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The database is dropped when nothing stands in it any more."""
    yield
    with django_db_blocker.unblock():
        rows_built_once.leave()


@pytest.fixture(autouse=True, scope="session")
def loopback_only():
    """No test talks to the network."""
    connect = socket.socket.connect

    def guarded(self, address):
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in ("127.0.0.1", "::1", "localhost"):
            raise OSError(f"tests do not talk to the network: {address}")
        return connect(self, address)

    with mock.patch.object(socket.socket, "connect", guarded):
        yield


@pytest.fixture(autouse=True, scope="session")
def emptied_between_race_tests():
    with mock.patch.object(TransactionTestCase, "_fixture_teardown", lambda case: emptying.empty()):
        yield


@pytest.fixture(autouse=True, scope="session")
def pages_without_copies():
    """Django copies the context of every template for tests that look at it; none of ours does."""
    with mock.patch.object(Template, "_render", lambda template, context: template.nodelist.render(context)):
        yield


@pytest.fixture(autouse=True, scope="session")
def child_processes():
    with processes.printed_once(), processes.wide_clocks():
        yield


def pytest_runtest_setup(item):
    processes.print_each_time(item.nodeid.startswith("tests/libraries/"))


@pytest.fixture(scope="session")
def world_folder(tmp_path_factory) -> Path:
    if KEPT:
        # Not the setting, which plain_installation has turned to a folder that goes with the session.
        return data_folder() / f"world-{installed.DATABASES['default']['TEST']['NAME']}"
    return tmp_path_factory.getbasetemp() / "world"


@pytest.fixture(scope="session")
def world_database(django_db_setup, django_db_blocker, world_folder):
    """The world of tests/house/world, made once a session. Its name.

    Built as an installation with sample mode is, because the sample's people prove who they are.
    """
    with django_db_blocker.unblock():
        with override_settings(**installation(world_folder), SAMPLE_MODE=True), quick_signatures():
            name = make_database("world", build=build)
        yield name
        drop_database(name)


@pytest.fixture(scope="session")
def sample_year(django_db_setup, django_db_blocker, tmp_path_factory):
    """Two blocs, the year 2020 and the year under way as `make run` loads them, lived once a session.

    Gives the name of their database, to be copied, and what was lived. The files lie where every test looks for them.
    """
    told = []

    def live():
        play = Play(tell=lambda line: None)
        load_people()
        lived = play_year(play)
        play_present(play)
        lived.steps = play.steps
        told.append(lived)

    with django_db_blocker.unblock():
        with (
            override_settings(**installation(tmp_path_factory.getbasetemp() / "data"), SAMPLE_MODE=True),
            quick_signatures(),
        ):
            name = make_database("sample", build=live)
        yield name, told[0]
        drop_database(name)


@pytest.fixture
def at():
    """`with at("2020-07-02 09:00"):` stands at that moment in Hải Phòng."""

    def travel(text):
        return clock.travel(datetime.datetime.fromisoformat(text).replace(tzinfo=HAI_PHONG))

    return travel


@pytest.fixture
def locks_at_printing(db, monkeypatch):
    """How many transactions were open beside the test's own at each printing of a document: 0 means nothing locked."""
    outside, seen = len(connection.atomic_blocks), []

    def counted(printer):
        def count(paper):
            seen.append(len(connection.atomic_blocks) - outside)
            return printer(paper)

        return count

    for name in ("paper_to_pdf", "paper_to_docx"):
        monkeypatch.setattr(issuing, name, counted(getattr(issuing, name)))
    return seen


@built_once
def city(db):
    """What the city is called, from the beginning on."""
    return factories.CityFactory()


@built_once
def bloc(db):
    """Khối thi đua Doanh nghiệp 2."""
    return factories.BlocFactory(
        slug="doanh-nghiep-2", name="Khối thi đua Doanh nghiệp 2", short_name="Khối thi đua DN 2"
    )


@built_once
def other_bloc(db):
    return factories.BlocFactory(slug="so-nganh-1", name="Khối thi đua Sở, ngành 1", short_name="Khối thi đua SN 1")


NINE = {
    "cang-vu-hang-hai": "Cảng vụ Hàng hải Hải Phòng",
    "cang-vu-dtnd-kv1": "Cảng vụ Đường thủy nội địa Khu vực I",
    "chi-cuc-hang-hai": "Chi cục Hàng hải Việt Nam tại Hải Phòng",
    "bao-dam-athh-mien-bac": "Tổng công ty Bảo đảm an toàn hàng hải miền Bắc",
    "thong-tin-dien-tu-hang-hai": "Công ty TNHH MTV Thông tin điện tử hàng hải Việt Nam",
    "hoa-tieu-kv2": "Công ty TNHH MTV Hoa tiêu hàng hải Khu vực II",
    "chi-cuc-dtnd-phia-bac": "Chi cục Đường thủy nội địa phía Bắc",
    "phoi-hop-tkcn-kv1": "Trung tâm Phối hợp tìm kiếm cứu nạn hàng hải Khu vực I",
    "ban-qlda-hang-hai-2": "Ban Quản lý dự án Hàng hải II",
}


@built_once
def nine(bloc):
    """The nine units of the bloc, in protocol order."""
    return factories.units(bloc, NINE)


@built_once
def year2020(bloc, nine):
    """The emulation year 2020: Cảng vụ Hàng hải is Khối trưởng."""
    year = factories.EmulationYearFactory(bloc=bloc, year=2020)
    factories.seats(year, nine)
    return year


@built_once
def lan(bloc):
    """Tổ thư ký of the bloc."""
    user = factories.UserFactory(username="lan", full_name="Trần Thị Lan")
    factories.SecretariatSeatFactory(user=user, bloc=bloc)
    return user


@built_once
def minh(nine):
    """Leader of the Khối trưởng unit."""
    return factories.leader(nine[0], "minh", "Nguyễn Văn Minh")


@built_once
def hoa(nine):
    """Leader of Hoa tiêu hàng hải Khu vực II."""
    return factories.leader(nine[5], "hoa", "Đỗ Thị Hòa")


@built_once
def nam(nine):
    """Staff of hoa's unit."""
    return factories.staff(nine[5], "nam", "Lê Hoài Nam")


@built_once
def tuan(other_bloc):
    """Leader in another bloc."""
    unit = factories.UnitFactory(bloc=other_bloc, slug="so-xay-dung", named="Sở Xây dựng (mẫu)")
    year = factories.EmulationYearFactory(bloc=other_bloc, year=2020)
    factories.SeatFactory(emulation_year=year, unit=unit, display_order=1, role="head")
    return factories.leader(unit, "tuan", "Phạm Anh Tuấn")


@built_once
def mai(db):
    """City board, entrusted with recording decisions."""
    return factories.board_member("mai", "Vũ Thị Mai", can_decide=True)


@built_once
def duc(db):
    """City board."""
    return factories.board_member("duc", "Hoàng Minh Đức")


@built_once
def bach(db):
    """Runs the installation for the city's office."""
    user = factories.UserFactory(username="bach", full_name="Trịnh Văn Bách")
    factories.OperatorSeatFactory(user=user)
    return user


@pytest.fixture
def visitor():
    """Nobody logged in."""
    return Client()


@pytest.fixture
def client_of():
    """`client_of(lan)` is lan's browser."""

    def login(user, **options):
        return log_in(Client(**options), user)

    return login

"""A pledge of the year 2020 with nine leaders who can prove who they are."""

import datetime
from decimal import Decimal
from unittest import mock

import pytest
from django.urls import reverse

from drafting import workflow as drafting
from law.queries import suggested_basis
from libraries.pades import keys as pki
from libraries.web import clock
from notices.models import Notice
from pledges import workflow
from pledges.queries import party_of
from pledges.workflow import TargetRow
from signatures import embedding
from signatures import workflow as signing
from tests import factories
from tests.support.rows_built_once import built_once
from units import workflow as people
from units.models import Unit

PASSWORD = "mat-khau-thu-nghiem"


def new_code(user) -> str:
    """A fresh static code of this person."""
    return people.issue_static_codes(user, by=user)[0]


def start_signing(pledge, unit, *, by, link=None):
    """The first half of a signature, at the unit's place."""
    return signing.start_signing(party_of(pledge, unit), by=by, link=link)


def sign(pledge, unit, user):
    """Both halves of a signature, with a code of its own."""
    intent = start_signing(pledge, unit, by=user)
    return signing.sign_with(intent, by=user, password=PASSWORD, code=new_code(user))


def place_of(slug) -> str:
    """The field in which this unit signs a pledge."""
    return f"unit-{Unit.objects.get(slug=slug).pk}"


def decline(pledge, unit, *, by, reason):
    return signing.decline(party_of(pledge, unit), by=by, reason=reason)


def token_of(user) -> str:
    """The secret part of the address this person was sent."""
    return Notice.objects.filter(user=user, url__contains="/trinh-ky/ky/").latest("pk").url.split("/")[-2]


@pytest.fixture(autouse=True, scope="package")
def few_keys():
    """Every test has new people, so new certificates; making RSA keys for all of them would take most of the time."""
    made = []

    def next_key():
        if len(made) < 12:
            made.append(new_key())
            return made[-1]
        made.append(made.pop(0))
        return made[-1]

    new_key = pki._new_key
    with mock.patch.object(pki, "_new_key", next_key):
        yield


NAMES = ["Phạm Quốc Anh", "Lê Thị Ánh", "Đặng Hữu Ân", "Vũ Mạnh Dũng", "Bùi Đức Hương", "Hoàng Yến", "Ngô Văn Đỗ"]


@built_once
def leaders(nine, minh, hoa):
    """One leader a unit, in protocol order."""
    others = iter(NAMES)
    found = {nine[0].pk: minh, nine[5].pk: hoa}
    for place, unit in enumerate(nine):
        if unit.pk not in found:
            found[unit.pk] = factories.leader(unit, f"lanhdao{place}", next(others))
    return [found[unit.pk] for unit in nine]


def settled_text(year, by):
    text = drafting.create_text(
        year, by=by, kind="pledge", title="Giao ước thi đua năm 2020", legal_basis=suggested_basis(clock.today()),
        tree=[("article", "Hoàn thành nhiệm vụ", "Bảo đảm an toàn hàng hải.", []),
              ("article", "Thực hiện", "", [("clause", "", "Báo cáo đúng hạn.", [])])],
    )  # fmt: skip
    round_ = drafting.open_consultation(text, by=by, closes_at=clock.now() + datetime.timedelta(days=1))
    drafting.close_consultation(round_, by=by, reason="Đã họp.")
    return drafting.settle(text, by=by)


def prepared(year, by, units):
    pledge = workflow.create_pledge(year, by=by, text=settled_text(year, by))
    for unit in units:
        workflow.save_targets(pledge, unit, by=by, rows=[TargetRow("Chỉ tiêu đúng hạn", "%", Decimal("99.5"))])
    return pledge


def week_later():
    return clock.now() + datetime.timedelta(days=7)


@built_once
def draft(year2020, lan):
    """Just created from a text that is still being written."""
    return workflow.create_pledge(year2020, by=lan)


@built_once
def ready(year2020, lan, nine, leaders):
    """Text settled, targets registered: may be opened."""
    return prepared(year2020, lan, nine)


@built_once
def opened(ready, lan):
    return workflow.open_signing(ready, by=lan, sign_by=week_later(), place="Hội trường Cảng vụ Hàng hải Hải Phòng")


@built_once
def in_force(opened, nine, leaders):
    # The gate costs more with each signature; the ninth time it examines all ten, so the eight before are spared here.
    with mock.patch.object(embedding, "check_signatures", lambda *args, **options: []):
        for unit, leader in zip(nine[:8], leaders, strict=False):
            sign(opened, unit, leader)
    sign(opened, nine[8], leaders[8])
    opened.refresh_from_db()
    return opened


@pytest.fixture
def go(client_of, visitor):
    """`go(hoa, "pledges:pledge_detail", pledge.pk)`: the page as this person sees it; None is a visitor."""

    def get(user, name, *args, query=""):
        return (client_of(user) if user else visitor).get(reverse(name, args=args) + query)

    return get


@pytest.fixture
def post(client_of, visitor):
    """`post(lan, "pledges:pledge_close", pledge.pk)`: a form sent by this person, or by `client`."""

    def send(user, name, *args, client=None, **data):
        return (client or (client_of(user) if user else visitor)).post(reverse(name, args=args), data)

    return send

"""Words that law and city fix, by date: a new period changes nothing of an old day."""

import datetime

import pytest
from django.db import IntegrityError, InternalError, transaction

from awards.models import AwardKind, Certificate
from ballots.models import Ballot
from law import workflow
from law.models import Wording
from law.queries import wording_on
from libraries.web import clock
from records.models import AuditEvent
from records.transitions import NotAllowedNow

pytestmark = pytest.mark.django_db

NAMES = (
    "title_family", "commendation_family", "open_vote", "named_vote", "exchange", "reissue", "signature_kind",
    "signature_notice",
)  # fmt: skip
DAY = datetime.timedelta(days=1)


def words(**changes):
    held = wording_on()
    return {name: getattr(held, name) for name in NAMES} | changes


def begin(by, day, **changes):
    return workflow.begin_wording(by=by, valid_from=day, source="Luật mới", words=words(**changes))


def test_every_installation_has_words_for_every_day():
    assert wording_on(datetime.date(1999, 1, 1)) == wording_on() == Wording.objects.get()


def test_new_words_hold_from_their_day_and_no_earlier(bach):
    tomorrow = clock.today() + DAY
    begin(bach, tomorrow, named_vote="Biểu quyết công khai")
    assert wording_on().named_vote == "Biểu quyết ghi tên từng đơn vị"
    assert wording_on(tomorrow).named_vote == "Biểu quyết công khai"
    data = AuditEvent.objects.get(verb="law.begin_wording").data
    assert data["changed"] == {"named_vote": ["Biểu quyết ghi tên từng đơn vị", "Biểu quyết công khai"]}


def test_words_whose_day_has_not_come_are_replaced(bach):
    begin(bach, clock.today() + 5 * DAY, exchange="Đổi bằng")
    begin(bach, clock.today() + 9 * DAY, exchange="Thay bằng")
    assert [row.exchange for row in Wording.objects.all()] == ["Cấp đổi", "Thay bằng"]
    assert wording_on(clock.today() + 7 * DAY).exchange == "Cấp đổi"


@pytest.mark.parametrize("days", [0, -1, -4000])
def test_words_of_a_day_that_has_begun_are_settled(bach, days):
    with pytest.raises(NotAllowedNow, match="từ ngày mai"):
        begin(bach, clock.today() + days * DAY)


@pytest.mark.parametrize(
    "change",
    [
        {"exchange": "Đổi"},
        {"valid_from": datetime.date(2000, 1, 1)},
        {"valid_to": datetime.date(2020, 1, 1)},
        {"source": "khác"},
    ],
)
def test_the_database_keeps_words_that_held(change):
    with pytest.raises((IntegrityError, InternalError), match="không sửa được"), transaction.atomic():
        Wording.objects.update(**change)


def test_the_database_keeps_them_from_being_deleted():
    with pytest.raises((IntegrityError, InternalError), match="không sửa được"), transaction.atomic():
        Wording.objects.all().delete()


def test_two_periods_never_share_a_day():
    held = words()
    with pytest.raises(IntegrityError, match="one_wording_at_a_time"), transaction.atomic():
        Wording.objects.create(valid_from=clock.today() + DAY, source="x", **held)


@pytest.mark.parametrize("name", [*NAMES, "source"])
def test_no_word_is_empty(name):
    with pytest.raises(IntegrityError, match="wording_has_its_words"), transaction.atomic():
        Wording.objects.create(
            valid_from=datetime.date(1990, 1, 1), valid_to=datetime.date(1991, 1, 1), **words(source="x") | {name: ""}
        )


def test_a_result_keeps_the_words_of_its_day(bach):
    begin(bach, clock.today() + DAY, named_vote="Biểu quyết công khai", exchange="Đổi bằng", title_family="Danh hiệu")
    today, later = clock.now(), clock.now() + 2 * DAY
    assert Ballot(kind="named", opened_at=today).kind_words() == "Biểu quyết ghi tên từng đơn vị"
    assert Ballot(kind="named", opened_at=later).kind_words() == "Biểu quyết công khai"
    ended = {"state": "replaced", "replaced_as": "exchange"}
    assert Certificate(**ended, replaced_at=today).end_words == "Đã cấp đổi"
    assert Certificate(**ended, replaced_at=later).end_words == "Đã đổi bằng"
    title = AwardKind(form="title")
    assert title.family_in(wording_on(today.date())) == "Danh hiệu thi đua"
    assert title.family_in(wording_on(later.date())) == "Danh hiệu"


@pytest.mark.parametrize(
    "keys", [AwardKind.Form, Ballot.Kind, Certificate.Replacing], ids=["family", "vote", "new certificate"]
)
def test_every_key_has_its_word(keys):
    assert len({key.words_in(wording_on()) for key in keys} - {""}) == len(keys)

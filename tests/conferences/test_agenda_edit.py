"""/hoi-nghi/7/chuong-trinh/"""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from conferences import workflow
from conferences.models import Conference, UsualItem
from conferences.starting_data import USUAL_AGENDA, usual_agenda_of
from records.transitions import NotAllowedNow
from tests import factories
from tests.conferences.conftest import AGENDA, STARTS


def at_(name, *args):
    return reverse(f"conferences:{name}", args=args)


def test_items_are_added_moved_and_removed(planned, client_of, lan):
    browser = client_of(lan)
    assert browser.get(at_("agenda_edit", planned.pk)).status_code == 200
    browser.post(reverse("conferences:add_agenda_item", args=[planned.pk]), {"title": "Bế mạc", "kind": "other"})
    item = planned.agenda.get(title="Bế mạc")
    assert item.position == len(AGENDA) + 1
    browser.post(reverse("conferences:move_agenda_item", args=[planned.pk, item.pk]), {"huong": "len"})
    item.refresh_from_db()
    assert item.position == len(AGENDA)
    browser.post(reverse("conferences:remove_agenda_item", args=[planned.pk, item.pk]))
    assert planned.agenda.count() == len(AGENDA)


def test_guests_come_and_go(planned, client_of, lan):
    browser = client_of(lan)
    browser.post(reverse("conferences:invite_guest", args=[planned.pk]), {"name": "Lê Thị Mẫu", "post": "Giám đốc"})
    guest = planned.guests.get(name="Lê Thị Mẫu")
    browser.post(reverse("conferences:remove_guest", args=[planned.pk, guest.pk]))
    assert planned.guests.count() == 1


@pytest.mark.parametrize(
    ("name", "data", "sentence", "kept"),
    [
        ("add_agenda_item", {"title": "", "kind": "vote", "speaker": "Ông Thắng"}, "Nhập nội dung", "Ông Thắng"),
        ("add_agenda_item", {"title": "Bế mạc", "kind": "dance"}, "Chọn", "Bế mạc"),
        ("invite_guest", {"name": "", "post": "Giám đốc Sở"}, "Nhập họ và tên", "Giám đốc Sở"),
        ("invite_guest", {"name": "x" * 101, "post": "Giám đốc Sở"}, "tối đa", "Giám đốc Sở"),
    ],
)
def test_bad_input_keeps_what_was_typed(planned, client_of, lan, name, data, sentence, kept):
    answer = client_of(lan).post(at_(name, planned.pk), data)
    assert answer.status_code == 422
    assert sentence in answer.content.decode() and kept in answer.content.decode()


def test_the_same_form_twice_adds_once(planned, client_of, lan):
    form = {"title": "Bế mạc", "kind": "other", "submission_token": "1b671a64-40d5-491e-99b0-da01ff1f3341"}
    browser = client_of(lan)
    assert [browser.post(at_("add_agenda_item", planned.pk), form).status_code for _ in range(2)] == [302, 303]
    assert planned.agenda.filter(title="Bế mạc").count() == 1


def test_others_do_not(planned, client_of, minh, tuan):
    item, guest = planned.agenda.first(), planned.guests.get()
    acts = [
        at_("add_agenda_item", planned.pk),
        at_("move_agenda_item", planned.pk, item.pk),
        at_("remove_agenda_item", planned.pk, item.pk),
        at_("invite_guest", planned.pk),
        at_("remove_guest", planned.pk, guest.pk),
    ]
    for user, status in ((minh, 403), (tuan, 404)):
        assert client_of(user).get(at_("agenda_edit", planned.pk)).status_code == status
        assert {client_of(user).post(act).status_code for act in acts} == {status}
    assert planned.agenda.count() == len(AGENDA) and planned.guests.exists()


def test_an_item_of_another_conference_is_not_found(planned, client_of, lan, year2020):
    from conferences import workflow

    other = workflow.plan(year2020, by=lan, kind="other", title="Khác", starts_at=planned.starts_at, place="Hải Phòng")
    item = workflow.add_agenda_item(other, by=lan, kind="other", title="Nội dung khác")
    assert client_of(lan).post(at_("remove_agenda_item", planned.pk, item.pk)).status_code == 404


@pytest.mark.parametrize("kind", [kind for kind in Conference.Kind if kind != "other"])
def test_the_usual_programme_of_a_kind_is_a_beginning(year2020, client_of, lan, kind):
    """One press, then every item can be moved and removed; it is offered once, to a programme that is empty."""
    conference = workflow.plan(year2020, by=lan, kind=kind, title="Họp", starts_at=STARTS, place="Cảng")
    url, act = (reverse(f"conferences:{name}", args=[conference.pk]) for name in ("agenda_edit", "take_usual_agenda"))
    client = client_of(lan)
    assert f"Lập chương trình {kind.label.lower()}" in client.get(url).content.decode()
    page = client.post(act, follow=True).content.decode()
    items = list(conference.agenda.all())
    assert [item.position for item in items] == list(range(1, len(items) + 1)) and len(items) >= 5
    assert items[-1].title == "Kết luận của người chủ trì" and items[-1].title in page
    assert act not in client.get(url).content.decode()
    with pytest.raises(NotAllowedNow, match="đã có nội dung"):
        workflow.take_usual_agenda(conference, by=lan)
    workflow.remove_agenda_item(items[0], by=lan)
    assert conference.agenda.count() == len(items) - 1


def test_another_meeting_has_no_usual_programme(year2020, client_of, lan):
    conference = workflow.plan(year2020, by=lan, kind="other", title="Họp", starts_at=STARTS, place="Cảng")
    page = client_of(lan).get(reverse("conferences:agenda_edit", args=[conference.pk])).content.decode()
    assert reverse("conferences:take_usual_agenda", args=[conference.pk]) not in page
    with pytest.raises(NotAllowedNow, match="không có chương trình thường dùng"):
        workflow.take_usual_agenda(conference, by=lan)


# --- The bloc's own usual programme ----------------------------------------------------------------------------------


def another(planned, lan, **values):
    """A conference to come, of the same kind unless another one is asked for."""
    known = {"kind": planned.kind, "title": "Hội nghị năm sau", "starts_at": STARTS, "place": "Cảng"}
    return workflow.plan(values.pop("year", planned.emulation_year), by=lan, **known | values)


def test_a_programme_kept_is_where_the_next_of_its_kind_begins(planned, client_of, lan):
    browser, page = client_of(lan), at_("agenda_edit", planned.pk)
    assert "Khôi phục chương trình có sẵn" not in browser.get(page).content.decode()
    browser.post(at_("keep_usual_agenda", planned.pk))
    assert "Khôi phục chương trình có sẵn" in browser.get(page).content.decode()
    following = another(planned, lan)
    workflow.take_usual_agenda(following, by=lan)
    assert [(item.kind, item.title) for item in following.agenda.all()] == AGENDA
    # Kept anew: the whole list is another one.
    workflow.remove_agenda_item(planned.agenda.get(position=1), by=lan)
    workflow.keep_usual_agenda(planned, by=lan)
    assert list(UsualItem.objects.values_list("title", flat=True)) == [title for _, title in AGENDA[1:]]
    browser.post(at_("forget_usual_agenda", planned.pk))
    third = another(planned, lan)
    workflow.take_usual_agenda(third, by=lan)
    assert [item.title for item in third.agenda.all()] == [title for _, title in USUAL_AGENDA[planned.kind]]


def test_a_kind_without_a_programme_of_the_product_may_have_one_of_the_bloc(planned, lan):
    other = another(planned, lan, kind="other")
    with pytest.raises(NotAllowedNow):
        workflow.take_usual_agenda(other, by=lan)
    workflow.add_agenda_item(other, by=lan, kind="report", title="Giao ban")
    workflow.keep_usual_agenda(other, by=lan)
    following = another(planned, lan, kind="other")
    workflow.take_usual_agenda(following, by=lan)
    assert following.agenda.get().title == "Giao ban"


def test_one_bloc_kept_it_and_another_begins_as_before(planned, lan, other_bloc):
    workflow.keep_usual_agenda(planned, by=lan)
    theirs = another(planned, lan, year=factories.EmulationYearFactory(bloc=other_bloc))
    assert usual_agenda_of(theirs) == [(str(kind), title) for kind, title in USUAL_AGENDA[planned.kind]]


def test_nothing_is_kept_of_an_empty_programme_and_nothing_forgotten_that_was_not_kept(planned, lan):
    empty = another(planned, lan)
    for verb in (workflow.keep_usual_agenda, workflow.forget_usual_agenda):
        with pytest.raises(NotAllowedNow):
            verb(empty, by=lan)


def test_the_database_keeps_the_usual_programme_in_order(planned, lan):
    workflow.keep_usual_agenda(planned, by=lan)
    row = UsualItem.objects.get(position=1)
    for values in ({"position": 2}, {"title": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            UsualItem.objects.filter(pk=row.pk).update(**values)

"""Act × state × person by hand: the secretariat writes and answers, staff comment, leaders send."""

import pytest

from drafting import workflow
from drafting.actions import (
    COMMENT_ACTIONS,
    CONSULTATION_ACTIONS,
    FREEZE,
    OPEN_CONSULTATION,
    SETTLE,
    SUBMIT_RESPONSE_TABLE,
    TEXT_ACTIONS,
)
from drafting.models import Text
from libraries.web import clock
from records.access import check_permission, has_permission
from records.transitions import Creation, NotAllowedNow, requirements
from tests import factories
from tests.drafting.conftest import moment
from tests.matrix import assert_matrix, in_state

# lan: secretary; minh, hoa: leaders; nam: staff of hoa's unit; tuan, thu: another bloc (thu its secretary);
# mai, duc: the city.
MATRIX = """
act                draft   consulting  settled  leads to
create_text        lan     lan         lan      new
edit               lan     lan         -        stays
add_node           itself  itself      -        stays
save_node          itself  itself      -        stays
move_node          itself  itself      -        stays
remove_node        itself  itself      -        stays
restore_node       itself  itself      -        stays
split_node         itself  itself      -        stays
merge_node         itself  itself      -        stays
undo_step          itself  itself      -        stays
redo_step          itself  itself      -        stays
bind_parts         lan     lan         -        stays
freeze             lan     lan         -        stays
open_consultation  lan     lan         -        consulting
answer_comment     -       lan         -        stays
take_back_answer   -       lan         -        stays
attach_comment     -       lan         -        stays
settle             -       lan         -        settled
reopen             -       -           lan      draft
"""
# Asked about the round, in the states of its text.
ROUND_MATRIX = """
act                   draft  consulting  settled  leads to
extend                -      lan         -        stays
close_consultation    -      lan         -        stays
remind                -      lan         -        stays
take_back_reminder    -      lan         -        stays
submit_response_table lan    lan         lan      stays
issue_response_table  itself itself      itself   stays
"""
# The comment is of hoa's unit; agreement is asked about the round.
COMMENT_MATRIX = """
act             draft     sent      leads to
write_comment   hoa+nam   -         stays
remove_comment  hoa+nam   -         stays
send_comment    hoa       -         sent
agree_fully     minh+hoa  minh+hoa  new
"""


@pytest.fixture
def personas(lan, minh, hoa, nam, tuan, mai, duc, other_bloc):
    thu = factories.UserFactory(username="thu", full_name="Ngô Thị Thu")
    factories.SecretariatSeatFactory(user=thu, bloc=other_bloc)
    return [lan, minh, hoa, nam, tuan, mai, duc, thu]


def allowed(personas, verb, row):
    return {user.username for user in personas if has_permission(user, f"drafting.{verb}", row)}


def test_starting_is_the_secretariats(year2020, other_bloc, tuan, personas):
    assert allowed(personas, "create_text", year2020) == {"lan"}
    assert allowed(personas, "create_text", other_bloc.years.get()) == {"thu"}


@pytest.fixture
def people(personas):
    return {user.username: user for user in personas}


def test_the_matrix_of_a_text_by_hand(draft, people):
    def about(action, state):
        return draft.emulation_year if isinstance(action, Creation) else in_state(draft, state)

    assert_matrix(TEXT_ACTIONS, MATRIX, people, about)


def test_the_matrix_of_a_round_by_hand(asked, people):
    states = ["draft", "consulting", "settled"]
    assert_matrix(CONSULTATION_ACTIONS, ROUND_MATRIX, people, lambda action, state: in_state(asked, state), states)


def test_the_matrix_of_a_comment_by_hand(written, asked, people):
    def about(action, state):
        return asked if isinstance(action, Creation) else in_state(written, state)

    assert_matrix(COMMENT_ACTIONS, COMMENT_MATRIX, people, about)


def test_in_a_round_staff_write_and_leaders_send(asked, personas):
    assert allowed(personas, "start_comment", asked) == {"minh", "hoa", "nam"}
    assert allowed(personas, "send_comments", asked) == {"minh", "hoa"}
    assert allowed(personas, "agree_fully", asked) == {"minh", "hoa"}


def test_a_comment_is_its_own_units(written, personas):
    assert allowed(personas, "write_comment", written) == {"hoa", "nam"}
    assert allowed(personas, "remove_comment", written) == {"hoa", "nam"}
    assert allowed(personas, "send_comment", written) == {"hoa"}


def test_a_sent_comment_is_nobodys_to_change(sent, personas):
    for verb in ("write_comment", "remove_comment", "send_comment"):
        assert allowed(personas, verb, sent) == set()


def test_who_reads_the_response_table(asked, personas, at):
    with at("2020-06-20 16:59"):
        assert allowed(personas, "read_response_table", asked) == {"lan"}
    with at("2020-06-20 17:00"):
        assert allowed(personas, "read_response_table", asked) == {"lan", "minh", "hoa", "nam"}
    assert allowed(personas, "submit_response_table", asked) == {"lan"}


def test_a_wrong_state_is_told_from_a_wrong_role(settled, lan):
    with pytest.raises(NotAllowedNow, match="Đã chốt nội dung"):
        check_permission(lan, "drafting.edit", settled)


def test_what_is_missing_says_where_it_is_mended(year2020, asked, lan, sent):
    empty = workflow.create_text(year2020, by=lan, kind="pledge", title="Giao ước")
    assert [one.address for one in requirements(FREEZE, empty)] == [f"/du-thao/{empty.pk}/soan/"]
    assert [one.address for one in requirements(SETTLE, empty)] == [
        f"/du-thao/{empty.pk}/soan/",
        f"/du-thao/{empty.pk}/lay-y-kien/",
    ]
    text = Text.objects.get(pk=asked.text_id)
    page = f"/du-thao/lay-y-kien/{asked.pk}/"
    with clock.travel(moment("2020-06-15 10:00")):
        assert [one.address for one in requirements(SETTLE, text)] == [page, page]
        assert [one.address for one in requirements(OPEN_CONSULTATION, text)] == [page]
        assert [one.address for one in requirements(SUBMIT_RESPONSE_TABLE, asked)] == [page, page]

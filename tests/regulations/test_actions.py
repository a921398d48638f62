"""Act × state × person by hand; persona × permission × own and other bloc."""

import pytest

from records.access import check_permission, has_permission
from records.transitions import Creation, NotAllowedNow, requirements
from regulations.actions import ADOPT, REGULATION_ACTIONS
from tests import factories
from tests.matrix import assert_matrix, in_state

# lan: secretary; minh, hoa: leaders; nam: staff; tuan, thu: another bloc (thu its secretary); mai, duc: the city.
MATRIX = """
act               draft  adopted  issued  superseded  leads to
start_regulation  lan    lan      lan     lan         new
adopt             lan    -        -       -           adopted
back_to_draft     -      lan      -       -           draft
submit_regulation -      lan      -       -           stays
issue             -      itself   -       -           issued
start_amendment   -      -        lan     -           stays
start_erratum     -      -        lan     -           stays
follow_text       -      lan      lan     -           stays
supersede         -      -        itself  -           superseded
"""


@pytest.fixture
def personas(lan, minh, hoa, nam, tuan, mai, duc, other_bloc):
    thu = factories.UserFactory(username="thu", full_name="Ngô Thị Thu")
    factories.SecretariatSeatFactory(user=thu, bloc=other_bloc)
    return [lan, minh, hoa, nam, tuan, mai, duc, thu]


def allowed(personas, verb, row):
    return {user.username for user in personas if has_permission(user, f"regulations.{verb}", row)}


def test_starting_is_the_secretariats(year2020, other_bloc, personas):
    assert allowed(personas, "start_regulation", year2020) == {"lan"}
    assert allowed(personas, "start_regulation", other_bloc.years.get()) == {"thu"}


@pytest.mark.parametrize(
    ("stage", "verbs"),
    [
        ("draft", {"adopt"}),
        ("adopted", {"back_to_draft", "submit_regulation"}),
        ("issued", set()),
    ],
)
def test_each_stage_is_the_secretariats(request, personas, stage, verbs):
    row = request.getfixturevalue(stage)
    for verb in ("adopt", "back_to_draft", "submit_regulation"):
        assert allowed(personas, verb, row) == ({"lan"} if verb in verbs else set())


def test_a_wrong_state_is_told_from_a_wrong_role(issued, lan):
    with pytest.raises(NotAllowedNow, match="Đã ban hành"):
        check_permission(lan, "regulations.adopt", issued)


def test_the_matrix_by_hand(draft, personas):
    people = {user.username: user for user in personas}
    year = draft.emulation_year

    def about(action, state):
        return year if isinstance(action, Creation) else in_state(draft, state)

    assert_matrix(REGULATION_ACTIONS, MATRIX, people, about)


def test_what_is_missing_says_where_it_is_mended(settled):
    assert requirements(ADOPT, settled) == []
    settled.text.state = "consulting"
    (unmet,) = requirements(ADOPT, settled)
    assert unmet.sentence.startswith("Nội dung chưa chốt")
    assert unmet.address == f"/du-thao/{settled.text_id}/"

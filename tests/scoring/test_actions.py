"""Act × state × person by hand."""

import pytest

from records.access import has_permission
from records.transitions import Creation
from scoring.actions import CRITERIA_SET_ACTIONS, SHEET_ACTIONS
from tests import factories
from tests.matrix import assert_matrix, in_state

# lan: secretary; hoa, nam: leader and staff of the unit; phuc: leader of the unit that checks it; minh: leader of
# the head's unit; tuan: another bloc; mai: the city.
SET = """
act              draft  adopted  open  published  leads to
create_set       lan    lan      lan   lan        new
edit_set         lan    -        -     -          stays
add_criterion    lan    -        -     -          stays
edit_criterion   lan    -        -     -          stays
move_criterion   lan    -        -     -          stays
remove_criterion lan    -        -     -          stays
adopt_set        lan    -        -     -          adopted
open_scoring     -      lan      -     -          open
publish_results  -      -        lan   -          published
submit_results   -      -        -     lan        stays
issue_results    -      -        -     itself     stays
"""
SHEET = """
act                  open     submitted  checked  appraised  leads to
save_self_marks      hoa+nam  -          -        -          stays
add_proofs           hoa+nam  -          -        -          stays
remove_proof         hoa+nam  -          -        -          stays
submit_sheet         hoa      -          -        -          submitted
return_sheet         -        lan        -        -          open
save_check_marks     -        phuc       -        -          stays
finish_check         -        phuc       -        -          checked
save_appraisal_marks -        -          lan+minh -          stays
finish_appraisal     -        -          lan+minh -          appraised
accept_appraisal     -        -          -        hoa        stays
object_to_mark       -        -          -        hoa        stays
reply_to_objection   -        -          -        phuc       stays
decide_objection     -        -          -        lan+minh   stays
exclude_unit         lan      lan        lan      lan        stays
record_change        -        -          -        lan        stays
"""


@pytest.fixture
def people(lan, hoa, nam, phuc, minh, tuan, mai):
    return {"lan": lan, "hoa": hoa, "nam": nam, "phuc": phuc, "minh": minh, "tuan": tuan, "mai": mai}


def test_the_matrix_of_a_criteria_set_by_hand(drafted, people):
    def about(action, state):
        return drafted.emulation_year if isinstance(action, Creation) else in_state(drafted, state)

    assert_matrix(CRITERIA_SET_ACTIONS, SET, people, about)


def test_the_matrix_of_a_sheet_by_hand(sheet, people):
    assert_matrix(SHEET_ACTIONS, SHEET, people, lambda action, state: in_state(sheet, state))


def test_a_secretary_who_works_for_the_unit_leaves_its_sheet_alone(sheet, lan, nine):
    factories.PostFactory(user=lan, unit=nine[5])
    lan = type(lan).objects.get(pk=lan.pk)
    for name, state in (("save_appraisal_marks", "checked"), ("finish_appraisal", "checked"), ("exclude_unit", "open")):
        assert not has_permission(lan, f"scoring.{name}", in_state(sheet, state))

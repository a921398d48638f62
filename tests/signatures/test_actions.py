"""Act × state × person by hand, on a request of the own bloc; another bloc's people may nothing."""

import pytest

from records.access import has_permission
from records.transitions import Creation
from signatures.actions import REQUEST_ACTIONS
from tests.matrix import assert_matrix, in_state

pytestmark = pytest.mark.django_db

# lan: secretary; minh, hoa: leaders; nam: staff of hoa's unit; tuan: another bloc; mai, duc: the city.
MATRIX = """
act                 open      complete  returned  withdrawn  issued  leads to
open_request        itself    itself    itself    itself     itself  new
extend              lan       -         -         -          -       stays
remind              lan       -         -         -          -       stays
take_back_reminder  lan       lan       lan       lan        lan     stays
release_party       lan       -         -         -          -       stays
decline             minh+hoa  -         -         -          -       stays
return_paper        minh+hoa  -         -         -          -       returned
start_signing       minh+hoa  -         -         -          -       stays
accept_signature    itself    -         -         -          -       stays
sign                itself    -         -         -          -       stays
complete            itself    -         -         -          -       complete
withdraw            lan       lan       -         -          -       withdrawn
issue_paper         -         lan       -         -          -       issued
receive_original    lan       -         -         -          -       stays
"""


@pytest.fixture
def people(lan, minh, hoa, nam, tuan, mai, duc):
    return {user.username: user for user in (lan, minh, hoa, nam, tuan, mai, duc)}


def test_the_matrix_by_hand(opened, people):
    def about(action, state):
        return opened.emulation_year if isinstance(action, Creation) else in_state(opened.signing, state)

    assert_matrix(REQUEST_ACTIONS, MATRIX, people, about)


def test_who_reads_the_evidence(opened, people):
    readers = {
        name for name, user in people.items() if has_permission(user, "signatures.read_evidence", opened.signing)
    }
    assert readers == {"lan", "minh", "hoa"}

"""Several people at once: minutes and questions."""

import pytest

from ballots.models import Ballot
from conferences import workflow
from conferences.models import Minutes
from records.models import NumberSeries
from records.transitions import Refused
from signatures import workflow as signatures
from tests.ballots.test_races import together
from tests.support.signing import put, sign_all

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_issue_the_minutes_at_once(closed, lan):
    request = sign_all(put("minutes", closed, by=lan))
    results = together(*[lambda: signatures.issue_paper(request, by=lan)] * 2)
    assert sorted(isinstance(result, Refused) for result in results) == [False, True], results
    assert Minutes.objects.count() == 1
    assert NumberSeries.objects.get(series="BB-KTĐ").last == 1


def test_two_open_a_ballot_on_one_item_at_once(items, lan):
    results = together(*[lambda: workflow.open_ballot(items[0], by=lan, question="?")] * 2)
    assert sorted(isinstance(result, Refused) for result in results) == [False, True], results
    assert Ballot.objects.count() == 1

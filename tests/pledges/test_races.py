"""Two of a unit write its first targets at the same moment."""

from decimal import Decimal

import pytest

from pledges import workflow
from pledges.models import Target
from records.revisions import EditConflict
from tests.racing import at_once, failures

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_who_write_a_units_targets_at_once_one_is_told(year2020, lan, hoa, nine):
    pledge = workflow.create_pledge(year2020, by=lan)

    def write(name, by):
        row = workflow.TargetRow(name, "%", Decimal(1))
        return lambda: workflow.save_targets(pledge, nine[5], by=by, rows=[row], revision=1)

    (told,) = failures(at_once([write("Của lan", lan), write("Của hoa", hoa)]))
    assert isinstance(told, EditConflict) and told.row.revision == 2
    assert Target.objects.count() == 1

"""What is read of a pledge: a unit's part and its targets, its parties, and what was sealed."""

from decimal import Decimal

import pytest

from pledges import workflow
from pledges.models import NotSealed
from pledges.queries import TargetRow, part_of, parties_of, signed_and_required, targets_of

pytestmark = pytest.mark.django_db


def test_a_part_is_there_before_anything_was_written(draft, nine, lan):
    part = part_of(draft, nine[5])
    assert (part.pk, part.revision, targets_of(part)) == (None, 1, [])
    workflow.save_targets(draft, nine[5], by=lan, rows=[TargetRow("Lượt tàu", "lượt", Decimal("20500"))], revision=1)
    part = part_of(draft, nine[5])
    assert part.revision == 2 and [str(row) for row in targets_of(part)] == ["Lượt tàu: 20.500 lượt"]


def test_a_target_in_words():
    assert str(TargetRow("Đạt", "%", Decimal("99.5"), "cả năm")) == "Đạt: 99,5% (cả năm)"


def test_a_unit_reads_its_own_targets_and_only_that_others_have_some(ready, nine, nam):
    parties = {party.unit: party for party in parties_of(ready, nam)}
    assert list(parties) == nine and all(party.has_registered for party in parties.values())
    assert [unit for unit, party in parties.items() if party.targets] == [nine[5]]


def test_a_pledge_in_preparation_has_nothing_sealed(draft):
    with pytest.raises(NotSealed):
        _ = draft.sealed
    with pytest.raises(NotSealed):
        _ = draft.sealed_signing


def test_what_was_sealed(opened):
    assert opened.required_units == len(opened.sealed["parties"]) == 9
    assert opened.sealed_signing == opened.signing and opened.document == opened.signing.document
    assert signed_and_required([opened]) == {opened.pk: (0, 9)}

"""Of two writers the second is told (records.revisions)."""

import pytest

from drafting.models import Text
from records.revisions import EditConflict, next_revision


@pytest.fixture
def row():
    """A row in its third revision, read under a lock."""
    return Text(revision=3)


def test_whoever_read_the_newest_writes_the_next(row):
    assert next_revision(row, 3) == 4
    assert next_revision(row, None) == 4


@pytest.mark.parametrize("read", [2, 4, 0])
def test_whoever_read_another_is_told_who_was_faster(row, read):
    with pytest.raises(EditConflict) as conflict:
        next_revision(row, read, told=lambda: "Lan đã sửa lúc 09:41 02/06/2020.")
    assert conflict.value.row is row
    assert conflict.value.message.startswith("Lan đã sửa lúc 09:41 02/06/2020. Nội dung vừa nhập chưa được lưu.")


def test_nobody_is_asked_who_was_faster_when_nobody_was(row):
    assert next_revision(row, 3, told=lambda: pytest.fail("asked")) == 4

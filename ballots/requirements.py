"""What must be there before something is done with a ballot, in sentences."""

from collections.abc import Iterator
from typing import Any

from ballots.models import Ballot, CountingMinutes
from records.transitions import Unmet


def counting_gaps(ballot: Ballot, known: Any = None) -> Iterator[Unmet]:
    """A secret ballot, whose minutes are not issued yet; of a printed paper one for all its questions."""
    here = (ballot.pk,)
    if ballot.on_paper_of_id is not None:
        first = (ballot.on_paper_of_id,)
        yield Unmet("Biên bản kiểm phiếu lập chung tại nội dung đầu tiên của phiếu.", "ballots:ballot_detail", first)
    if not ballot.has_tellers:
        yield Unmet("Chỉ bỏ phiếu kín có biên bản kiểm phiếu.", "ballots:ballot_detail", here)
    if issued := CountingMinutes.objects.filter(ballot=ballot).exclude(number="").first():
        yield Unmet(f"{issued} đã hoàn thành.", "ballots:ballot_detail", here)

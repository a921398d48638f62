"""What must be there before somebody signs or is reminded, in sentences."""

from collections.abc import Iterator
from typing import Any

from libraries.web.formats import short_datetime
from records.transitions import Unmet
from signatures.models import Party, SigningRequest
from signatures.queries import in_turn


def deadline_gaps(request: SigningRequest, known: Any = None) -> Iterator[Unmet]:
    """Nobody signs, and nobody is reminded, after the deadline."""
    if request.is_late:
        sentence = f"Đã hết hạn ký lúc {short_datetime(request.sign_by)}. Đề nghị Tổ thư ký gia hạn trước khi ký."
        yield Unmet(sentence, "signatures:request_detail", (request.pk,))


def number_gaps(request: SigningRequest, known: Any = None) -> Iterator[Unmet]:
    """A pledge has no number: it is in force when all have signed."""
    if not request.gets_a_number:
        yield Unmet(f"{request.title} không cấp số; văn bản có hiệu lực khi đủ chữ ký.")


def withdrawal_gaps(request: SigningRequest, known: Any = None) -> Iterator[Unmet]:
    """What all have signed is withdrawn only while it waits for its number."""
    if request.state == SigningRequest.State.COMPLETE and not request.gets_a_number:
        yield Unmet(f"{request.title} đã đủ chữ ký và có hiệu lực nên không thu hồi được.")


def signing_gaps(party: Party, known: Any = None) -> Iterator[Unmet]:
    """Of one place: not released, its turn, and the deadline is not over."""
    if party.released_at is not None:
        yield Unmet(f"{party.signs_for} đã được rút tên khỏi văn bản này. Lý do: {party.release_reason}")
        return
    if party.pk not in {one.pk for one in in_turn(party.request)}:
        before = ", ".join(one.signs_for for one in in_turn(party.request))
        yield Unmet(f"Chưa thể ký: văn bản đang chờ chữ ký của {before}.")
    yield from deadline_gaps(party.request)

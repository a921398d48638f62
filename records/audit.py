"""The audit chain: what was done, by whom, when, linked so that a changed row is found.

One chain a bloc (its slug), one for the installation. hash = SHA-256(seq | previous hash | canonical JSON of the
event): docs/security.md: Audit chain. Rows are written once.
"""

import hashlib
import json
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, models, transaction

from libraries.text import likeness
from libraries.web import clock
from records.models import AuditEvent

INSTALLATION = "he-thong"
# The city: decisions and the numbers of certificates belong to no bloc.
CITY = "thanh-pho"
# "room.verb" → what the log calls it; records.transitions.Actions registers every act of the product.
WORDS: dict[str, str] = {}
FIRST = "0" * 64


def register_words(verb: str, words: str) -> None:
    """Name a verb for the log."""
    WORDS[verb] = words


def canonical(content: Mapping[str, Any]) -> str:
    """One spelling for one content: sorted keys, no spaces, NFC."""
    return unicodedata.normalize("NFC", json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":")))


def link(seq: int, previous: str, content: dict[str, Any]) -> str:
    """The hash of an event (64 hex digits)."""
    return hashlib.sha256(f"{seq}|{previous}|{canonical(content)}".encode()).hexdigest()


def chain_of(row: Any) -> str:
    """The chain that the acts on this row are written to."""
    chain: str = row.chain
    return chain


@transaction.atomic
def record(
    verb: str,
    row: models.Model | None,
    *,
    by: Any,
    chain: str | None = None,
    reason: str = "",
    from_state: str = "",
    to_state: str = "",
    data: dict[str, Any] | None = None,
) -> AuditEvent:
    """Append an event in the caller's transaction. `chain` defaults to the row's; `by` None is the system itself."""
    chain = chain or (chain_of(row) if row is not None else INSTALLATION)
    with connection.cursor() as cursor:
        # Last in the lock order (bloc, document, number, audit); released at commit.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"audit:{chain}"])
    happened = Happened(verb, row, by, chain, reason, from_state, to_state, data or {})
    event = _event(happened, *head_of(chain))
    event.save(force_insert=True)
    return event


@dataclass(frozen=True)
class Happened:
    """What an event tells; `chain` and `by` as `record` takes them."""

    verb: str
    row: models.Model | None
    by: Any
    chain: str
    reason: str = ""
    from_state: str = ""
    to_state: str = ""
    data: dict[str, Any] = field(default_factory=dict)


@transaction.atomic
def record_many(happened: Sequence[Happened]) -> None:
    """Append these events, each behind the one before it in its chain: three statements, however many there are."""
    chains = sorted({one.chain for one in happened})
    with connection.cursor() as cursor:
        # As in `record`; several chains are locked in one order by everybody.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('audit:' || c)) FROM unnest(%s::text[]) AS c", [chains])
    # A statement of its own: it sees what was committed before the locks were given.
    heads = heads_of(chains)
    events = []
    for one in happened:
        event = _event(one, *heads[one.chain])
        heads[one.chain] = (event.seq, event.hash)
        events.append(event)
    AuditEvent.objects.bulk_create(events)


def _event(one: Happened, seq: int, previous: str) -> AuditEvent:
    """The event behind number `seq` of its chain."""
    row, label = one.row, str(one.row) if one.row is not None else ""
    event = AuditEvent(
        chain=one.chain,
        seq=seq + 1,
        at=clock.now(),
        actor=one.by,
        actor_name=str(one.by) if one.by is not None else "Hệ thống",
        verb=one.verb,
        model=row._meta.label_lower if row is not None else "",
        row_pk=str(row.pk) if row is not None else "",
        row_label=label[:300],
        search_key=likeness(label)[:300],
        from_state=one.from_state,
        to_state=one.to_state,
        reason=one.reason,
        data=one.data,
        prev_hash=previous,
    )
    event.hash = link(event.seq, event.prev_hash, event.content())
    return event


def head_of(chain: str) -> tuple[int, str]:
    """Number and hash of the chain's last event; (0, FIRST) of an empty one."""
    last = AuditEvent.objects.filter(chain=chain).order_by("-seq").values_list("seq", "hash").first()
    return last or (0, FIRST)


def heads_of(chains: Collection[str]) -> dict[str, tuple[int, str]]:
    """head_of each of these chains, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT c, e.seq, e.hash FROM unnest(%s::text[]) AS c CROSS JOIN LATERAL (SELECT seq, hash"  # noqa: S608
            f" FROM {AuditEvent._meta.db_table} WHERE chain = c ORDER BY seq DESC LIMIT 1) AS e",
            [list(chains)],
        )
        found = {chain: (seq, hash_) for chain, seq, hash_ in cursor.fetchall()}
    return {chain: found.get(chain, (0, FIRST)) for chain in chains}


@dataclass(frozen=True)
class BrokenLink:
    """The first event of a chain that does not say what it said when it was written."""

    chain: str
    seq: int
    sentence: str


def broken_links() -> Iterator[BrokenLink]:
    """The first broken link of every chain that has one."""
    for chain in AuditEvent.objects.order_by("chain").values_list("chain", flat=True).distinct():
        if broken := broken_link(chain):
            yield broken


def broken_link(chain: str) -> BrokenLink | None:
    """Walk one chain to its first broken link. Memory does not grow with the chain."""
    previous, expected = FIRST, 1
    for event in AuditEvent.objects.filter(chain=chain).order_by("seq").iterator(chunk_size=500):
        if event.seq != expected:
            return BrokenLink(chain, expected, f"Thiếu dòng số {expected}.")
        if event.prev_hash != previous:
            return BrokenLink(chain, event.seq, "Không khớp với dòng trước.")
        if event.hash != link(event.seq, event.prev_hash, event.content()):
            return BrokenLink(chain, event.seq, "Nội dung của dòng này đã bị thay đổi.")
        previous, expected = event.hash, expected + 1
    return None

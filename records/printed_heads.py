"""How far the audit log was, in every file that leaves: seal and signatures name the last event of their chain.

The words stand in the reason of the signature, so they are signed with the file and shown by every reader. Whoever
rewrites the log contradicts each copy that somebody else holds. docs/security.md: Audit chain.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from libraries.pades import reasons_of
from records import anchors, audit
from records.models import Document

WORDS = re.compile(r"Nhật ký (\S+), dòng (\d+), mã ([0-9a-f]{64})\.")


@dataclass(frozen=True)
class PrintedHead:
    """What a signature says of a chain: the number and the hash of its last event."""

    chain: str
    seq: int
    event: str


def head_words(chain: str) -> str:
    """`"Nhật ký doanh-nghiep-2, dòng 41, mã 9f….".`; empty for a chain without events."""
    return heads_in_words({chain})[chain]


def heads_in_words(chains: Collection[str]) -> dict[str, str]:
    """head_words of each of these chains."""
    return {chain: _words(chain, *head) for chain, head in audit.heads_of(chains).items()}


def _words(chain: str, seq: int, event: str) -> str:
    return f"Nhật ký {chain}, dòng {seq}, mã {event}." if seq else ""


def with_head(reason: str, chain: str, head: str | None = None) -> str:
    """The reason of a signature, and behind it how far the log was; `head` as head_words said it for a whole batch."""
    return f"{reason.rstrip('. ')}. {head_words(chain) if head is None else head}".rstrip()


def heads_in(pdf: bytes) -> list[PrintedHead]:
    return [
        PrintedHead(chain, int(seq), event) for reason in reasons_of(pdf) for chain, seq, event in WORDS.findall(reason)
    ]


def contradictions(pdfs: Iterable[tuple[str, bytes]]) -> Iterator[anchors.Contradiction]:
    """What these files (name, bytes) say of the log and the database does not."""
    for name, pdf in pdfs:
        for head in heads_in(pdf):
            if sentence := anchors.against(head.chain, head.seq, head.event):
                yield anchors.Contradiction(name, head.chain, sentence)


def kept_files() -> Iterator[tuple[str, bytes]]:
    """The newest file of every issued document that carries a seal."""
    for document in Document.objects.exclude(code=None).order_by("pk").iterator():
        yield f"{document} ({document.code})", document.read()

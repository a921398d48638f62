"""Where texts stand: the facts from which the next act follows, read for a whole list in three queries."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count

from drafting.models import Comment, Consultation, Node, Text


@dataclass(frozen=True)
class TextStatus:
    """nodes: pieces of the working text; newest_round: open or ended; unanswered: comments without an answer."""

    nodes: int
    newest_round: Consultation | None
    unanswered: int

    @property
    def round_is_open(self) -> bool:
        return self.newest_round is not None and self.newest_round.is_open


def statuses_of(texts: Iterable[Text]) -> dict[int, TextStatus]:
    """By primary key of the text."""
    by_pk = {text.pk: text for text in texts}
    nodes = dict(
        Node.objects.active().filter(text__in=by_pk).order_by().values_list("text").annotate(Count("pk"))
    )  # fmt: skip
    rounds: dict[int, Consultation] = {}
    for consultation in Consultation.objects.filter(text__in=by_pk).select_related("on_version").order_by("pk"):
        consultation.text = by_pk[consultation.text_id]
        rounds[consultation.text_id] = consultation
    waiting = Comment.objects.to_answer().filter(consultation__text__in=by_pk, answer=None)
    unanswered = dict(waiting.order_by().values_list("consultation__text").annotate(Count("pk")))
    return {pk: TextStatus(nodes.get(pk, 0), rounds.get(pk), unanswered.get(pk, 0)) for pk in by_pk}


def status_of_text(text: Text) -> TextStatus:
    return statuses_of([text])[text.pk]

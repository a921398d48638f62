"""Texts, rounds and comments as verbs and pages read them.

Lock order: text, consultation, comment, audit chain.
"""

from dataclasses import dataclass

from django.db.models import Max, QuerySet

from drafting.models import Comment, Consultation, Node, Text, Version
from drafting.queries.numbering import Piece, frozen, numbered
from libraries.web.formats import short_datetime
from records.models import AuditEvent
from units.models import Unit, User


def locked_text(pk: int) -> Text:
    texts = Text.objects.select_related("emulation_year__bloc")
    return texts.select_for_update(of=("self",)).get(pk=pk)


def locked_consultation(pk: int) -> Consultation:
    rounds = Consultation.objects.select_related("text__emulation_year__bloc", "on_version")
    return rounds.select_for_update(of=("self",)).get(pk=pk)


def locked_with_its_text(pk: int) -> Consultation:
    """The round, after the text it asks about."""
    locked_text(Consultation.objects.values_list("text", flat=True).get(pk=pk))
    return locked_consultation(pk)


def working_content(text: Text) -> list[Piece]:
    """The working text as a version would hold it."""
    return frozen(numbered(text.nodes.counted()))


@dataclass(frozen=True)
class VersionLine:
    """A version, and the number of the one before it that the reader may compare it with."""

    version: Version
    before: int | None


def versions_for(user: User, text: Text) -> list[VersionLine]:
    """The versions of a text that this user may read, without their contents, newest first."""
    rows = Version.objects.visible_to(user).filter(text=text).select_related("created_by").defer("content")
    versions = list(rows.order_by("-no"))
    older: list[int | None] = [version.no for version in versions[1:]]
    return [VersionLine(version, before) for version, before in zip(versions, [*older, None], strict=False)]


def next_version_name(text: Text) -> str:
    """ "Dự thảo lần 3": what keeping the text as it stands would make."""
    last: int | None = text.versions.aggregate(last=Max("no"))["last"]
    return str(Version(no=(last or 0) + 1))


def running_round(text: Text) -> Consultation | None:
    """The round that nobody has closed; its time may be over."""
    return text.consultations.filter(closed_at=None).first()


def silent_units(consultation: Consultation) -> list[Unit]:
    """Units of the year that have sent nothing in this round."""
    heard = consultation.comments.sent().values("unit")
    return list(consultation.units().exclude(pk__in=heard))


def unanswered(text: Text) -> int:
    """Sent comments that still need an answer; plain agreement needs none."""
    return Comment.objects.filter(consultation__text=text).to_answer().filter(answer=None).count()


def consultation_unanswered(consultation: Consultation) -> int:
    """The same for one round."""
    return consultation.comments.to_answer().filter(answer=None).count()


def full_agreement(consultation: Consultation, unit: Unit) -> QuerySet[Comment]:
    """What the database calls "agrees_with_the_whole_text_once"."""
    return consultation.comments.filter(unit=unit, stance=Comment.Stance.AGREE, node_key=None)


# --- Who wrote before, and what --------------------------------------------------------------------------------------


def _savings(node: Node) -> QuerySet[AuditEvent]:
    """The log of the savings of one part."""
    events = AuditEvent.objects.filter(chain=node.chain, verb="drafting.save_node", row_pk=str(node.text_id))
    return events.filter(data__key=str(node.key)).order_by("-seq")


def words_of_revision(node: Node, revision: int) -> dict[str, str] | None:
    """Heading and body as that revision of the part had them; None when there was no such revision."""
    if revision == node.revision:
        return {"heading": node.heading, "body": node.body}
    event = _savings(node).filter(data__revision=revision).first()
    return event.data["was"] if event else None


def last_saving_words(node: Node) -> str:
    """Who saved this part last, and when, in a sentence."""
    event = _savings(node).first()
    return f"{event.actor_name} đã cập nhật phần này lúc {short_datetime(event.at)}." if event else ""


def last_edit_words(text: Text) -> str:
    """Who changed title or legal basis last, and when, in a sentence."""
    events = AuditEvent.objects.filter(chain=text.chain, verb="drafting.edit", row_pk=str(text.pk))
    event = events.order_by("-seq").first()
    return f"{event.actor_name} đã cập nhật tên, căn cứ lúc {short_datetime(event.at)}." if event else ""


def removed_words(node: Node) -> str:
    """Who put this part into the bin, and when, in a sentence."""
    return f"{node.removed_by} đã xóa phần này lúc {short_datetime(node.removed_at)}."

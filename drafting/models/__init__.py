"""Tables of drafts: a text with its parts and versions; rounds of asking with comments, answers and their table."""

from drafting.models.checks import PassedCheck
from drafting.models.consultations import (
    Answer,
    Comment,
    CommentQuerySet,
    Consultation,
    ConsultationQuerySet,
    Reattachment,
    ResponseTable,
)
from drafting.models.steps import EditStep
from drafting.models.texts import (
    AMENDED,
    BODILESS,
    HEADED,
    BoundPart,
    Node,
    NodeQuerySet,
    Text,
    TextQuerySet,
    Version,
    VersionQuerySet,
    WithLegalBasis,
    version_name,
)

__all__ = [
    "AMENDED",
    "BODILESS",
    "HEADED",
    "Answer",
    "BoundPart",
    "Comment",
    "CommentQuerySet",
    "Consultation",
    "ConsultationQuerySet",
    "EditStep",
    "Node",
    "NodeQuerySet",
    "PassedCheck",
    "Reattachment",
    "ResponseTable",
    "Text",
    "TextQuerySet",
    "Version",
    "VersionQuerySet",
    "WithLegalBasis",
    "version_name",
]

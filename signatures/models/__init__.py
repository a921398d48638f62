"""Tables of signing: the request with its parties, what was begun, accepted and signed, and what was asked instead."""

from signatures.models.issued import NumberedLast
from signatures.models.original import PaperOriginal
from signatures.models.request import SHA256, Party, SigningRequest, SigningRequestQuerySet
from signatures.models.signature import AcceptedSignature, Decline, Signature
from signatures.models.steps import SigningIntent, SigningLink

__all__ = [
    "SHA256",
    "AcceptedSignature",
    "Decline",
    "NumberedLast",
    "PaperOriginal",
    "Party",
    "Signature",
    "SigningIntent",
    "SigningLink",
    "SigningRequest",
    "SigningRequestQuerySet",
]

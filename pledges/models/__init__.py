"""Tables of pledges: the pledge, the targets of its units, and the signatures."""

from pledges.models.content import AgreementContent, NotSealed, Sealed
from pledges.models.pledge import SEALED, SHA256, Pledge, PledgeQuerySet
from pledges.models.signing import AcceptedSignature, Decline, Signature, SigningIntent, SigningLink
from pledges.models.targets import Target, TargetQuerySet, UnitPledge

__all__ = [
    "SEALED",
    "SHA256",
    "AcceptedSignature",
    "AgreementContent",
    "Decline",
    "NotSealed",
    "Pledge",
    "PledgeQuerySet",
    "Sealed",
    "Signature",
    "SigningIntent",
    "SigningLink",
    "Target",
    "TargetQuerySet",
    "UnitPledge",
]

"""Tables of pledges: the pledge and the targets of its units; its signatures stand in the room below."""

from pledges.models.content import AgreementContent, NotSealed
from pledges.models.pledge import SEALED, Pledge, PledgeQuerySet
from pledges.models.targets import Target, TargetQuerySet, UnitPledge

__all__ = [
    "SEALED",
    "AgreementContent",
    "NotSealed",
    "Pledge",
    "PledgeQuerySet",
    "Target",
    "TargetQuerySet",
    "UnitPledge",
]

"""Tables of pledges: the pledge, targets of its units and their results; its signatures stand in the room below."""

from pledges.models.content import AgreementContent, NotSealed
from pledges.models.pledge import SEALED, Pledge, PledgeQuerySet
from pledges.models.results import QuarterReport, QuarterReportQuerySet, TargetResult
from pledges.models.targets import Target, TargetQuerySet, UnitPledge

__all__ = [
    "SEALED",
    "AgreementContent",
    "NotSealed",
    "Pledge",
    "PledgeQuerySet",
    "QuarterReport",
    "QuarterReportQuerySet",
    "Target",
    "TargetQuerySet",
    "TargetResult",
    "UnitPledge",
]

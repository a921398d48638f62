"""The city, blocs, units with dated names, years and seats, people and what they hold."""

from units.models.access_change import AccessChange, AccessChangeQuerySet
from units.models.bloc import Bloc, BlocQuerySet, FormerBlocName
from units.models.changes import ChangedUnit, OrganisationChange
from units.models.city import City
from units.models.handover import Handover, HandoverQuerySet
from units.models.holdings import BoardSeat, OperatorSeat, Post, SecretariatSeat, SigningAuthority
from units.models.invitation import Invitation, InvitationQuerySet
from units.models.login import KnownDevice, Login, LoginTry
from units.models.managing_agency import ManagingAgency, managing_agency_of
from units.models.periods import HeldForATime, in_force, never_overlapping, not_over, period_forward, speaking
from units.models.person import User, UserQuerySet
from units.models.proof import FailedProof
from units.models.setup_code import SetupCode
from units.models.unit import Unit, UnitName, UnitQuerySet
from units.models.ways_in import MailedCode, MailFactor, Passkey, PasskeyQuerySet, SpentChallenge
from units.models.year import EmulationYear, EmulationYearQuerySet, Seat

__all__ = [
    "AccessChange",
    "AccessChangeQuerySet",
    "Bloc",
    "BlocQuerySet",
    "BoardSeat",
    "ChangedUnit",
    "City",
    "EmulationYear",
    "EmulationYearQuerySet",
    "FailedProof",
    "FormerBlocName",
    "Handover",
    "HandoverQuerySet",
    "HeldForATime",
    "Invitation",
    "InvitationQuerySet",
    "KnownDevice",
    "Login",
    "LoginTry",
    "MailFactor",
    "MailedCode",
    "ManagingAgency",
    "OperatorSeat",
    "OrganisationChange",
    "Passkey",
    "PasskeyQuerySet",
    "Post",
    "Seat",
    "SecretariatSeat",
    "SetupCode",
    "SigningAuthority",
    "SpentChallenge",
    "Unit",
    "UnitName",
    "UnitQuerySet",
    "User",
    "UserQuerySet",
    "in_force",
    "managing_agency_of",
    "never_overlapping",
    "not_over",
    "period_forward",
    "speaking",
]

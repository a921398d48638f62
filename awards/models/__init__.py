"""What is commended, who is proposed, who judged, what was decided, and the certificate in the hand."""

from awards.models.certificate import Certificate, CertificateTemplate
from awards.models.decision import Decision, DecisionLine, DecisionOriginal
from awards.models.kinds import AwardKind, AwardTerms, Part, Quota
from awards.models.nomination import AchievementReport, DossierPart, Nomination
from awards.models.reported_result import ReportedResult
from awards.models.review import Review
from awards.models.selection import SelectionLine, SelectionMinutes
from awards.models.submission import Submission, SubmissionLine

__all__ = [
    "AchievementReport",
    "AwardKind",
    "AwardTerms",
    "Certificate",
    "CertificateTemplate",
    "Decision",
    "DecisionLine",
    "DecisionOriginal",
    "DossierPart",
    "Nomination",
    "Part",
    "Quota",
    "ReportedResult",
    "Review",
    "SelectionLine",
    "SelectionMinutes",
    "Submission",
    "SubmissionLine",
]

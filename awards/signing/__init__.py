"""Papers of awards that people sign: loaded when the apps are ready (signatures.kinds)."""

from awards.signing.report import REPORT_PAPER
from awards.signing.selection import SELECTION_PAPER
from awards.signing.submission import SUBMISSION_PAPER

__all__ = ["REPORT_PAPER", "SELECTION_PAPER", "SUBMISSION_PAPER"]

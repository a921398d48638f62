"""Papers of this room that are signed: the regulation, the letter that corrects its slips."""

from regulations.signing.erratum import ERRATUM_PAPER
from regulations.signing.regulation import REGULATION_PAPER

__all__ = ["ERRATUM_PAPER", "REGULATION_PAPER"]

"""The papers of a conference that are signed: `minutes`, and `papers` (invitation, resolution, conclusions, list)."""

from conferences.signing.minutes import MINUTES_PAPER
from conferences.signing.papers import SIGNED_PAPERS

__all__ = ["MINUTES_PAPER", "SIGNED_PAPERS"]

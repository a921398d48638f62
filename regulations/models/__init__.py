"""Tables of regulations: what was adopted and issued, its articles for the public, letters that correct its slips."""

from regulations.models.errata import Correction, Erratum, ErratumQuerySet
from regulations.models.regulations import IN_ORDER, IssuedArticle, Regulation, RegulationQuerySet, search_key

__all__ = [
    "IN_ORDER",
    "Correction",
    "Erratum",
    "ErratumQuerySet",
    "IssuedArticle",
    "Regulation",
    "RegulationQuerySet",
    "search_key",
]

from scoring.models.criteria import CriteriaSet, Criterion, Grade
from scoring.models.objections import Objection
from scoring.models.proofs import Proof
from scoring.models.results import Result, ResultChange, ResultTable
from scoring.models.sheets import Mark, ScoreSheet

__all__ = [
    "CriteriaSet",
    "Criterion",
    "Grade",
    "Mark",
    "Objection",
    "Proof",
    "Result",
    "ResultChange",
    "ResultTable",
    "ScoreSheet",
]

from scoring.models.criteria import CriteriaSet, Criterion, Grade
from scoring.models.objections import Objection
from scoring.models.results import Result, ResultTable
from scoring.models.sheets import Mark, ScoreSheet

__all__ = ["CriteriaSet", "Criterion", "Grade", "Mark", "Objection", "Result", "ResultTable", "ScoreSheet"]

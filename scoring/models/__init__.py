from scoring.models.criteria import CriteriaSet, Criterion, Grade
from scoring.models.objections import Objection
from scoring.models.sheets import Mark, Result, ScoreSheet

__all__ = ["CriteriaSet", "Criterion", "Grade", "Mark", "Objection", "Result", "ScoreSheet"]

"""Ballots are put at the conference of 02/7/2020."""

from tests.conferences.conftest import arrive, ballot, chair, closed, counted, items, opened, planned, show_of_hands
from tests.conferences.test_actions import personas

__all__ = ["arrive", "ballot", "chair", "closed", "counted", "items", "opened", "personas", "planned", "show_of_hands"]

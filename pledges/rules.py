"""Who is who in a pledge: the secretariat prepares, units register targets; who signs: signatures/rules.py."""

from records.access import register_permission
from units.rules import is_secretary

register_permission("pledges.read_draft", is_secretary)

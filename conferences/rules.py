"""Who reads what of conferences; what is done with them is declared in actions.py."""

from records.access import register_permission
from units.rules import is_bloc_member, is_secretary

# Before they are issued, minutes are a draft among those who were there.
register_permission("conferences.read_draft_minutes", is_bloc_member)
register_permission("conferences.write_news", is_secretary)

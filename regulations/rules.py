"""What may be done with a regulation besides the acts that change it."""

from records.access import register_permission
from units.rules import is_secretary

# Goes through the text with the conference, whatever its state.
register_permission("regulations.read_in_meeting", is_secretary)

"""Who may do what with regulations: the secretariat of the bloc; everybody else reads."""

from records.access import register_permission
from regulations import workflow
from units.rules import is_secretary

register_permission("regulations.start_regulation", is_secretary)
register_permission("regulations.adopt", is_secretary, step=workflow.ADOPT)
register_permission("regulations.back_to_draft", is_secretary, step=workflow.BACK_TO_DRAFT)
register_permission("regulations.issue", is_secretary, step=workflow.ISSUE)

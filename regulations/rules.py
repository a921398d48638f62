"""Who may do what with regulations: the secretariat of the bloc; everybody else reads."""

from records.access import permit
from regulations import workflow
from units.rules import is_secretary

permit("regulations.start_regulation", is_secretary)
permit("regulations.adopt", is_secretary, step=workflow.ADOPT)
permit("regulations.back_to_draft", is_secretary, step=workflow.BACK_TO_DRAFT)
permit("regulations.issue", is_secretary, step=workflow.ISSUE)

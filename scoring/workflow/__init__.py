"""What people do in scoring, one function a verb; declared in scoring.actions, locks in scoring.queries.

`criteria` the set of a year · `marking` opened, marked in three stages · `proofs` evidence for
criteria · `objections` to what was appraised · `results` published, changed by a conference.
"""

from scoring.workflow.criteria import (
    add_criterion,
    adopt_set,
    create_set,
    edit_criterion,
    edit_set,
    move_criterion,
    remove_criterion,
)
from scoring.workflow.marking import (
    Written,
    exclude_unit,
    finish_appraisal,
    finish_check,
    open_scoring,
    return_sheet,
    save_marks,
    submit_sheet,
)
from scoring.workflow.objections import accept_appraisal, decide_objection, object_to_mark, reply_to_objection
from scoring.workflow.proofs import add_proofs, remove_proof
from scoring.workflow.results import publish_results, record_change

__all__ = [
    "Written",
    "accept_appraisal",
    "add_criterion",
    "add_proofs",
    "adopt_set",
    "create_set",
    "decide_objection",
    "edit_criterion",
    "edit_set",
    "exclude_unit",
    "finish_appraisal",
    "finish_check",
    "move_criterion",
    "object_to_mark",
    "open_scoring",
    "publish_results",
    "record_change",
    "remove_criterion",
    "remove_proof",
    "reply_to_objection",
    "return_sheet",
    "save_marks",
    "submit_sheet",
]

"""What people do with dossiers, decisions and certificates, one function a verb; declared in awards.actions."""

from awards.printing import print_waiting
from awards.workflow.certificates import hand_over, issue, replace, retry, revoke
from awards.workflow.dossier import (
    attach_minutes,
    edit,
    hand_in_minutes,
    hand_in_report,
    nominate,
    save_report,
)
from awards.workflow.judgement import decide, review, send_back
from awards.workflow.kinds import begin_terms, edit_kind, make_kind
from awards.workflow.originals import keep_original
from awards.workflow.quota import set_quota
from awards.workflow.selection import prepare_selection_minutes
from awards.workflow.submission import drop_submission, gather, prepare_submission, submit_again
from awards.workflow.templates import make_template, place_words, save_template

__all__ = [
    "attach_minutes",
    "begin_terms",
    "decide",
    "drop_submission",
    "edit",
    "edit_kind",
    "gather",
    "hand_in_minutes",
    "hand_in_report",
    "hand_over",
    "issue",
    "keep_original",
    "make_kind",
    "make_template",
    "nominate",
    "place_words",
    "prepare_selection_minutes",
    "prepare_submission",
    "print_waiting",
    "replace",
    "retry",
    "review",
    "revoke",
    "save_report",
    "save_template",
    "send_back",
    "set_quota",
    "submit_again",
]

"""The steps of a dossier and of a certificate, then one function a verb. No HTTP, no who-may."""

from awards.workflow.dossier import (
    attach_minutes,
    edit,
    finish_report,
    hand_in_minutes,
    hand_in_report,
    nominate,
    save_report,
    submit,
)
from awards.workflow.judgement import decide, review, send_back
from awards.workflow.printing import hand_over, issue, print_waiting, replace, retry, revoke, save_template
from awards.workflow.quota import set_quota
from awards.workflow.steps import CERTIFICATE_STEPS, STEPS, VERBS

__all__ = [
    "CERTIFICATE_STEPS",
    "STEPS",
    "VERBS",
    "attach_minutes",
    "decide",
    "edit",
    "finish_report",
    "hand_in_minutes",
    "hand_in_report",
    "hand_over",
    "issue",
    "nominate",
    "print_waiting",
    "replace",
    "retry",
    "review",
    "revoke",
    "save_report",
    "save_template",
    "send_back",
    "set_quota",
    "submit",
]

"""What people do with drafts, one function a verb; declared in drafting.actions, lock order in drafting.queries.

`writing` the text and its parts · `joining` two of them · `steps` undone and done again · `rewriting` several parts ·
`versions` · `consultations` rounds of asking · `comments` · `answers` · `attaching` · `checking` · `settling`.
"""

from drafting.workflow.answers import answer_comment, take_back_answer, take_in
from drafting.workflow.attaching import attach_comment
from drafting.workflow.binding import bind_parts
from drafting.workflow.checking import mend_node
from drafting.workflow.comments import (
    agree_fully,
    remove_comment,
    send_comment,
    send_comments,
    write_comment,
)
from drafting.workflow.consultations import (
    close_consultation,
    extend,
    open_consultation,
    remind,
    take_back_reminder,
)
from drafting.workflow.joining import merge_node, split_node
from drafting.workflow.references import confirm_references
from drafting.workflow.replacing import put_words_back, replace_words, search
from drafting.workflow.settling import reopen, settle
from drafting.workflow.steps import redo_step, undo_step, undoable
from drafting.workflow.versions import freeze
from drafting.workflow.writing import (
    LONGEST_BODY,
    add_node,
    create_text,
    edit,
    move_node,
    remove_node,
    restore_node,
    save_node,
)

__all__ = [
    "LONGEST_BODY",
    "add_node",
    "agree_fully",
    "answer_comment",
    "attach_comment",
    "bind_parts",
    "close_consultation",
    "confirm_references",
    "create_text",
    "edit",
    "extend",
    "freeze",
    "mend_node",
    "merge_node",
    "move_node",
    "open_consultation",
    "put_words_back",
    "redo_step",
    "remind",
    "remove_comment",
    "remove_node",
    "reopen",
    "replace_words",
    "restore_node",
    "save_node",
    "search",
    "send_comment",
    "send_comments",
    "settle",
    "split_node",
    "take_back_answer",
    "take_back_reminder",
    "take_in",
    "undo_step",
    "undoable",
    "write_comment",
]

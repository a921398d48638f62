"""What is read of drafts, one file a subject; nothing here writes.

`rows` texts and rounds under their locks, what is missing in them · `numbering` and `version_index` the parts of a text
in order · `text_status`, `round_status` how far they have come · `redline` and `word_changes` two texts compared.
"""

from drafting.queries.rows import (
    consultation_unanswered,
    full_agreement,
    last_edit_words,
    last_saving_words,
    locked_consultation,
    locked_text,
    locked_with_its_text,
    next_version_name,
    removed_words,
    running_round,
    silent_units,
    unanswered,
    versions_for,
    words_of_revision,
    working_content,
)

__all__ = [
    "consultation_unanswered",
    "full_agreement",
    "last_edit_words",
    "last_saving_words",
    "locked_consultation",
    "locked_text",
    "locked_with_its_text",
    "next_version_name",
    "removed_words",
    "running_round",
    "silent_units",
    "unanswered",
    "versions_for",
    "words_of_revision",
    "working_content",
]

"""What is read of regulations, a file a subject: `bases` · `rows` (locked) · `ballots` · `history` · `consolidated`."""

from regulations.queries.bases import basis_of
from regulations.queries.rows import amendments_in_force, in_force_in, locked_regulation, locked_with_text

__all__ = ["amendments_in_force", "basis_of", "in_force_in", "locked_regulation", "locked_with_text"]

"""What is read of regulations, one file a subject: `bases` · `rows` (locked) · `ballots` · `history`."""

from regulations.queries.bases import basis_of
from regulations.queries.rows import in_force_in, locked_regulation, locked_with_text

__all__ = ["basis_of", "in_force_in", "locked_regulation", "locked_with_text"]

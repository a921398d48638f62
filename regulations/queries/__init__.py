"""What is read of regulations, one file a subject: `rows` under their locks · `ballots` · `signers` · `history`."""

from regulations.queries.rows import in_force_in, locked_regulation, locked_with_text

__all__ = ["in_force_in", "locked_regulation", "locked_with_text"]

"""Readers for whom a page may have a paragraph of the guide of its own."""

# The readers for whom a page may have a paragraph of its own; "" is everybody else.
SECRETARY, BOARD, LEADER, STAFF, OPERATOR = "secretary", "board", "leader", "staff", "operator"


def shown(everybody: str, **own: str) -> dict[str, str]:
    """`chapter#anchor` for everybody, and by reader where another chapter is theirs."""
    return {"": everybody, **own}

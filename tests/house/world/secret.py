"""Words that occur nowhere else, so that whoever reads one has read that row."""

import re

# Codes and tokens are random letters, digits, - and _: the frame alone is one chance in 64 to the 13th power.
SECRET = re.compile(r"QXMATMAQX([A-Z]+?)(\d+)QXHET")


def secret(kind: str, number: int = 0) -> str:
    """A word that occurs nowhere else, not even by chance."""
    return f"QXMATMAQX{kind}{number}QXHET"

"""Inside the child a refusal is its code; the sentence stands in libraries.foreign_files.refusals."""


class Refused(Exception):
    """`str()` is the code."""

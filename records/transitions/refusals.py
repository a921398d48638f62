"""What is raised when an act cannot be done; the sentence is read by whoever asked."""


class Refused(Exception):
    """An act that cannot be done, with the sentence the user reads."""

    def __init__(self, message: str):
        self.message = message
        super().__init__(message)


class NotAllowedNow(Refused):
    """The row is not in a state from which this can be done, or a condition is not met."""


class SomeoneWasFaster(Refused):
    """Between reading the row and writing it somebody else changed its state."""

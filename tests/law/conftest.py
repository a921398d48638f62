"""Forms sent as a page sends them, as in units."""

from tests.units.conftest import personas, post, text_of

__all__ = ["personas", "post", "text_of"]

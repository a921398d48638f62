"""Documents of this room: the annex that prints what proves each signature."""

"""Forms of drafting, one file a subject."""

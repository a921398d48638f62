"""Pages of drafting."""

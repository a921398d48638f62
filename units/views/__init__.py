"""Pages of units, one file a noun."""

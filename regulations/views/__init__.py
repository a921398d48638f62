"""Pages of regulations, by what they are about."""

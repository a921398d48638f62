"""Pages of pledges, by noun."""

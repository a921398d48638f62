"""Pages of law, by what they show."""

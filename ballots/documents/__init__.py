"""What ballots print."""

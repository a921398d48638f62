"""Pages of ballots: the question, the votes, the count."""

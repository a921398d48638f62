"""What is typed in units: login and account, the bloc and its units, people, years."""

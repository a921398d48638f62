"""Ballots: who may enter (see the package)."""

from tests.house.relations import Who, acts, being, board, both, logged_in, member, secretary, sees

# As tests/house/world/ writes them down.
tellers = Who(lambda person, thing: f"teller {person.name}" in thing.being)
# Whoever is on the roll, and nobody else of the unit (K7).
delegates = Who(lambda person, thing: f"delegate {person.name}" in thing.being)
# A ballot is the bloc's; the board reads what was decided.
BALLOTS = {
    "ballots:ballot_detail": sees("ballot", member | being("count closed") & board),
    "ballots:vote_cast": acts("ballot", delegates),
    "ballots:record_votes": both("ballot", secretary),
    "ballots:close_ballot": acts("ballot", secretary),
    "ballots:secret_paper": acts("ballot", delegates),
    "ballots:end_vote": acts("secret_ballot", secretary),
    "ballots:teller_key": both("secret_ballot", tellers),
    "ballots:papers_count": both("secret_ballot", tellers),
    "ballots:ballot_void": both("secret_ballot", secretary),
    "ballots:papers_published": sees("secret_ballot", being("count closed") & (member | board)),
    "ballots:counting_pdf": sees("secret_ballot", being("count closed") & (member | board)),
    "ballots:counting_word": sees("secret_ballot", being("count closed") & (member | board)),
    # Printed papers: handed out by the secretariat, counted by their tellers.
    "ballots:paper_pdf": sees("printed_ballot", secretary),
    "ballots:papers_tally": both("printed_ballot", tellers),
    "ballots:check_program": sees(None, logged_in),
}

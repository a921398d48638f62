"""Ballots: who may enter (see the package)."""

from tests.house.relations import acts, being, board, both, member, secretary, sees, some_signer

# A ballot is the bloc's; the board reads what was decided.
BALLOTS = {
    "ballots:ballot_detail": sees("ballot", member | being("count closed") & board),
    "ballots:vote_cast": acts("ballot", some_signer),
    "ballots:record_votes": both("ballot", secretary),
    "ballots:close_ballot": acts("ballot", secretary),
}

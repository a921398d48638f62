"""Papers that are signed: who may enter (see the package). Most the whole bloc reads; a submission who makes it."""

from tests.house.relations import (
    Who,
    acts,
    being,
    board,
    both,
    head_leader,
    link_holder,
    logged_in,
    member,
    oneself,
    secretary,
    sees,
    some_signer,
    worker,
)

# Whom the paper names, or whoever speaks for a unit that signs it.
signers = Who(lambda person, thing: f"signer {person.name}" in thing.being) | being("signed by units") & some_signer
putter = Who(lambda person, thing: f"put by {person.name}" in thing.being)
# Whoever can sign it sees how far it is, of a submission the head unit's leader; of a report its own unit's people too.
OF_THE_BLOC = being("of the whole bloc") & (member | being("published") & board)
READS = secretary | signers | being("of the head") & head_leader | worker | OF_THE_BLOC
# A unit numbers its own report.
NUMBERS = secretary | being("of a unit") & worker
SIGNATURES = {
    "signatures:sign_list": both(None, logged_in),
    "signatures:sign_list_done": sees(None, logged_in),
    # The head's side puts its submission before the signers too.
    "signatures:request_start": both("paper", secretary | being("of the head") & head_leader),
    "signatures:request_issue": both("request", NUMBERS),
    "signatures:original_receive": both("request", NUMBERS),
    "signatures:request_withdraw": both("request", secretary | putter),
    "signatures:request_detail": sees("request", READS),
    "signatures:request_pdf": sees("request", READS),
    # Records of signatures hold addresses and times: all for the secretariat, a signer their own.
    "signatures:evidence_pdf": sees("request", secretary | signers),
    "signatures:request_extend": both("request", secretary | putter),
    "signatures:request_remind": acts("request", secretary | putter),
    "signatures:take_back_reminder": acts("request", secretary | putter),
    "signatures:party_release": both("party", secretary),
    "signatures:sign_read": sees("request", READS),
    "signatures:start_signing": acts("request", signers),
    "signatures:request_decline": both("request", signers),
    # A signature begun is its own person's, whoever else holds its number.
    "signatures:sign_confirm": both("intent", oneself),
    "signatures:sign_done": sees("intent", oneself),
    "signatures:signed_pdf": sees("intent", oneself),
    "signatures:sign_link": sees("link", being("live") & link_holder),
    "signatures:link_pdf": sees("link", being("live")),
    "signatures:start_by_link": acts("link", being("live") & link_holder),
}

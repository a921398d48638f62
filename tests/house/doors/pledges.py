"""Pledges and their signatures: who may enter (see the package)."""

from tests.house.relations import (
    acts,
    being,
    board,
    both,
    link_holder,
    logged_in,
    member,
    oneself,
    sealed,
    secretary,
    sees,
    some_signer,
    worker,
)

# Units register targets from the first draft on; the board sees what was sealed.
PLEDGE_SEEN = member | sealed & board
PLEDGES = {
    "pledges:pledge_list": sees(None, logged_in),
    "pledges:pledge_start": both("year_pk", secretary),
    "pledges:pledge_detail": sees("pledge", PLEDGE_SEEN),
    "pledges:pledge_open": both("pledge", secretary),
    "pledges:withdraw_opening": both("pledge", secretary),
    "pledges:pledge_extend": both("pledge", secretary),
    "pledges:pledge_remind": acts("pledge", secretary),
    "pledges:take_back_reminder": acts("pledge", secretary),
    "pledges:pledge_close": both("pledge", secretary),
    "pledges:pledge_pdf": sees("pledge", secretary | sealed & (member | board)),
    # Records of signatures hold addresses and times: all for the secretariat, a leader their own unit's.
    "pledges:evidence_pdf": sees("pledge", secretary | some_signer),
    "pledges:target_edit": both("target", secretary | worker),
    "pledges:sign_read": sees("pledge", PLEDGE_SEEN),
    "pledges:start_signing": acts("pledge", some_signer),
    "pledges:pledge_decline": both("pledge", some_signer),
    # A signature begun is its own person's, whoever else holds its number.
    "pledges:sign_confirm": both("intent", oneself),
    "pledges:sign_done": sees("intent", oneself),
    "pledges:signed_pdf": sees("intent", oneself),
    "pledges:sign_link": sees("link", being("live") & link_holder),
    "pledges:link_pdf": sees("link", being("live")),
    "pledges:start_by_link": acts("link", being("live") & link_holder),
}

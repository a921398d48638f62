"""Pledges: who may enter (see the package)."""

from tests.house.relations import (
    acts,
    board,
    both,
    logged_in,
    member,
    sealed,
    secretary,
    sees,
    signer,
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
    "pledges:pledge_close": both("pledge", secretary),
    "pledges:pledge_pdf": sees("pledge", secretary | sealed & (member | board)),
    "pledges:target_edit": both("target", secretary | worker),
    # Targets are read from the sealing on.
    "pledges:results_detail": sees("pledge", sealed & (member | board)),
    "pledges:results_excel": sees("quarter of a pledge", sealed & (member | board)),
    "pledges:result_edit": both("quarter", secretary | worker),
    "pledges:confirm_results": acts("quarter", signer),
    "pledges:results_reopen": both("quarter", secretary | signer),
}

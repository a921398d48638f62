"""Pledges: who may enter (see the package)."""

from tests.house.relations import (
    board,
    both,
    logged_in,
    member,
    sealed,
    secretary,
    sees,
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
}

"""What can be done in units. No states here: what is in force follows from dates.

`access_changes` acts of two · `account` password and codes · `ways_in` passkeys, codes by mail · `logins` where one is
logged in · `invitations` the way in · `waiting` before the first signature · `city` what the city is called · `blocs`
the bloc and its units' names ·
`membership` units that join, merge, split, move, end · `years` years and seats · `operators` who runs the installation
· `people` persons, posts, authorities · `leaving` who goes, and to whom their work goes. Every verb
writes its audit event in its own transaction; a period that would overlap another one is refused with a sentence
(NotAllowedNow).
"""

from units.workflow.access_changes import confirm_change, refuse_change, request_new_factor
from units.workflow.account import (
    change_password,
    confirm_device,
    end_other_logins,
    issue_static_codes,
    remove_device,
    start_device,
)
from units.workflow.blocs import correct_name, edit_bloc, rename_unit
from units.workflow.city import begin_city_period, correct_city
from units.workflow.city_blocs import end_bloc, make_bloc, rename_bloc
from units.workflow.founding import create_person
from units.workflow.handover import hand_over, take_over, withdraw_handover
from units.workflow.invitations import (
    accept_address,
    open_invitation,
    print_invitation,
    reset_password,
    send_invitation,
    send_password_link,
    set_up_account,
    set_up_factor,
)
from units.workflow.leaving import granted_by, holdings_of, leave
from units.workflow.logins import (
    asks_no_code,
    begin_login,
    end_every_login,
    end_login,
    hash_of_device,
    new_device_token,
    tell_locked,
    write_break_glass,
)
from units.workflow.managing_agency import set_managing_agency
from units.workflow.membership import close_unit, join_unit, merge_units, move_unit, split_unit
from units.workflow.offices import end_board_member, end_secretary, seat_board_member, seat_secretary
from units.workflow.operators import end_operator, seat_operator
from units.workflow.people import (
    add_person,
    add_post,
    close_post,
    deactivate_person,
    edit_person,
    edit_profile,
    grant_authority,
    reactivate_person,
    withdraw_authority,
)
from units.workflow.setup_code import (
    code_still_opens,
    make_setup_code,
    prove_setup_code,
    setup_invitation,
    somebody_runs_it,
)
from units.workflow.waiting import shorten_waiting
from units.workflow.ways_in import (
    add_passkey,
    begin_mail_codes,
    end_mail_codes,
    remove_passkey,
    send_code_if_no_other,
    send_mail_code,
)
from units.workflow.years import add_year, edit_year, move_seat, set_role

__all__ = [
    "accept_address",
    "add_passkey",
    "add_person",
    "add_post",
    "add_year",
    "asks_no_code",
    "begin_city_period",
    "begin_login",
    "begin_mail_codes",
    "change_password",
    "close_post",
    "close_unit",
    "code_still_opens",
    "confirm_change",
    "confirm_device",
    "correct_city",
    "correct_name",
    "create_person",
    "deactivate_person",
    "edit_bloc",
    "edit_person",
    "edit_profile",
    "edit_year",
    "end_bloc",
    "end_board_member",
    "end_every_login",
    "end_login",
    "end_mail_codes",
    "end_operator",
    "end_other_logins",
    "end_secretary",
    "grant_authority",
    "granted_by",
    "hand_over",
    "hash_of_device",
    "holdings_of",
    "issue_static_codes",
    "join_unit",
    "leave",
    "make_bloc",
    "make_setup_code",
    "merge_units",
    "move_seat",
    "move_unit",
    "new_device_token",
    "open_invitation",
    "print_invitation",
    "prove_setup_code",
    "reactivate_person",
    "refuse_change",
    "remove_device",
    "remove_passkey",
    "rename_bloc",
    "rename_unit",
    "request_new_factor",
    "reset_password",
    "seat_board_member",
    "seat_operator",
    "seat_secretary",
    "send_code_if_no_other",
    "send_invitation",
    "send_mail_code",
    "send_password_link",
    "set_managing_agency",
    "set_role",
    "set_up_account",
    "set_up_factor",
    "setup_invitation",
    "shorten_waiting",
    "somebody_runs_it",
    "split_unit",
    "start_device",
    "take_over",
    "tell_locked",
    "withdraw_authority",
    "withdraw_handover",
    "write_break_glass",
]

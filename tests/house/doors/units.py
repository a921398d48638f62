"""Blocs, units and people: who may enter (see the package)."""

from tests.house.relations import (
    Who,
    acts,
    anybody,
    being,
    board,
    both,
    chief,
    logged_in,
    member,
    nobody,
    oneself,
    operator,
    real,
    secretary,
    sees,
    worker,
)

# Who is who is seen by the city too: its board, and whoever runs the installation.
MEMBERS_AND_CITY = member | real & (board | operator)
KEEPS_THE_PERSON = secretary & being("kept") & ~oneself
# Acts of two: seen by whom they concern, confirmed by anybody of them but whoever prepared it and whose it is.
preparer = Who(lambda person, thing: f"prepared by {person.name}" in thing.being)
SEES_THE_CHANGE = oneself | worker | secretary | board | operator
SECOND = SEES_THE_CHANGE & ~preparer & ~oneself
UNITS = {
    "units:login": both(None, anybody),
    # Offered only where the settings name a provider; without one nobody finds them (tests/units/test_sign_on.py).
    **dict.fromkeys(("units:sign_on_start", "units:sign_on_return"), sees(None, nobody)),
    "units:login_code": both(None, anybody, at_login=True),
    "units:logout": acts(None, anybody, at_login=True),
    "units:password_forgotten": both(None, anybody),
    "units:password_asked": sees(None, anybody),
    "units:invitation_accept": both("invitation", being("good"), at_login=True),
    "units:invitation_device": both("invitation", being("good"), at_login=True),
    "units:account_detail": sees(None, logged_in),
    "units:step_up": both(None, logged_in),
    "units:password_edit": both(None, logged_in),
    "units:profile_edit": both(None, logged_in),
    "units:device_setup": both(None, logged_in),
    "units:start_device": acts(None, logged_in),
    "units:device_remove": both(None, logged_in),
    "units:issue_static_codes": acts(None, logged_in),
    "units:login_list": sees(None, logged_in),
    "units:end_login": acts("login", oneself),
    "units:end_every_login": acts(None, logged_in),
    "units:change_list": sees(None, logged_in),
    "units:change_detail": sees("change", SEES_THE_CHANGE),
    "units:confirm_change": acts("change", SECOND),
    "units:change_refuse": both("change", SECOND | preparer | oneself),
    "units:bloc_list": sees(None, logged_in),
    "units:bloc_detail": sees("bloc", MEMBERS_AND_CITY),
    "units:bloc_edit": both("bloc", secretary),
    "units:unit_detail": sees("unit", MEMBERS_AND_CITY),
    # Who belongs to a bloc is decided by the city: its secretariat or the operator writes it down.
    "units:unit_rename": both("unit", secretary | real & operator),
    "units:managing_agency": both("unit", secretary | real & operator),
    "units:name_correct": both("unit_name", secretary | real & operator),
    **dict.fromkeys(("units:unit_add", "units:unit_merge"), both("bloc", secretary | operator)),
    "units:unit_close": both("unit", secretary | real & operator),
    "units:unit_split": both("unit", secretary | real & operator),
    "units:unit_move": both("unit", real & operator),
    "units:post_add": both("unit", secretary),
    "units:post_close": both("post", secretary),
    # The leader lets somebody sign; who signs by an authorisation does not pass it on.
    "units:authority_grant": both("unit", secretary | chief),
    "units:authority_withdraw": both("authority", secretary | chief),
    "units:person_list": sees("bloc", MEMBERS_AND_CITY),
    "units:person_add": both("bloc", secretary),
    "units:person_detail": sees("person", being("known there") & MEMBERS_AND_CITY),
    # An account is kept by the secretariat of its bloc: never one's own, never one of the city board.
    "units:person_edit": both("person", KEEPS_THE_PERSON),
    "units:person_deactivate": both("person", KEEPS_THE_PERSON),
    "units:reactivate_person": acts("person", KEEPS_THE_PERSON),
    "units:send_invitation": acts("person", KEEPS_THE_PERSON | being("known there") & operator),
    "units:print_invitation": acts("person", being("known there") & operator),
    "units:person_events": sees("person", KEEPS_THE_PERSON | being("known there") & (board | operator)),
    "units:factor_request": both("person", KEEPS_THE_PERSON | being("known there") & operator),
    "units:waiting_shorten": both("person", being("known there") & board & ~oneself),
    "units:year_list": sees("bloc", MEMBERS_AND_CITY),
    "units:year_add": both("bloc", secretary),
    "units:year_detail": sees("year", MEMBERS_AND_CITY),
    "units:year_edit": both("year", secretary),
    "units:set_role": acts("seat", secretary),
    "units:role_change": both("seat", secretary),
    "units:move_seat": acts("seat", secretary),
}

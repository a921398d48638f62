"""The roof and the administration: who may enter (see the package)."""

from tests.house.relations import acts, anybody, being, both, logged_in, oneself, operator, secretary, sees

ROOF = {
    "home": sees(None, logged_in),
    # On this machine only (tests/khoithidua/test_health.py): the doors are tried on it.
    **dict.fromkeys(("health", "readiness", "metrics"), sees(None, anybody)),
    **dict.fromkeys(("favicon", "robots", "security_contact", "manifest"), sees(None, anybody)),
    # In the world somebody runs the installation: the code opens nothing any more, its page leads everybody on.
    **dict.fromkeys(("setup", "setup_sheet"), sees(None, operator)),
    "setup_code": both(None, anybody),
    **dict.fromkeys(("setup_city", "setup_operator", "setup_board", "setup_bloc"), both(None, operator)),
    **dict.fromkeys(("setup_units", "setup_people", "setup_year", "setup_invitations"), both("bloc", operator)),
    # The guide tells how to sign and to verify, so it stands open like the pages that do.
    **dict.fromkeys(("guide_list", "guide_print"), sees(None, anybody)),
    "guide_detail": sees("chapter", anybody),
    "guide_card": sees("card", anybody),
    # Who is who in a bloc is written by its secretariat.
    "people_import": both("bloc", secretary),
    "people_sheet": sees("bloc", secretary),
    # Of the account: whoever keeps it, and the city; nobody one's own.
    "person_leave": both("account", (secretary & being("kept") | operator) & ~oneself),
}

# Whoever runs the installation, and nobody else.
ADMINISTRATION = {
    **dict.fromkeys(("own_data", "own_data_file"), sees(None, logged_in)),
    "administration": sees(None, operator),
    "system_condition": sees(None, operator),
    "send_test_mail": acts(None, operator),
    "job_list": sees(None, operator),
    "office_list": sees(None, operator),
    "account_add": both(None, operator),
    "operator_add": both(None, operator),
    "operator_end": both("operator_seat", operator),
    "board_add": both(None, operator),
    "board_end": both("board_seat", operator),
    "secretary_add": both(None, operator),
    "secretary_end": both("secretary_seat", operator),
    # Both who sign it, the secretariat, the operator; signed by whoever it names.
    "handover_start": both("bloc", secretary),
    "handover_detail": sees("handover", secretary | operator | oneself),
    "handover_take": both("handover", oneself),
    "handover_withdraw": both("handover", secretary | operator | oneself),
    "bloc_rename": both("bloc", operator),
    "bloc_end": both("bloc", operator),
    "city_detail": sees(None, operator),
    "city_edit": both(None, operator),
    "city_begin": both(None, operator),
    "wording_list": sees(None, operator),
    "wording_begin": both(None, operator),
}

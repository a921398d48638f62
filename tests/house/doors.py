"""Who may enter where: the authorization document of the house (ASVS 8.1.1), one line a URL.

Written from the design (docs/architecture.md, the rooms' docstrings, the law and custom of a bloc), never from the
application's code: test_doors.py compares the two. A URL without a line here fails the test.

    "regulations:regulation_pdf": sees("regulation", secretary | sent & member | published & board)

reads: the page shows a row of kind "regulation"; the secretariat of its bloc sees it, members of the bloc once it was
sent to them, the city board once it was issued. `acts` is the same for a POST. What a person may not see is a 404,
what they may see but not do is a 403; both are refusals here. A state that does not allow it now (409) is no refusal.
"""

from collections.abc import Callable

from tests.house.relations import (
    Who,
    acts,
    anybody,
    being,
    board,
    both,
    chief,
    decided,
    decider,
    ended,
    handed_in,
    head_leader,
    link_holder,
    logged_in,
    member,
    nobody,
    oneself,
    operator,
    published,
    real,
    sealed,
    secretary,
    secretary_somewhere,
    sees,
    sent,
    settled,
    shown,
    signer,
    some_signer,
    some_worker,
    worker,
)
from tests.house.world import Thing
from tests.support.persona import Persona

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
    "bloc_add": both(None, operator),
    "bloc_rename": both("bloc", operator),
    "bloc_end": both("bloc", operator),
    "city_detail": sees(None, operator),
    "city_edit": both(None, operator),
    "city_begin": both(None, operator),
}

RECORDS = {
    # Verification is public: exactly what the code says, whoever asks.
    "records:verify_start": sees(None, anybody),
    "records:audit_anchors": sees(None, anybody),
    "records:anchor_file": sees("anchor", real),
    "records:verify_file": acts(None, anybody),
    "records:verify_result": sees("file_check", being("sent")),
    "records:verdict_json": sees("code", published),
    "records:verdict_detail": sees("code", published),
    "records:audit_log": sees(None, secretary_somewhere | board | operator),
    "records:check_audit": acts(None, secretary_somewhere | board | operator),
    "records:job_detail": sees("job", oneself | secretary | board),
}

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

NOTICES = {
    "notices:notice_list": sees(None, logged_in),
    "notices:mark_all_read": acts(None, logged_in),
    "notices:mark_read": acts("notice", oneself),
    "notices:letter_list": sees(None, secretary_somewhere | board),
    "notices:mail_list": sees(None, secretary_somewhere),
    "notices:mail_retry_all": acts(None, secretary_somewhere),
    "notices:mail_retry": acts("mail", secretary),
    # Only in sample mode, which these tests leave off.
    "notices:sample_mailbox": sees(None, nobody),
}

# A conference is the bloc's; the board reads it when it is over, and its minutes then.
CONFERENCE_SEEN = member | being("closed") & board
CONFERENCES = {
    "conferences:conference_list": sees(None, logged_in),
    "conferences:conference_plan": both("year_pk", secretary),
    "conferences:conference_detail": sees("conference", CONFERENCE_SEEN),
    "conferences:conference_edit": both("conference", secretary),
    "conferences:conference_open": acts("conference", secretary),
    "conferences:conference_close": both("conference", secretary),
    "conferences:news_detail": sees("conference", secretary),
    "conferences:agenda_edit": sees("conference", secretary),
    "conferences:add_agenda_item": both("conference", secretary),
    "conferences:move_agenda_item": acts("agenda_item", secretary),
    "conferences:remove_agenda_item": acts("agenda_item", secretary),
    "conferences:invite_guest": both("conference", secretary),
    "conferences:remove_guest": acts("guest", secretary),
    "conferences:events_edit": both("conference", secretary),
    "conferences:attendance_edit": both("conference", secretary),
    "conferences:ballot_open": both("conference", secretary),
    "conferences:ballot_detail": sees("ballot", CONFERENCE_SEEN),
    "conferences:vote_cast": acts("ballot", some_signer),
    "conferences:record_votes": both("ballot", secretary),
    "conferences:close_ballot": acts("ballot", secretary),
    "conferences:minutes_detail": sees("conference", CONFERENCE_SEEN),
    "conferences:minutes_pdf": sees("conference", CONFERENCE_SEEN),
    "conferences:minutes_word": sees("conference", CONFERENCE_SEEN),
    "conferences:issue_minutes": acts("conference", secretary),
}

# A text is the secretariat's until it is sent; units see the versions they were asked about and the settled one.
TEXT_SEEN = secretary | sent & member | settled & board
VERSION_SEEN = secretary | shown & member | settled & board
# What the other units said is read when the round is over.
ANSWERS_SEEN = secretary | ended & member
DRAFTING = {
    "drafting:text_list": sees(None, logged_in),
    "drafting:text_start": both(None, secretary_somewhere),
    "drafting:text_detail": sees("text", TEXT_SEEN),
    "drafting:text_title": both("text", secretary),
    "drafting:freeze": both("text", secretary),
    "drafting:settle": acts("text", secretary),
    "drafting:reopen": both("text", secretary),
    "drafting:text_edit": sees("text", secretary),
    "drafting:add_node": acts("text", secretary),
    "drafting:node_edit": both("node", secretary),
    "drafting:move_node": acts("node", secretary),
    "drafting:remove_node": acts("node", secretary),
    "drafting:restore_node": acts("node", secretary),
    "drafting:version_detail": sees("version", VERSION_SEEN),
    "drafting:version_pdf": sees("version", VERSION_SEEN),
    "drafting:version_word": sees("version", VERSION_SEEN),
    "drafting:version_compare": sees("text", TEXT_SEEN & being("kept in a version")),
    "drafting:compare_word": sees("text", TEXT_SEEN & being("kept in a version")),
    "drafting:consultation_start": both("text", secretary),
    "drafting:consultation_detail": sees("round", member),
    "drafting:remind": acts("round", secretary),
    "drafting:consultation_extend": both("round", secretary),
    "drafting:consultation_close": sees("round", secretary),
    "drafting:close_consultation": acts("round", secretary),
    # Written by the unit's people, sent by whoever speaks for it; nobody else, the secretariat included.
    "drafting:comment_start": both("round", some_worker),
    "drafting:send_comments": acts("round", some_signer),
    "drafting:agree_fully": acts("round", some_signer),
    "drafting:comment_edit": both("comment", worker),
    "drafting:remove_comment": acts("comment", worker),
    "drafting:send_comment": acts("comment", signer),
    "drafting:answer_edit": both("comment", secretary & sent),
    "drafting:response_table": sees("round", ANSWERS_SEEN),
    "drafting:response_pdf": sees("round", ANSWERS_SEEN),
    "drafting:response_word": sees("round", ANSWERS_SEEN),
    "drafting:issue_response_table": acts("round", secretary),
}

REGULATION_SEEN = secretary | (sent | published) & member | published & board
REGULATIONS = {
    "regulations:regulation_list": sees(None, logged_in),
    "regulations:regulation_start": both("year_pk", secretary),
    "regulations:regulation_detail": sees("regulation", REGULATION_SEEN),
    "regulations:regulation_pdf": sees("regulation", REGULATION_SEEN),
    "regulations:regulation_word": sees("regulation", REGULATION_SEEN),
    "regulations:adoption_start": both("regulation", secretary),
    "regulations:return_start": both("regulation", secretary),
    "regulations:issue_start": both("regulation", secretary),
    "regulations:issue_preview": sees("regulation", secretary),
}

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

# The city board sees what was submitted to it, of all blocs; other units of the bloc what was decided. The leader of
# the Khối trưởng unit signs the submission, so reads all dossiers of the bloc.
DOSSIER_READ = secretary | head_leader | worker | handed_in & board
NOMINATION_SEEN = DOSSIER_READ | decided & member
# Nobody judges a unit of their own.
JUDGES = handed_in & board & ~worker
CERTIFIED = member | board
AWARDS = {
    "awards:nomination_list": sees(None, logged_in),
    "awards:nomination_new": both("year_pk", secretary),
    "awards:nomination_detail": sees("nomination", NOMINATION_SEEN),
    "awards:nomination_edit": both("nomination", secretary),
    "awards:report_edit": both("nomination", secretary | worker),
    "awards:finish_report": acts("nomination", secretary | worker),
    "awards:hand_in_report": both("nomination", secretary | worker),
    "awards:minutes_edit": both("nomination", secretary),
    "awards:hand_in_minutes": both("nomination", secretary),
    "awards:nomination_submit": both("nomination", secretary | head_leader),
    "awards:send_back": both("nomination", JUDGES),
    "awards:part_file": sees("part", DOSSIER_READ),
    "awards:part_word": sees("word_part", DOSSIER_READ),
    "awards:part_page": sees("part_page", DOSSIER_READ),
    "awards:review_queue": sees(None, board),
    "awards:review_edit": both("nomination", handed_in & board, acting=JUDGES),
    "awards:decision_list": sees(None, logged_in),
    "awards:decision_new": both(None, decider),
    "awards:decision_detail": sees("decision", CERTIFIED),
    "awards:decision_file": sees("decision", CERTIFIED),
    "awards:decision_draft_word": sees("deciding authority", decider),
    "awards:issue_check": both("decision", decider),
    # Whoever issues the certificates proofs them: the city, since the secretariat of a bloc issues none.
    "awards:proof_file": sees("line", decider),
    "awards:certificate_list": sees(None, logged_in),
    "awards:handover_edit": both(None, secretary_somewhere | board),
    "awards:retry": acts(None, decider),
    "awards:certificate_detail": sees("certificate", CERTIFIED),
    "awards:certificate_file": sees("certificate", CERTIFIED),
    "awards:certificate_picture": sees("certificate", CERTIFIED),
    "awards:overprint_file": sees("certificate", secretary | board),
    "awards:ruler_file": sees("certificate", secretary | board),
    **dict.fromkeys(("awards:certificate_revoke", "awards:certificate_replace"), both("certificate", decider)),
    "law:legal_text_list": sees(None, logged_in),
    "law:legal_text_add": both(None, board | operator),
    "law:legal_text_edit": both("legal text", board | operator),
    "awards:quota_list": sees(None, logged_in),
    "awards:quota_edit": sees("year_pk", board),
    "awards:set_quota": both("quota", board),
    # What can be awarded under which law is no secret; the operator writes it down.
    "awards:kind_list": sees(None, logged_in),
    "awards:kind_detail": sees("kind", logged_in),
    "awards:kind_edit": both("kind", operator),
    "awards:terms_begin": both("kind", operator),
    "awards:template_list": sees(None, board),
    "awards:template_edit": both("template", decider),
    "awards:template_ruler": sees("template", board),
}

DOORS = {
    **ROOF,
    **ADMINISTRATION,
    **RECORDS,
    **UNITS,
    **NOTICES,
    **CONFERENCES,
    **DRAFTING,
    **REGULATIONS,
    **PLEDGES,
    **AWARDS,
}

# What a form of theirs would send, where an empty one says nothing about who is asking.
TYPED: dict[str, Callable[[Persona, Thing], dict]] = {
    "pledges:start_signing": lambda person, thing: {"unit": person.unit},
    "drafting:comment_start": lambda person, thing: {"node": "", "stance": "agree", "body": "Nhất trí"},
}

# The same pages with what can be asked of them in the address: nothing more may be seen so.
ASKED = {
    "records:audit_log": [
        "?doi-tuong=QX",
        "?khoi=doanh-nghiep-2",
        "?khoi=khoi-minh-hoa",
        "?trang=2",
        "?trang=3",
        '?sau=["khoi-minh-hoa","999"]',
        "?xuat=excel",
    ],
    "units:person_list": ["?ca_cu=on", "?tim=a"],
    "drafting:version_compare": ["?tu=1&den=2", "?tu=1&den=dang-soan"],
    "drafting:consultation_detail": ["?don-vi=1", "?don-vi=6"],
    "awards:review_edit": ["?xem=report"],
    "awards:nomination_list": ["?tim=QX"],
    "awards:certificate_list": ["?tim=QX"],
    "regulations:regulation_list": ["?tim=QX"],
    "conferences:conference_list": ["?nam=2020"],
    "drafting:text_list": ["?nam=2020"],
}

"""Conferences: who may enter (see the package)."""

from tests.house.relations import acts, being, board, both, logged_in, member, secretary, sees, some_worker, worker

# A conference is the bloc's; the board reads it when it is over, and its minutes then.
CONFERENCE_SEEN = member | being("closed") & board
PAPER_SEEN = member | being("issued paper") & being("closed") & board
CONFERENCES = {
    "conferences:conference_list": sees(None, logged_in),
    "conferences:conference_plan": both("year_pk", secretary),
    "conferences:conference_detail": sees("conference", CONFERENCE_SEEN),
    "conferences:conference_edit": both("conference", secretary),
    "conferences:conference_open": acts("conference", secretary),
    "conferences:conference_close": both("conference", secretary),
    "conferences:news_detail": both("conference", secretary),
    "conferences:publish_news": acts("news", secretary),
    "conferences:take_news_down": acts("news", secretary),
    "conferences:news_html": sees("news", secretary),
    "conferences:photos_edit": both("conference", secretary),
    "conferences:move_photo": acts("photo", secretary),
    "conferences:remove_photo": acts("photo", secretary),
    # What is published is everybody's, its photographs too; before that a photograph is seen with its conference.
    "conferences:news_public": sees("news", being("published news")),
    "conferences:news_photo": sees("photo_size", being("published news") | CONFERENCE_SEEN),
    "conferences:agenda_edit": sees("conference", secretary),
    "conferences:add_agenda_item": both("conference", secretary),
    "conferences:take_usual_agenda": acts("conference", secretary),
    "conferences:move_agenda_item": acts("agenda_item", secretary),
    "conferences:remove_agenda_item": acts("agenda_item", secretary),
    "conferences:invite_guest": both("conference", secretary),
    "conferences:remove_guest": acts("guest", secretary),
    "conferences:events_edit": both("conference", secretary),
    "conferences:attendance_edit": both("conference", secretary),
    "conferences:everybody_here": acts("conference", secretary),
    "conferences:contribution_add": both("agenda_item", secretary),
    "conferences:contribution_edit": both("contribution", secretary),
    "conferences:remove_contribution": acts("contribution", secretary),
    # Good practice is the bloc's own; the board reads it when the conference is over.
    "conferences:assign": both("contribution", secretary),
    "conferences:assignment_list": sees(None, logged_in),
    "conferences:assignment_detail": sees("assignment", CONFERENCE_SEEN),
    "conferences:name_owner": both("assignment", worker),
    "conferences:assignment_report": both("assignment", worker),
    "conferences:assignment_return": both("assignment", secretary),
    "conferences:confirm_assignment": acts("assignment", secretary),
    "conferences:remove_assignment": acts("assignment", secretary),
    "conferences:assignment_evidence": sees("assignment_evidence", CONFERENCE_SEEN),
    "conferences:paper_list": sees(None, logged_in),
    "conferences:paper_detail": sees("contributed paper", CONFERENCE_SEEN),
    "conferences:paper_file": sees("paper_file", CONFERENCE_SEEN),
    "conferences:paper_send": both("conference", some_worker),
    "conferences:ballot_open": both("conference", secretary),
    "conferences:screen_control": sees("conference", secretary),
    "conferences:open_screen": acts("conference", secretary),
    "conferences:project": acts("conference", secretary),
    "conferences:close_screen": acts("conference", secretary),
    # Whoever holds the address reads what is on the wall; a closed or invented one leads nowhere.
    "conferences:screen_public": sees("hall_screen", being("on the wall")),
    "conferences:minutes_detail": sees("conference", CONFERENCE_SEEN),
    "conferences:minutes_pdf": sees("conference", CONFERENCE_SEEN),
    "conferences:minutes_word": sees("conference", CONFERENCE_SEEN),
    # What was issued is read by all who see the conference, a draft in its bloc.
    "conferences:signed_paper": sees("conference_paper", PAPER_SEEN),
    "conferences:composed_paper": sees("composed_paper", PAPER_SEEN),
    "conferences:invitation_detail": sees("conference", secretary),
    "conferences:remind_invited": acts("conference", secretary),
    "conferences:take_back_reminder": acts("conference", secretary),
    "conferences:answer_for_guest": acts("guest", secretary),
    "conferences:send_to_guest": acts("guest", secretary),
    "conferences:revoke_guest_link": acts("guest", secretary),
    # Whoever holds the address that was mailed to the guest; the guest has no account.
    "conferences:guest_reply": both("guest_link", being("mailed")),
    # The unit's own people, and the secretariat that was told by phone.
    "conferences:invitation_reply": both("reply", worker | secretary),
    "conferences:conference_reschedule": both("conference", secretary),
    "conferences:conference_cancel": both("conference", secretary),
    "conferences:conference_calendar": sees("conference", CONFERENCE_SEEN),
}

"""What people do with conferences, one function a verb; declared in conferences.actions, locks in conferences.queries.

`programme` · `invitations` · `meeting` who is here, opened, closed · `contributions` · `assignments` ·
`voting` a question is put · `screen` in the hall · `news`. How minutes are signed and issued: conferences.signing.
"""

from conferences.workflow.assignments import (
    assign,
    confirm_assignment,
    name_owner,
    remove_assignment,
    report_assignment,
    return_assignment,
)
from conferences.workflow.contributions import (
    edit_contribution,
    hand_in_paper,
    record_contribution,
    remove_contribution,
)
from conferences.workflow.invitations import (
    answer_by_link,
    answer_for_guest,
    cancel,
    remind_invited,
    reply,
    reschedule,
    revoke_guest_link,
    send_to_guest,
    take_back_reminder,
)
from conferences.workflow.meeting import (
    Presence,
    close_conference,
    open_conference,
    record_attendance,
    record_events,
    record_everybody_here,
)
from conferences.workflow.news import (
    add_photo,
    edit_news,
    move_photo,
    publish_news,
    remove_photo,
    take_news_down,
    write_news,
)
from conferences.workflow.programme import (
    add_agenda_item,
    edit,
    forget_usual_agenda,
    invite_guest,
    keep_usual_agenda,
    move_agenda_item,
    plan,
    remove_agenda_item,
    remove_guest,
    take_usual_agenda,
)
from conferences.workflow.screen import close_screen, open_screen, project
from conferences.workflow.voting import open_ballot

__all__ = [
    "Presence",
    "add_agenda_item",
    "add_photo",
    "answer_by_link",
    "answer_for_guest",
    "assign",
    "cancel",
    "close_conference",
    "close_screen",
    "confirm_assignment",
    "edit",
    "edit_contribution",
    "edit_news",
    "forget_usual_agenda",
    "hand_in_paper",
    "invite_guest",
    "keep_usual_agenda",
    "move_agenda_item",
    "move_photo",
    "name_owner",
    "open_ballot",
    "open_conference",
    "open_screen",
    "plan",
    "project",
    "publish_news",
    "record_attendance",
    "record_contribution",
    "record_events",
    "record_everybody_here",
    "remind_invited",
    "remove_agenda_item",
    "remove_assignment",
    "remove_contribution",
    "remove_guest",
    "remove_photo",
    "reply",
    "report_assignment",
    "reschedule",
    "return_assignment",
    "revoke_guest_link",
    "send_to_guest",
    "take_back_reminder",
    "take_news_down",
    "take_usual_agenda",
    "write_news",
]

"""Who may do what with conferences, ballots and minutes."""

from conferences import workflow
from records.access import permit
from units.rules import is_bloc_member, is_secretary, leads_a_unit

permit("conferences.plan", is_secretary)
permit("conferences.edit", is_secretary, step=workflow.EDIT)
permit("conferences.add_agenda_item", is_secretary, step=workflow.ADD_AGENDA_ITEM)
permit("conferences.move_agenda_item", is_secretary, step=workflow.MOVE_AGENDA_ITEM)
permit("conferences.remove_agenda_item", is_secretary, step=workflow.REMOVE_AGENDA_ITEM)
permit("conferences.invite_guest", is_secretary, step=workflow.INVITE_GUEST)
permit("conferences.remove_guest", is_secretary, step=workflow.REMOVE_GUEST)
permit("conferences.record_attendance", is_secretary, step=workflow.RECORD_ATTENDANCE)
permit("conferences.open", is_secretary, step=workflow.OPEN)
permit("conferences.record_events", is_secretary, step=workflow.RECORD_EVENTS)
permit("conferences.close", is_secretary, step=workflow.CLOSE)
permit("conferences.open_ballot", is_secretary, step=workflow.OPEN_BALLOT)
permit("conferences.cast", leads_a_unit, step=workflow.CAST)
permit("conferences.record_votes", is_secretary, step=workflow.RECORD_VOTES)
permit("conferences.close_ballot", is_secretary, step=workflow.CLOSE_BALLOT)
permit("conferences.issue_minutes", is_secretary, step=workflow.ISSUE_MINUTES)
# Before they are issued, minutes are a draft among those who were there.
permit("conferences.read_draft_minutes", is_bloc_member)
permit("conferences.write_news", is_secretary)

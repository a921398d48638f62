"""Who may do what with conferences, ballots and minutes."""

from conferences import workflow
from records.access import register_permission
from units.rules import is_bloc_member, is_secretary, leads_a_unit

register_permission("conferences.plan", is_secretary)
register_permission("conferences.edit", is_secretary, step=workflow.EDIT)
register_permission("conferences.add_agenda_item", is_secretary, step=workflow.ADD_AGENDA_ITEM)
register_permission("conferences.move_agenda_item", is_secretary, step=workflow.MOVE_AGENDA_ITEM)
register_permission("conferences.remove_agenda_item", is_secretary, step=workflow.REMOVE_AGENDA_ITEM)
register_permission("conferences.invite_guest", is_secretary, step=workflow.INVITE_GUEST)
register_permission("conferences.remove_guest", is_secretary, step=workflow.REMOVE_GUEST)
register_permission("conferences.record_attendance", is_secretary, step=workflow.RECORD_ATTENDANCE)
register_permission("conferences.open", is_secretary, step=workflow.OPEN)
register_permission("conferences.record_events", is_secretary, step=workflow.RECORD_EVENTS)
register_permission("conferences.close", is_secretary, step=workflow.CLOSE)
register_permission("conferences.open_ballot", is_secretary, step=workflow.OPEN_BALLOT)
register_permission("conferences.cast", leads_a_unit, step=workflow.CAST)
register_permission("conferences.record_votes", is_secretary, step=workflow.RECORD_VOTES)
register_permission("conferences.close_ballot", is_secretary, step=workflow.CLOSE_BALLOT)
register_permission("conferences.issue_minutes", is_secretary, step=workflow.ISSUE_MINUTES)
# Before they are issued, minutes are a draft among those who were there.
register_permission("conferences.read_draft_minutes", is_bloc_member)
register_permission("conferences.write_news", is_secretary)

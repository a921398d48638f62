"""What happens to a mail and to a notice: by whom, in which state, and what it leads to."""

from notices.models import Notice, OutgoingMail
from notices.rules import is_addressee
from records.transitions import Action, Actions, Transition
from units.rules import is_secretary

State = OutgoingMail.State
# Sending and giving up are the worker's.
SEND = Transition("notices.send", "Gửi", allowed_in=(State.QUEUED,), target=State.SENT)
GIVE_UP = Transition("notices.give_up", "Dừng gửi", allowed_in=(State.QUEUED,), target=State.FAILED)
RETRY = Transition("notices.retry", "Gửi lại", who=is_secretary, allowed_in=(State.FAILED,), target=State.QUEUED)
MAIL_ACTIONS = Actions(OutgoingMail, SEND, GIVE_UP, RETRY)

MARK_READ = Action("notices.mark_read", "Đã đọc", who=is_addressee, words="Đã đọc thông báo")
# Of one's own inbox: nobody has to ask.
MARK_ALL_READ = Action("notices.mark_all_read", "Đánh dấu đã đọc tất cả", words="Đã đọc tất cả thông báo")
NOTICE_ACTIONS = Actions(Notice, MARK_READ, MARK_ALL_READ)

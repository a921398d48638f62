"""What is done with documents and jobs; other rooms bring it about in their own acts, so nobody asks for it alone."""

from records.models import Document, Job
from records.transitions import Action, Actions, Creation, Transition

STORE = Creation("records.store", "Lưu văn bản")
ADD_REVISION = Action("records.add_revision", "Lưu bản mới của văn bản")
REVOKED = Action("records.revoked", "Thu hồi văn bản")
REPLACED = Action("records.replaced", "Thay thế văn bản")
DOCUMENT_ACTIONS = Actions(Document, STORE, ADD_REVISION, REVOKED, REPLACED)

State = Job.State
RUNNING = (State.QUEUED, State.RUNNING)
START_JOB = Creation("records.start_job", "Yêu cầu việc chạy nền")
END_JOB = Transition("records.end_job", "Hoàn thành việc chạy nền", allowed_in=RUNNING, target=State.DONE)
STOP_JOB = Transition("records.stop_job", "Dừng việc chạy nền", allowed_in=RUNNING, target=State.STOPPED)
JOB_ACTIONS = Actions(Job, START_JOB, END_JOB, STOP_JOB)

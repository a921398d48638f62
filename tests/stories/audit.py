"""The audit log as its readers check it: a button, a worker, the page of the job."""

from django_tasks import default_task_backend

from records.tasks import check_chains
from tests.stories.person import Person


def chain_holds(person: Person) -> None:
    """The worker is called here; otherwise it comes by itself."""
    person.open("/nhat-ky/").press("Kiểm tra")
    queued = default_task_backend.results.pop()
    assert queued.task.func is check_chains.func
    check_chains.func(*queued.args)
    person.open(person.path).reads("Đã hoàn thành 1/1", "Không có lỗi nào")

"""Background work of awards. A task is only a nudge: what is to be printed stands in the certificates themselves."""

from django_tasks import task

from awards import printing
from records.waiting_work import found_by_rows


@task()
def print_certificates() -> int:
    """Print what was numbered and is not printed yet. Returns how many."""
    return printing.print_waiting()


found_by_rows("awards.certificates")(printing.print_waiting)

"""What is handed over with a secretariat: what waits and until when, and the documents there are."""

from typing import Any

from libraries.web.formats import short_date, short_datetime
from notices.worklist import work_for
from records.models import Document
from units.list_uses import unfinished_of
from units.models import EmulationYear, User

MOST_DOCUMENTS = 200


def tasks_of(person: User) -> list[dict[str, str]]:
    """What waits for the person now, with its deadline."""
    return [
        {"what": item.title, "why": item.why, "due": short_datetime(item.due) if item.due else ""}
        for item in work_for(person)
    ]


def items_of(year: EmulationYear, giver: User) -> dict[str, Any]:
    """Plain words, kept as they were that day: open tasks with deadlines, what units still owe, documents."""
    waiting = [
        {"what": f"{unit.short_name}: {one.what}", "why": one.advice}
        for unit in year.units()
        for one in unfinished_of(unit)
    ]
    documents = [
        {"what": row.title, "why": row.number, "due": short_date(row.created_at)}
        for row in Document.objects.filter(chain=year.bloc.chain).order_by("-pk")[:MOST_DOCUMENTS]
    ]
    return {"tasks": tasks_of(giver), "waiting": waiting, "documents": documents}


def parts_of(items: dict[str, Any]) -> list[tuple[str, list[dict[str, str]]]]:
    """As the page shows them, with their headings."""
    return [
        ("Việc đang xử lý, thời hạn", items.get("tasks", [])),
        ("Văn bản chờ ký, ý kiến chờ gửi của các đơn vị", items.get("waiting", [])),
        ("Văn bản đã lưu", items.get("documents", [])),
    ]

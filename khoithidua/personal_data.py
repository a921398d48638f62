"""What the installation holds of a person, as a file for that person: every row that names them, in every module.

Found by the tables themselves, so that a new table is in it without anybody thinking of it. Left out is what proves who
somebody is (password, keys of devices, invitations): in a file it would be worth stealing.
"""

import json
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models

from libraries.web import clock
from units.models import User

OWN_FIELDS = ("username", "full_name", "salutation", "email", "phone", "is_active", "date_joined")
# Of one table the newest so many rows; how many there are is said beside them.
MOST_ROWS = 500
# Rows that hold a secret, or nothing but the counting of guesses.
SECRET = {"units.failedproof", "units.invitation", "records.submissiontoken"}


def data_of(person: User) -> dict[str, Any]:
    """Plain values: the account, then each table with the rows that name the person and as what."""
    fields = {field.name: field for field in User._meta.concrete_fields}
    account = {str(fields[name].verbose_name): _plain(getattr(person, name)) for name in OWN_FIELDS}
    tables = [table for model in _models() for table in _tables_of(model, person)]
    return {"lập lúc": clock.now().isoformat(), "tài khoản": account, "nội dung có tên": tables}


def as_file(person: User) -> bytes:
    return json.dumps(data_of(person), ensure_ascii=False, indent=2).encode()


def _models() -> list[type[models.Model]]:
    rooms = [config for config in apps.get_app_configs() if config.label in settings.ROOMS]
    return [model for config in rooms for model in config.get_models() if model._meta.label_lower not in SECRET]


def _tables_of(model: type[models.Model], person: User) -> list[dict[str, Any]]:
    found = []
    for field in model._meta.local_fields:
        if not (isinstance(field, models.ForeignKey) and field.related_model is User):
            continue
        rows = model._base_manager.filter(**{field.name: person.pk}).order_by("-pk")
        if count := rows.count():
            listed = [_row(row) for row in rows[:MOST_ROWS]]
            found.append(
                {
                    "loại": str(model._meta.verbose_name),
                    "vai trò": str(field.verbose_name),
                    "số lượng": count,
                    "mới nhất": listed,
                }
            )
    return found


def _row(row: models.Model) -> dict[str, str]:
    """What it is called, and its days and moments."""
    dated = [field for field in row._meta.local_fields if isinstance(field, models.DateField)]
    days = {str(field.verbose_name): _plain(getattr(row, field.name)) for field in dated}
    return {"tên": str(row), **{name: value for name, value in days.items() if value}}


def _plain(value: Any) -> str:
    if value is None:
        return ""
    return str(value.isoformat()) if hasattr(value, "isoformat") else str(value)

"""Who is who in a table of people: a login that is known is the same person, a name that is known is asked about."""

from dataclasses import dataclass
from typing import Any

from khoithidua.setup.logins import LOGIN, usual_login
from khoithidua.setup.tables import Column, TableForm
from libraries.web import forms
from units.forms.people import REAL_NAME, TELEPHONE
from units.models import User
from units.workflow import founding

LOGIN_HELP = "Để trống: hệ thống đặt theo họ tên."


def _text(label: str, most: int, **options: Any) -> Any:
    return lambda: forms.VnCharField(label=label, max_length=most, **options)


FULL_NAME = Column("full_name", "Họ và tên", _text("Họ và tên", 100, validators=[REAL_NAME]), ("Họ tên",), needed=True)
SALUTATION = Column(
    "salutation",
    "Cách xưng hô",
    lambda: forms.ChoiceField(choices=User.Salutation.choices, initial=User.Salutation.COMRADE),
    ("Xưng hô",),
    counts=False,
)
TITLE = Column("title", "Chức vụ", _text("Chức vụ", 150), ("Chức danh",), needed=True)
EMAIL = Column("email", "Thư điện tử", lambda: forms.VnEmailField(), ("Email", "E-mail", "Địa chỉ thư"))
PHONE = Column("phone", "Điện thoại", _text("Điện thoại", 20, validators=[TELEPHONE]), ("Số điện thoại", "Di động"))
USERNAME = Column("username", "Tên đăng nhập", _text("Tên đăng nhập", 60))


@dataclass(frozen=True)
class Wanted:
    """A person as a table or a file names them."""

    username: str
    full_name: str
    salutation: str
    email: str = ""
    phone: str = ""


def wanted(values: dict[str, Any]) -> Wanted:
    name = values["full_name"]
    login = (values.get("username") or usual_login(name)).lower()
    salutation = values.get("salutation") or User.Salutation.COMRADE
    return Wanted(login, name, salutation, values.get("email") or "", values.get("phone") or "")


def account(person: Wanted, *, by: Any) -> User:
    """The account of this login, made where there is none yet."""
    known = User.objects.filter(username=person.username).first()
    return known or founding.create_person(
        by=by,
        username=person.username,
        full_name=person.full_name,
        salutation=person.salutation,
        email=person.email,
        phone=person.phone,
    )


def same_name(one: str, other: str) -> bool:
    """Marks tell people apart: Mai is not Mài."""
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def check_people(
    form: TableForm,
    lines: list[tuple[int, dict[str, Any]]],
    *,
    name: str = "full_name",
    holders: dict[str, str] | None = None,
) -> None:
    """Ask where a name or a login is another's.

    name: the column of the name, whose line may also be without one. holders: {login: full name} of whom the asker
    may be told; everybody by default.
    """
    seen: dict[str, tuple[int, str]] = {}
    known = _known(lines, name) if holders is None else holders
    for number, values in lines:
        full_name = values[name]
        if not full_name:
            continue
        chosen = str(values.get("username") or "").lower()
        login = chosen or usual_login(full_name)
        box = "username" if "username" in values else name
        if chosen and not _is_login(chosen):
            form.wrong(number, box, "Tên đăng nhập chỉ dùng chữ thường không dấu, số, dấu chấm, gạch nối.")
            continue
        before, holder = seen.get(login), known.get(login)
        if before and (not chosen or not same_name(before[1], full_name)):
            form.wrong(
                number,
                box,
                f"Tên đăng nhập {login} trùng dòng {before[0] + 1} ({before[1]}). "
                "Nếu là hai người, nhập tên đăng nhập khác; nếu là một người, nhập cùng tên đăng nhập ở cả hai dòng.",
            )
        elif holder and (not same_name(holder, full_name) or not chosen):
            form.wrong(
                number,
                box,
                f"Đã có tài khoản {login} của {holder}. "
                f"Nếu là cùng một người, nhập {login}; nếu là người khác, nhập tên đăng nhập khác.",
            )
        seen.setdefault(login, (number, full_name))


def _known(lines: list[tuple[int, dict[str, Any]]], name: str) -> dict[str, str]:
    logins = {str(values.get("username") or "").lower() or usual_login(values[name]) for _, values in lines}
    return dict(User.objects.filter(username__in=logins).values_list("username", "full_name"))


def _is_login(text: str) -> bool:
    return bool(LOGIN.fullmatch(text))

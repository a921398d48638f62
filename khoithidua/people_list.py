"""The people of a bloc as one list: what it would change is shown line by line, then written all at once.

Whoever is known (by login) is changed where the list says otherwise; an empty cell changes nothing, and whoever the
list does not name stays as they are.
"""

import datetime
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from khoithidua.setup.forms import PeopleTable
from khoithidua.setup.people import same_name, wanted
from libraries.text import likeness
from libraries.web import clock
from libraries.web.formats import short_date
from records.access import has_permission
from records.transitions import NotAllowedNow
from units import workflow
from units.models import Bloc, Post, User
from units.queries import people_in_bloc
from units.workflow.access_changes import must_wait_for_another
from units.workflow.people import ONE_DAY

ACCOUNT = ("full_name", "salutation", "email", "phone")
TO_CONFIRM = "chờ người thứ hai xác nhận"
CHANGED_SINCE = "Danh sách hoặc dữ liệu đã thay đổi sau lần xem trước. Kiểm tra lại các thay đổi rồi lưu."


@dataclass(frozen=True)
class Difference:
    """What one line changes. number: of the line, from 0; words: nothing where all is as it was."""

    number: int
    name: str
    login: str
    words: tuple[str, ...]
    person: User | None
    account: dict[str, Any]
    former: Post | None
    takes_post: bool
    is_new: bool

    @property
    def line(self) -> int:
        return self.number + 1


@dataclass(frozen=True)
class Differences:
    """Of the whole list. `digest` is the same as long as both the list and what is there are the same."""

    rows: tuple[Difference, ...]

    @property
    def new(self) -> list[Difference]:
        return [row for row in self.rows if row.is_new]

    @property
    def changed(self) -> list[Difference]:
        return [row for row in self.rows if row.words and not row.is_new]

    @property
    def same(self) -> int:
        return sum(not row.words for row in self.rows)

    @property
    def count(self) -> int:
        return len(self.rows) - self.same

    @property
    def digest(self) -> str:
        said = "\n".join(f"{row.number}|{row.name}|{'|'.join(row.words)}" for row in self.rows)
        return hashlib.sha256(said.encode()).hexdigest()


class PeopleList(PeopleTable):
    """People of a bloc that runs: the table of the set-up, with what it would change of whoever is there."""

    def __init__(self, *args: Any, by: User, **options: Any) -> None:
        self.by, self.differences = by, Differences(())
        super().__init__(*args, **options)
        self.known = {person.username: person for person in User.objects.of_bloc(self.bloc, ever=True)}
        self.fields["since"].initial = clock.today()
        self.fields["since"].help_text = "Của các chức vụ được thêm hoặc thay đổi dưới đây."

    def check(self, lines: list[tuple[int, dict[str, Any]]]) -> None:
        super().check(lines)
        known = self.known
        rows: list[Difference] = []
        for number, values in lines:
            if any(name.endswith(f"-{number}") for name in self.errors) or not values["unit"]:
                continue
            login = wanted(values).username
            person = known.get(login)
            if person is None and (why := self._why_not_new(values, login, known)):
                self.wrong(number, "username", why)
                continue
            is_new = person is None and login not in {row.login for row in rows}
            rows.append(self._difference(number, values, person, is_new=is_new))
        if not self.errors:
            self.differences = Differences(tuple(rows))

    def holders(self, lines: list[tuple[int, dict[str, Any]]]) -> dict[str, str]:
        """People of this bloc only; under a login that is typed the spelling of a name may be mended."""
        holders = {login: person.full_name for login, person in self.known.items()}
        for _, values in lines:
            login = str(values["username"] or "").lower()
            if login in holders and likeness(holders[login]) == likeness(values["full_name"] or ""):
                holders[login] = values["full_name"]
        return holders

    def leads_already(self, unit: str, values: dict[str, Any]) -> bool:
        """The leader of the unit may stand in the list as such."""
        login = wanted(values).username
        return any(post.unit.slug == unit and post.user.username == login for post in self.leading)

    def _why_not_new(self, values: dict[str, Any], login: str, known: dict[str, User]) -> str:
        if User.objects.filter(username=login).exists():
            return f"Tên đăng nhập {login} đã có người ngoài Khối sử dụng. Nhập tên đăng nhập khác."
        same = next((one for one in known.values() if same_name(one.full_name, values["full_name"])), None)
        if same is not None and not values["username"]:
            return (
                f"Khối đã có cán bộ {same.full_name} ({same.username}). "
                f"Nếu là cùng một người, nhập {same.username}; nếu là người khác, nhập tên đăng nhập khác."
            )
        return ""

    def _difference(self, number: int, values: dict[str, Any], person: User | None, *, is_new: bool) -> Difference:
        unit = next(unit for unit in self.units if unit.slug == values["unit"])
        held = self._held(person, values["unit"]) if person else None
        account = {
            name: values[name] for name in ACCOUNT if person and values[name] and values[name] != getattr(person, name)
        }
        takes_post = held is None or held.title != values["title"] or (values["is_leader"] and not held.is_leader)
        words = ["Thêm cán bộ, lập tài khoản"] if is_new else [*self._account_words(person, account)]
        if takes_post:
            leads = f", thủ trưởng ({TO_CONFIRM})" if values["is_leader"] else ""
            before = f"{held.title} → " if held else ""
            words.append(f"Chức vụ tại {unit.short_name}: {before}{values['title']}{leads}")
        if person is not None and words:
            self._refuse(number, values, person, held, changes_account=bool(account), takes_post=takes_post)
        login = wanted(values).username
        return Difference(number, values["full_name"], login, tuple(words), person, account, held, takes_post, is_new)

    def _account_words(self, person: User | None, account: dict[str, str]) -> Iterator[str]:
        for name, value in account.items():
            label = next(column.title for column in self.columns if column.name == name)
            waits = f" ({TO_CONFIRM})" if name == "email" and person and must_wait_for_another(person) else ""
            before = getattr(person, name)
            yield f"{label}: {before} → {value}{waits}" if before else f"{label}: {value}{waits}"

    def _refuse(
        self,
        number: int,
        values: dict[str, Any],
        person: User,
        held: Post | None,
        *,
        changes_account: bool,
        takes_post: bool,
    ) -> None:
        """What the page of the person, or of the unit, would refuse."""
        since = self.cleaned_data.get("since")
        if not person.is_active:
            self.wrong(number, "username", f"Tài khoản của {person.full_name} đã bị khóa. Mở khóa trước khi cập nhật.")
        elif person.pk == self.by.pk:
            self.wrong(number, "username", "Không thể tự cập nhật tại đây. Đề nghị thành viên khác của Tổ thư ký.")
        elif changes_account and not has_permission(self.by, "units.edit_person", person):
            self.wrong(
                number,
                "username",
                f"{person.full_name} còn giữ vai trò ngoài Khối nên không sửa được thông tin cá nhân.",
            )
        elif takes_post and held is not None and held.is_leader:
            self.wrong(number, "title", "Chức vụ của thủ trưởng được thay đổi tại trang của đơn vị.")
        elif takes_post and held is not None and since and since <= held.valid_from:
            self.wrong(
                number, "title", f"Đang giữ {held.title} từ {short_date(held.valid_from)}. Chọn ngày sau ngày đó."
            )

    def _held(self, person: User, unit: str) -> Post | None:
        posts = [post for post in self.posts if post.user_id == person.pk and post.unit.slug == unit]
        return posts[-1] if posts else None


def rows_of_bloc(bloc: Bloc) -> list[dict[str, Any]]:
    """Who holds a post in the bloc today, in the words of the table."""
    people = User.objects.of_bloc(bloc).filter(is_active=True).order_by("sort_key", "pk")
    return [
        {
            "full_name": one.person.full_name,
            "salutation": one.person.get_salutation_display(),
            "unit": post.unit.name,
            "title": post.title,
            "is_leader": "x" if post.is_leader else "",
            "email": one.person.email,
            "phone": one.person.phone,
            "username": one.person.username,
        }
        for one in people_in_bloc(list(people), bloc)
        for post in one.posts
    ]


@transaction.atomic
def write_people(form: PeopleList, *, by: User, seen: str) -> int:
    """All lines or none; how many changed something. `seen`: digest of the differences that were looked at.

    Locks the bloc: of two who save at once the second reads what the first wrote, and looks again.
    """
    bloc = Bloc.objects.select_for_update(of=("self",)).get(pk=form.bloc.pk)
    now = PeopleList(form.data, bloc=bloc, by=by)
    if not now.is_valid() or now.differences.digest != seen:
        raise NotAllowedNow(CHANGED_SINCE)
    since: datetime.date = now.cleaned_data["since"]
    units = {unit.slug: unit for unit in now.units}
    made: dict[str, User] = {}
    values = dict(now.lines())
    for row in now.differences.rows:
        typed = values[row.number]
        post = {"title": typed["title"], "is_leader": bool(typed["is_leader"]), "valid_from": since}
        unit = units[typed["unit"]]
        if row.is_new:
            made[row.login] = workflow.add_person(unit, by=by, **vars(wanted(typed)), **post)
            continue
        person = row.person or made[row.login]
        if row.account:
            workflow.edit_person(person, by=by, chain=bloc.chain, **row.account)
        if row.former is not None and row.takes_post:
            workflow.close_post(row.former, by=by, last_day=since - ONE_DAY)
        if row.takes_post:
            workflow.add_post(unit, by=by, person=person, **post)
    return now.differences.count

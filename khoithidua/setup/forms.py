"""What each step of the set-up asks."""

import datetime
from typing import Any

from khoithidua.setup.logins import LOGIN
from khoithidua.setup.people import (
    EMAIL,
    FULL_NAME,
    PHONE,
    SALUTATION,
    TITLE,
    USERNAME,
    check_people,
)
from khoithidua.setup.tables import (
    Column,
    NotThisTable,
    Row,
    TableForm,
    pasted_rows,
    rows_of,
)
from libraries.foreign_files import Busy, FileRefused
from libraries.text import file_stem, likeness
from libraries.web import clock, forms
from units.forms.blocs import first_day
from units.forms.login import plain_username
from units.forms.organisation import PaperFields
from units.forms.people import REAL_NAME, TELEPHONE
from units.models import Bloc, City, EmulationYear, Post, Seat, Unit, User, in_force, not_over
from units.workflow.founding import namesake_of


class CodeForm(forms.Form):
    code = forms.VnCharField(
        label="Mã thiết lập",
        max_length=40,
        help_text="Gồm 12 ký tự, hiện trên màn hình máy chủ khi khởi động. Không phân biệt chữ hoa, chữ thường.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class CityForm(forms.EditForm, forms.ModelForm):
    valid_from = first_day(
        "Ngày có hiệu lực", help_text="Văn bản từ ngày này mang các tên dưới đây, ví dụ: 01/01/2026."
    )

    class Meta:
        model = City
        fields = [
            "name", "place", "body", "body_short", "contact_name", "contact_phone", "contact_email",
            "short_name", "superior", "committee", "chair", "source",
        ]  # fmt: skip
        labels = {
            "name": "Tên thành phố (tỉnh)",
            "body": "Cơ quan thường trực thi đua, khen thưởng",
            "body_short": "Tên gọn của cơ quan thường trực",
        }
        help_texts = {
            "name": "Tên đầy đủ, ví dụ: Thành phố Ví Dụ.",
            "place": "Địa danh trước ngày tháng trên văn bản, ví dụ: Ví Dụ.",
            "body": "Tên đầy đủ, ví dụ: Ban Thi đua - Khen thưởng thành phố Ví Dụ.",
            "body_short": "Dùng trên màn hình, ví dụ: Ban TĐKT.",
            "contact_name": "Người giải đáp khi đơn vị cần hỗ trợ.",
            "short_name": "Để trống: lấy theo tên thành phố.",
            "superior": "Dòng trên cùng bên trái của văn bản. Để trống: tên thành phố viết hoa.",
            "committee": "Để trống: Ủy ban nhân dân và tên thành phố.",
            "chair": "Để trống: Chủ tịch Ủy ban nhân dân và tên thành phố.",
            "source": "Văn bản quy định tên gọi của cơ quan thường trực, nếu có.",
        }

    field_order = ("name", "place", "body", "body_short", "valid_from")
    printed = ("short_name", "superior", "committee", "chair", "source")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("short_name", "superior", "committee", "chair"):
            self.fields[name].required = False
        self.fields["contact_phone"].validators.append(TELEPHONE)
        if self.instance.pk:
            del self.fields["valid_from"]
        else:
            self.fields["valid_from"].initial = clock.today().replace(month=1, day=1)

    @property
    def main_boxes(self) -> list[forms.BoundField]:
        return [box for box in self.visible_fields() if box.name not in self.printed]

    @property
    def name_boxes(self) -> list[forms.BoundField]:
        """What papers print; filled from the city's name where nothing is typed."""
        return [box for box in self.visible_fields() if box.name in self.printed]

    @property
    def has_wrong_names(self) -> bool:
        return any(box.errors for box in self.name_boxes)


class OperatorForm(forms.Form):
    full_name = forms.VnCharField(label="Họ và tên", max_length=100, validators=[REAL_NAME])
    salutation = forms.ChoiceField(label="Cách xưng hô", choices=User.Salutation.choices)
    title = forms.VnCharField(label="Chức danh", max_length=150, initial="Quản trị hệ thống")
    username = forms.VnCharField(
        label="Tên đăng nhập",
        max_length=60,
        help_text="Chữ thường không dấu, số, dấu chấm, gạch nối; ví dụ: quantri.",
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}),
    )
    email = forms.VnEmailField(label="Thư điện tử", required=False)
    phone = forms.VnCharField(label="Điện thoại", max_length=20, required=False, validators=[TELEPHONE])

    def clean_username(self) -> str:
        username = plain_username(self.cleaned_data["username"])
        if not LOGIN.fullmatch(username):
            raise forms.ValidationError("Tên đăng nhập chỉ dùng chữ thường không dấu, số, dấu chấm, gạch nối.")
        if User.objects.filter(username=username).exists():
            raise forms.ValidationError("Tên đăng nhập này đã có. Chọn tên khác.")
        return username


class BlocForm(PaperFields):
    """A bloc as the city sets it up, with the decision where there is one; of the first as of every later one."""

    kind = forms.ChoiceField(label="Loại", choices=Bloc.Kind.choices)
    name = forms.VnCharField(label="Tên đầy đủ", max_length=200, help_text="Ví dụ: Khối thi đua Doanh nghiệp 1.")
    short_name = forms.VnCharField(
        label="Tên gọn", max_length=60, help_text="Dùng trong bảng và thư điện tử, ví dụ: Khối thi đua DN 1."
    )
    field = forms.VnCharField(label="Lĩnh vực", max_length=300, required=False)
    contact = forms.VnCharField(
        label="Liên hệ Tổ thư ký",
        max_length=300,
        required=False,
        help_text="Hiển thị ở cuối mọi trang của khối: người trực, điện thoại. Để trống nếu lấy theo Tổ thư ký.",
    )
    on = first_day("Ngày thành lập", help_text="Theo quyết định; khối lập từ trước: ngày tên gọi này có hiệu lực.")
    field_order = ("kind", "name", "short_name", "field", "contact", "on", "number", "date", "file")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["on"].initial = _first_day_of_city()

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if not file_stem(name):
            raise forms.ValidationError("Tên khối cần có chữ.")
        if refusal := namesake_of(name):
            raise forms.ValidationError(refusal)
        return name

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("name", "short_name", "kind", "field", "contact")}


class SourceForm(forms.Form):
    """Where lines come from that are not typed: a workbook, or cells copied from one."""

    file = forms.DocumentFileField(label="Tệp Excel", kinds=("xlsx",), max_megabytes=5, required=False)
    pasted = forms.VnCharField(
        label="Nội dung sao chép từ Excel",
        max_length=50_000,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4, "class": "form-control"}),
        help_text="Sao chép các dòng trong Excel (cả dòng tiêu đề nếu có) rồi dán vào đây.",
    )

    def __init__(self, *args: Any, table: TableForm, **options: Any) -> None:
        super().__init__(*args, **options)
        self.table, self.rows = table, list[Row]()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        file = cleaned.get("file")
        try:
            if file is not None:
                self.rows = self._of_workbook(file)
            else:
                # The cleaner of texts makes one blank of a tab: the cells are read as they came.
                pasted = str(self.data.get("pasted", ""))
                self.rows = pasted_rows(pasted, self.table.columns, self.table)
        except (NotThisTable, FileRefused) as refused:
            self.add_error("file" if file is not None else "pasted", str(refused))
        except Busy:
            self.add_error("file", "Hệ thống đang kiểm tra nhiều tệp khác. Đề nghị gửi lại sau ít phút.")
        return cleaned

    def _of_workbook(self, file: forms.CheckedFile) -> list[Row]:
        refused: NotThisTable | None = None
        for sheet in file.sheets:
            try:
                return rows_of(sheet.rows, self.table.columns, self.table)
            except NotThisTable as problem:
                refused = refused or problem
        raise refused or NotThisTable("Tệp không có trang tính nào. Dùng tệp mẫu của bước này.")


def _first_day_of_city() -> datetime.date:
    city = City.objects.order_by("valid_from").first()
    return city.valid_from if city else clock.today()


def _since(form: TableForm) -> None:
    form.fields["since"].initial = _first_day_of_city()


class BoardTable(TableForm):
    """People of the city's standing office."""

    since = first_day("Ngày bắt đầu", help_text="Của các chức vụ dưới đây.")
    line = "Cán bộ"
    columns = (
        FULL_NAME,
        SALUTATION,
        TITLE,
        EMAIL,
        PHONE,
        Column(
            "can_decide",
            "Được nhập quyết định",
            lambda: forms.BooleanField(),
            ("Nhập quyết định",),
            counts=False,
        ),
        USERNAME,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _since(self)

    def check(self, lines: list[tuple[int, dict[str, Any]]]) -> None:
        check_people(self, lines)


def _chosen(choices: Any, initial: str) -> Any:
    return lambda: forms.ChoiceField(choices=choices, initial=initial)


class UnitTable(TableForm):
    """Member units with the person who leads each; people without a unit come in the next step."""

    since = first_day("Ngày bắt đầu", help_text="Của tên đơn vị và chức vụ thủ trưởng dưới đây.")
    line = "Đơn vị"
    blank_rows = 9
    columns = (
        Column("name", "Tên đơn vị", lambda: forms.VnCharField(max_length=200), ("Đơn vị",), needed=True, wide=True,
               example="Công ty Cổ phần Cảng Ví Dụ"),
        Column("short_name", "Tên gọn", lambda: forms.VnCharField(max_length=80), ("Tên viết gọn",)),
        Column("kind", "Loại hình", _chosen(Unit.Kind.choices, Unit.Kind.AGENCY), ("Loại",), counts=False),
        Column("leader", "Thủ trưởng", lambda: forms.VnCharField(max_length=100, validators=[REAL_NAME]),
               ("Họ tên thủ trưởng", "Họ và tên thủ trưởng")),
        SALUTATION,
        Column("title", "Chức vụ", lambda: forms.VnCharField(max_length=150), ("Chức vụ thủ trưởng",)),
        EMAIL,
        PHONE,
        USERNAME,
    )  # fmt: skip

    def __init__(self, *args: Any, bloc: Bloc, **options: Any) -> None:
        self.bloc = bloc
        super().__init__(*args, **options)
        _since(self)

    def check(self, lines: list[tuple[int, dict[str, Any]]]) -> None:
        self.refuse_repeats(lines, "name", "Trùng tên với dòng {line}. Sửa tên hoặc xóa dòng này.")
        known = {likeness(unit.name): unit.name for unit in self.bloc.units.with_names()}
        for number, values in lines:
            if same := known.get(likeness(values["name"] or "")):
                self.wrong(number, "name", f"Khối đã có đơn vị “{same}”. Xóa dòng này hoặc nhập tên khác.")
            if str(values["name"] or "").startswith(("=", "+", "@")):
                self.wrong(number, "name", "Tên bắt đầu bằng dấu của công thức. Nhập lại tên bằng chữ.")
            if values["leader"] and not values["title"]:
                self.wrong(number, "title", "Nhập chức vụ của thủ trưởng.")
        check_people(self, lines, name="leader")


class PeopleTable(TableForm):
    """Staff of the units, and leaders that the step before left open."""

    since = first_day("Ngày bắt đầu", help_text="Của các chức vụ dưới đây.")
    line = "Cán bộ"
    blank_rows = 5
    columns = (
        FULL_NAME,
        SALUTATION,
        Column("unit", "Đơn vị", lambda: forms.ChoiceField(), ("Tên đơn vị",), needed=True, counts=False),
        TITLE,
        Column(
            "is_leader", "Là thủ trưởng", lambda: forms.BooleanField(), ("Thủ trưởng",), counts=False
        ),
        EMAIL,
        PHONE,
        USERNAME,
    )  # fmt: skip

    def __init__(self, *args: Any, bloc: Bloc, **options: Any) -> None:
        self.bloc = bloc
        self.units = list(bloc.units.members_on(clock.today()).with_names())
        posts = Post.objects.filter(not_over(), unit__bloc=bloc).select_related("unit", "user")
        self.posts = list(posts.order_by("valid_from", "pk"))
        super().__init__(*args, **options)
        _since(self)

    @property
    def leading(self) -> list[Post]:
        """Leaders of today, and those to come."""
        return [post for post in self.posts if post.is_leader]

    def holders(self, lines: list[tuple[int, dict[str, Any]]]) -> dict[str, str] | None:
        """Of whom this form may tell that a login is theirs (check_people)."""
        return None

    def leads_already(self, unit: str, values: dict[str, Any]) -> bool:
        """Whether this line names who leads the unit: no line of a first list does."""
        return False

    def _box(self, column: Column, number: int) -> forms.Field:
        field = super()._box(column, number)
        if column.name == "unit":
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", "Chọn đơn vị"), *((unit.slug, unit.name) for unit in self.units)]
        return field

    def check(self, lines: list[tuple[int, dict[str, Any]]]) -> None:
        check_people(self, lines, holders=self.holders(lines))
        led = {post.unit.slug: post.user.full_name for post in self.leading}
        for number, values in lines:
            if values["is_leader"] and values["unit"]:
                if values["unit"] in led and not self.leads_already(values["unit"], values):
                    self.wrong(number, "is_leader", f"Đơn vị đã có thủ trưởng: {led[values['unit']]}.")
                led.setdefault(values["unit"], values["full_name"] or "")


class YearTable(TableForm):
    """The first year: number, theme, head and deputies, and the secretariat line by line."""

    year = forms.VnIntegerField(label="Năm", min_value=1948, max_value=2100)
    theme = forms.VnCharField(
        label="Chủ đề năm", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    head = forms.ChoiceField(label="Đơn vị Khối trưởng")
    deputies = forms.MultipleChoiceField(label="Đơn vị Khối phó", required=False, widget=forms.CheckboxSelectMultiple)
    since = first_day("Ngày bắt đầu", help_text="Của các thành viên Tổ thư ký.")
    line = "Tổ thư ký"
    blank_rows = 2
    columns = (
        FULL_NAME,
        SALUTATION,
        Column("title", "Chức danh", lambda: forms.VnCharField(max_length=150), ("Chức vụ",), counts=False,
               example="Tổ trưởng Tổ thư ký"),
        EMAIL,
        PHONE,
        USERNAME,
    )  # fmt: skip

    def __init__(self, *args: Any, bloc: Bloc, known: EmulationYear | None, **options: Any) -> None:
        self.bloc = bloc
        super().__init__(*args, **options)
        _since(self)
        units = [(unit.slug, unit.name) for unit in bloc.units.with_names()]
        self.offer_choices("head", [("", "Chọn đơn vị"), *units])
        deputies = self.fields["deputies"]
        assert isinstance(deputies, forms.MultipleChoiceField)
        deputies.choices = units
        self.fields["year"].initial = known.year if known else clock.today().year
        if known:
            self.fields["theme"].initial = known.theme
            seats = {role: [seat.unit.slug for seat in known.seats.all() if seat.role == role] for role in Seat.Role}
            self.fields["head"].initial = next(iter(seats[Seat.Role.HEAD]), "")
            self.fields["deputies"].initial = seats[Seat.Role.DEPUTY]
        if bloc.secretariat_seats.filter(in_force()).exists():
            self.nothing = ""

    def check(self, lines: list[tuple[int, dict[str, Any]]]) -> None:
        check_people(self, lines)
        if self.cleaned_data.get("head") in self.cleaned_data.get("deputies", []):
            self.add_error("deputies", "Đơn vị Khối trưởng không đồng thời là Khối phó.")

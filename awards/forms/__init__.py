"""What is typed in awards."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

from django.core.validators import RegexValidator

from awards.models import (
    AwardKind,
    Certificate,
    CertificateTemplate,
    DecisionLine,
    Nomination,
    Review,
)
from awards.queries.certificates import HandOverChoices
from awards.queries.ranking import published_result
from conferences.models import Conference, Minutes
from law.queries import wording_on
from libraries.web import forms
from libraries.web.formats import short_date
from units.forms.login import CodeField
from units.models import Bloc, EmulationYear, Unit

if TYPE_CHECKING:
    RowField = forms.ModelChoiceField[Any]
else:
    RowField = forms.ModelChoiceField


def long_text(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def prose(label: str, max_length: int, rows: int, help_text: str = "", *, required: bool = False) -> forms.VnCharField:
    """Paragraphs, in a box of that many rows."""
    return forms.VnCharField(
        label=label, max_length=max_length, required=required, widget=long_text(rows), help_text=help_text
    )


class MinutesField(RowField):
    def label_from_instance(self, row: Minutes) -> str:
        return f"Số {row.number} – {row.conference.title} ({short_date(row.conference.starts_at)})"


class ConferenceField(RowField):
    def label_from_instance(self, row: Conference) -> str:
        return f"{row.title} ({short_date(row.starts_at)})"


def chooser(form: forms.BaseForm, name: str) -> RowField:
    """The box of a form in which rows are chosen, to be given its rows."""
    return cast(RowField, form.fields[name])


class NominateForm(forms.Form):
    unit = forms.ModelChoiceField(label="Đơn vị", queryset=Unit.objects.none(), empty_label="Chọn đơn vị")
    kind = forms.ModelChoiceField(
        label="Danh hiệu, hình thức khen thưởng",
        queryset=AwardKind.objects.all(),
        empty_label="Chọn danh hiệu, hình thức",
    )

    def __init__(self, *args: Any, year: EmulationYear, **options: Any):
        super().__init__(*args, **options)
        chooser(self, "unit").queryset = year.units()


class NominationForm(forms.EditForm, forms.Form):
    recipient_name = forms.VnCharField(
        label="Tên ghi trên bằng",
        max_length=300,
        help_text="Đúng tên chính thức của đơn vị, viết hoa như trong quyết định. Hệ thống tự ngắt dòng.",
    )
    citation = prose(
        "Thành tích ghi trên bằng", 400, 2, "Ví dụ: Đã có thành tích xuất sắc trong phong trào thi đua năm 2019."
    )
    summary = prose(
        "Tóm tắt thành tích",
        2000,
        6,
        "Đưa vào cột “Tóm tắt thành tích” của danh sách trích ngang. Nêu kết quả kèm số liệu.",
    )
    score = forms.VnCharField(
        label="Điểm, xếp hạng trong Khối",
        max_length=100,
        required=False,
        help_text="Theo bảng điểm của Khối. Ví dụ: 985 điểm, xếp thứ nhất. Để trống nếu Khối không chấm điểm.",
    )
    confirmations = forms.VnCharField(
        label="Xác nhận về thuế, bảo hiểm xã hội, phòng cháy chữa cháy",
        max_length=300,
        required=False,
        help_text="Nhập cơ quan xác nhận, số và ngày văn bản. Để trống nếu không phải xác nhận.",
    )

    def __init__(self, *args: Any, nomination: Nomination, **options: Any):
        names = ("recipient_name", "citation", "summary", "score", "confirmations")
        initial = {name: getattr(nomination, name) for name in names}
        super().__init__(*args, initial=initial, revision=nomination.revision, **options)
        # Published points are taken from where they were decided; nobody types them once more.
        if published_result(nomination) is not None:
            del self.fields["score"]

    def newest(self, row: Nomination) -> "NominationForm":
        return NominationForm(nomination=row)


class ReportFileForm(forms.Form):
    file = forms.DocumentFileField(label="Tệp báo cáo thành tích", kinds=("pdf", "docx"))


class MinutesFileForm(forms.Form):
    file = forms.DocumentFileField(label="Tệp biên bản bình xét", kinds=("pdf", "docx"))


class MinutesChoiceForm(forms.Form):
    minutes = MinutesField(label="Biên bản hội nghị", queryset=Minutes.objects.none(), empty_label="Chọn biên bản")

    def __init__(self, *args: Any, bloc: Bloc, **options: Any):
        super().__init__(*args, **options)
        rows = Minutes.objects.filter(conference__emulation_year__bloc=bloc).select_related("conference")
        chooser(self, "minutes").queryset = rows.order_by("-issued_at")


class ReviewForm(forms.EditForm, forms.Form):
    standard = forms.ChoiceField(
        label="Mức độ đạt tiêu chuẩn", choices=Review.Standard.choices, widget=forms.RadioSelect
    )
    comment = prose("Nhận xét gửi Khối", 3000, 4)
    conclusion = forms.ChoiceField(label="Kết luận", choices=Review.Conclusion.choices, widget=forms.RadioSelect)

    def newest(self, row: Nomination) -> "ReviewForm":
        return ReviewForm(revision=row.revision)

    def show_both(self, newest: forms.EditForm, because: str) -> None:
        """Of an opinion there is no other text: what changed is the dossier that it is about."""
        super().show_both(newest, because)
        self.both = []

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        agrees = data.get("conclusion") == Review.Conclusion.AGREE
        if data.get("conclusion") and not agrees and "comment" in data and not data["comment"]:
            self.add_error("comment", "Nhập nhận xét khi yêu cầu bổ sung hoặc không đồng ý.")
        if agrees and data.get("standard") == Review.Standard.NOT_MET:
            self.add_error(
                "conclusion",
                "Hồ sơ chưa đạt tiêu chuẩn không thể có kết luận đồng ý. Chọn lại mức độ đạt hoặc kết luận.",
            )
        return data


class ReasonForm(forms.Form):
    reason = prose("Lý do", 2000, 4, required=True)


class ProofFields(forms.Form):
    """Password and code, asked again for this one act (docs/security.md: Proof for each act)."""

    refused = False  # the person is who they say, but the act cannot be done now

    password = forms.VnCharField(
        label="Mật khẩu",
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    code = CodeField()

    def proof_answers(self) -> dict[str, str]:
        return {"password": self.cleaned_data["password"], "code": self.cleaned_data["code"]}


class DecisionForm(ProofFields):
    nominations = forms.ModelMultipleChoiceField(
        label="Hồ sơ được khen thưởng",
        queryset=Nomination.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text="Số sổ vàng theo thứ tự trong danh sách này.",
    )
    number = forms.VnCharField(
        label="Số quyết định",
        max_length=60,
        validators=[
            RegexValidator(
                r"^\d+[^/\s]*/[^\s/]+$", "Số, ký hiệu chưa đúng. Nhập đủ số và ký hiệu, ví dụ: 1234/QĐ-UBND."
            )
        ],
        widget=forms.TextInput(attrs={"placeholder": "1234/QĐ-UBND", "autocomplete": "off"}),
    )
    decided_on = forms.VnDateField(label="Ngày quyết định")
    authority = forms.VnCharField(
        label="Cơ quan, người quyết định",
        max_length=200,
        required=False,
        help_text="Để trống nếu lấy theo quy định của ngày quyết định. Hai thẩm quyền là hai quyết định: nhập hai lần.",
    )
    signer_lines = forms.VnCharField(
        label="Thẩm quyền ký",
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "short"}),
        help_text="Để trống nếu lấy theo quy định. Ví dụ: KT. CHỦ TỊCH, dòng dưới PHÓ CHỦ TỊCH.",
    )
    signer_name = forms.VnCharField(label="Họ tên người ký quyết định", max_length=100)
    field_order = [
        "nominations",
        "number",
        "decided_on",
        "authority",
        "signer_lines",
        "signer_name",
        "password",
        "code",
    ]

    def __init__(self, *args: Any, rows: list[Nomination], **options: Any):
        super().__init__(*args, **options)
        self.rows = rows
        box = chooser(self, "nominations")
        box.queryset = Nomination.objects.filter(pk__in=[row.pk for row in rows])
        box.choices = [(row.pk, f"{row} ({row.bloc.short_name})") for row in rows]

    def clean_nominations(self) -> list[Nomination]:
        """In the order shown, which becomes the golden-book numbers."""
        chosen = {row.pk for row in self.cleaned_data["nominations"]}
        return [row for row in self.rows if row.pk in chosen]

    def decision(self) -> dict[str, Any]:
        """What the decision says, as `workflow.decide` takes it."""
        names = ("number", "decided_on", "authority", "signer_lines", "signer_name")
        return {name: self.cleaned_data[name] for name in names}


class IssueForm(forms.Form):
    lines = forms.ModelMultipleChoiceField(
        label="Tập thể được cấp bằng", queryset=DecisionLine.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, lines: list[DecisionLine], **options: Any):
        super().__init__(*args, **options)
        chooser(self, "lines").queryset = DecisionLine.objects.filter(pk__in=[line.pk for line in lines])


class RevokeForm(ProofFields):
    reason = prose(
        "Lý do thu hồi",
        2000,
        3,
        "Hiển thị công khai trên trang kiểm tra. Nêu số, ngày quyết định thu hồi.",
        required=True,
    )
    field_order = ["reason", "password", "code"]


class ReplaceForm(ProofFields):
    recipient_name = forms.VnCharField(label="Tên ghi trên bằng mới", max_length=300)
    citation = prose("Thành tích ghi trên bằng", 400, 2, required=True)
    replaced_as = forms.ChoiceField(
        label="Trường hợp",
        choices=Certificate.Replacing.choices,
        widget=forms.RadioSelect,
    )
    reason = prose("Lý do", 2000, 3, "Hiển thị công khai trên trang kiểm tra của bằng cũ.", required=True)
    field_order = ["replaced_as", "recipient_name", "citation", "reason", "password", "code"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        called = wording_on()
        why = {"exchange": "bằng in sai hoặc hư hỏng, đơn vị nộp lại bằng cũ", "reissue": "bằng bị mất"}
        ways = Certificate.Replacing
        self.offer_choices("replaced_as", [(way, f"{way.words_in(called)}: {why[way]}") for way in ways])

    def words(self) -> dict[str, str]:
        """What the new certificate says and why, as `workflow.replace` takes it."""
        names = ("replaced_as", "recipient_name", "citation", "reason")
        return {name: self.cleaned_data[name] for name in names}


class HandOverForm(forms.Form):
    conference = ConferenceField(
        label="Hội nghị trao tặng", queryset=Conference.objects.none(), empty_label="Chọn hội nghị"
    )
    certificates = forms.ModelMultipleChoiceField(
        label="Bằng đã trao", queryset=Certificate.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, choices: HandOverChoices, **options: Any):
        super().__init__(*args, **options)
        chooser(self, "conference").queryset = choices.conferences
        chooser(self, "certificates").queryset = choices.certificates


class QuotaForm(forms.Form):
    count = forms.VnIntegerField(label="Số lượng", min_value=0, max_value=99)
    guidance_number = forms.VnCharField(label="Số, ký hiệu văn bản phân bổ", max_length=60)
    guidance_on = forms.VnDateField(label="Ngày văn bản phân bổ")
    source = forms.VnCharField(label="Cơ quan ban hành, trích yếu", max_length=300)


class OverprintForm(forms.Form):
    """Where this printer puts the words on the blank, read from the address."""

    offset_x = forms.VnDecimalField(label="Độ lệch sang phải (mm)", min_value=-50, max_value=50, decimal_places=1)
    offset_y = forms.VnDecimalField(label="Độ lệch xuống dưới (mm)", min_value=-50, max_value=50, decimal_places=1)
    scale = forms.VnDecimalField(label="Tỷ lệ in", min_value=0.9, max_value=1.1, decimal_places=4)

    @classmethod
    def start(cls, template: CertificateTemplate) -> dict[str, Decimal]:
        return {
            "offset_x": template.overprint_x_mm,
            "offset_y": template.overprint_y_mm,
            "scale": template.overprint_scale,
        }

    def placed(self) -> tuple[tuple[float, float], float]:
        data = self.cleaned_data
        return (float(data["offset_x"]), float(data["offset_y"])), float(data["scale"])

"""What delegates and the secretariat type into ballots, and the question that a meeting puts."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict

from ballots.models import Ballot, Elector, PaperTally, Vote
from ballots.subjects import read_subject, subjects_offered
from ballots.workflow import Counted
from ballots.workflow.opening import FEWEST_TELLERS
from law.queries import wording_on
from libraries import secret_count
from libraries.threshold import NoThreshold, Threshold
from libraries.web import forms
from units import audience
from units.models import EmulationYear, Unit, User

LONGEST_QUESTION, MOST_QUESTIONS = 500, 20
OTHER_MATTER = "Nội dung khác, không gắn với văn bản, hồ sơ nào"


def offer_subjects(form: forms.BaseForm, name: str, year: EmulationYear) -> None:
    """Give a box the subjects of the year that may be voted on, under the labels of their kinds."""
    groups: list[tuple[str, Any]] = [
        (label, [(subject.value, subject.title) for subject in subjects]) for label, subjects in subjects_offered(year)
    ]
    form.offer_choices(name, [("", OTHER_MATTER), *groups])


class BallotForm(forms.ModelForm):
    """The question that a meeting puts: about what, to whom, by which rule. A meeting adds where in its programme."""

    ORDER = (
        "agenda_item",
        "subject",
        "question",
        "more_questions",
        "kind",
        "base",
        "threshold",
        "threshold_inclusive",
        "tellers",
        "recused",
        "recusal",
        "repeats_because",
    )

    subject = forms.ChoiceField(
        label="Văn bản, hồ sơ được biểu quyết",
        required=False,
        help_text="Kết quả được dùng cho đúng văn bản, hồ sơ này: thông qua quy chế, biên bản bình xét, hồ sơ.",
    )
    more_questions = forms.VnCharField(
        label="Nội dung khác trên cùng phiếu",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Chỉ nhập khi dùng phiếu in, mỗi dòng một câu hỏi, ví dụ từng đơn vị được đề cử. Mỗi nội dung có kết "
        "quả riêng theo cùng ngưỡng.",
    )
    threshold = forms.VnShareField(label="Ngưỡng thông qua")
    threshold_inclusive = forms.TypedChoiceField(
        label="Cách tính ngưỡng",
        choices=[
            ("tu", "“Từ … trở lên”: đạt đúng ngưỡng cũng được thông qua"),
            ("qua", "“Quá …”: phải vượt ngưỡng mới được thông qua"),
        ],
        coerce=lambda chosen: chosen == "tu",
        widget=forms.RadioSelect,
    )
    tellers = forms.ModelMultipleChoiceField(
        label="Người kiểm phiếu",
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Chỉ chọn khi bỏ phiếu kín: ít nhất hai người, nên thuộc các đơn vị khác nhau. Mỗi người giữ một mã; "
        "chỉ mở được kết quả chung khi đủ mã. Dùng phiếu in thì mỗi người tự đếm và nhập, khớp nhau mới có kết quả.",
    )
    recused = forms.ModelMultipleChoiceField(
        label="Đơn vị không tham gia biểu quyết",
        queryset=Unit.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Đơn vị có quyền lợi liên quan trực tiếp. Không tính vào tổng số đơn vị và số có mặt.",
    )
    recusal = forms.VnCharField(label="Lý do không tham gia", max_length=300, required=False)

    class Meta:
        model = Ballot
        fields = ["question", "kind", "base", "repeats_because"]
        labels = {"base": "Cơ sở tính tỷ lệ"}
        widgets = {"question": forms.TextInput, "kind": forms.RadioSelect, "base": forms.RadioSelect}
        help_texts = {
            "question": "Đặt câu hỏi để trả lời “đồng ý” hoặc “không đồng ý”.",
            "repeats_because": "Chỉ nhập khi văn bản, hồ sơ này đã được biểu quyết. Lý do được đưa vào biên bản.",
        }

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        year: EmulationYear,
        here: list[Unit],
        kept: Any = ("", None),
        **options: Any,
    ):
        super().__init__(data, **options)
        self.year = year
        self.least: Threshold = year.bloc.adoption
        offer_subjects(self, "subject", year)
        people = audience.everybody(year.bloc, here).order_by("sort_key", "pk")
        self.offer("tellers", people)
        self.offer("recused", Unit.objects.filter(pk__in=[unit.pk for unit in here]).with_names())
        called = wording_on()
        self.offer_choices("kind", [(kind, kind.words_in(called)) for kind in Ballot.Kind])
        # In sentences they stand in the middle, here at the beginning.
        bases = [(value, str(label)) for value, label in Ballot.Base.choices]
        self.offer_choices("base", [(value, label[0].upper() + label[1:]) for value, label in bases])
        threshold = self.fields["threshold"]
        threshold.initial = self.least
        self.fields["threshold_inclusive"].initial = "tu" if self.least.inclusive else "qua"
        threshold.help_text = (
            f"Nhập theo quy định, ví dụ: 50% hoặc 2/3. Mức của Khối là {self.least.written}, chỉ được đặt cao hơn."
        )
        self.order_fields(self.ORDER)

    def clean_threshold(self) -> Threshold:
        threshold: Threshold = self.cleaned_data["threshold"]
        if threshold.share < self.least.share:
            raise forms.ValidationError(f"Ngưỡng không được thấp hơn mức của Khối ({self.least.written}).")
        return threshold

    def clean_more_questions(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["more_questions"].splitlines() if line.strip()]
        if any(len(line) > LONGEST_QUESTION for line in lines):
            raise forms.ValidationError(f"Mỗi dòng tối đa {LONGEST_QUESTION} ký tự. Rút gọn câu hỏi.")
        if len(lines) > MOST_QUESTIONS:
            raise forms.ValidationError(f"Một phiếu có tối đa {MOST_QUESTIONS} nội dung thêm. Chia thành nhiều phiếu.")
        return list(dict.fromkeys(lines))

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("more_questions") and data.get("kind") not in {None, Ballot.Kind.PAPER}:
            self.add_error("more_questions", "Chỉ phiếu in mới có nhiều nội dung. Chọn phiếu in hoặc xóa các dòng này.")
        inclusive, threshold = data.pop("threshold_inclusive", False), data.get("threshold")
        if threshold:
            try:
                data["threshold"] = replace(threshold, inclusive=inclusive)
            except NoThreshold as problem:
                self.add_error("threshold", f"{problem} Chọn “Từ … trở lên”.")
        data["subject"] = read_subject(self.year, data.get("subject") or "")
        tellers = data["tellers"] = list(data.get("tellers") or ())
        counted = data.get("kind") in {Ballot.Kind.SECRET, Ballot.Kind.PAPER}
        if counted and len(tellers) < FEWEST_TELLERS and "tellers" not in self.errors:
            self.add_error("tellers", "Bỏ phiếu kín cần ít nhất hai người kiểm phiếu. Chọn thêm người kiểm phiếu.")
        elif tellers and not counted:
            self.add_error("tellers", "Chỉ bỏ phiếu kín mới có người kiểm phiếu. Bỏ chọn người kiểm phiếu.")
        aside, why = data.get("recused") or (), data.pop("recusal", "")
        if aside and not why and "recusal" not in self.errors:
            self.add_error("recusal", "Nhập lý do không tham gia biểu quyết của các đơn vị đã chọn.")
        data["recused"] = dict.fromkeys(aside, why)
        return data


class VoteForm(forms.Form):
    """A delegate's vote: unit and choice, both from buttons."""

    unit = forms.ModelChoiceField(label="Đơn vị", queryset=Unit.objects.none())
    choice = forms.ChoiceField(label="Ý kiến", choices=Vote.Choice.choices)

    def __init__(self, data: QueryDict | None = None, *, electors: list[Elector]):
        super().__init__(data)
        self.offer("unit", Unit.objects.filter(pk__in=[elector.unit_id for elector in electors]))


@dataclass(frozen=True)
class ChoiceBoxes:
    """The three answers of one unit."""

    unit: Unit
    choice: forms.BoundField


class PaperVotesForm(forms.Form):
    """Votes shown by hand or on paper: a choice a unit, and one for all the others."""

    others = forms.ChoiceField(
        label="Các đơn vị không chọn ở trên",
        choices=[("", "Chưa có ý kiến"), *((value, f"Tất cả {label.lower()}") for value, label in Vote.Choice.choices)],
        required=False,
    )

    def __init__(self, data: QueryDict | None = None, *, units: list[Unit]):
        self.units = units
        found = {
            f"choice_{unit.pk}": forms.ChoiceField(
                label=unit.name, choices=Vote.Choice.choices, required=False, widget=forms.RadioSelect
            )
            for unit in units
        }
        super().__init__(data, more_fields=found)
        self.order_fields([*found, "others"])

    def rows(self) -> Iterator[ChoiceBoxes]:
        for unit in self.units:
            yield ChoiceBoxes(unit, self[f"choice_{unit.pk}"])

    def choices(self) -> dict[Unit, str]:
        data = self.cleaned_data
        chosen = {unit: data[f"choice_{unit.pk}"] or data["others"] for unit in self.units}
        return {unit: choice for unit, choice in chosen.items() if choice}


class SecretPaperForm(forms.Form):
    """A delegate's secret paper: unit and choice from buttons. `blind`: chance, so that no trace of it tells which."""

    unit = forms.ModelChoiceField(label="Đơn vị", queryset=Unit.objects.none())
    secret_choice = forms.ChoiceField(label="Ý kiến", choices=Vote.Choice.choices)
    blind = forms.VnCharField(label="Số ngẫu nhiên", min_length=32, max_length=32)

    def __init__(self, data: QueryDict | None = None, *, electors: list[Elector]):
        super().__init__(data)
        self.offer("unit", Unit.objects.filter(pk__in=[elector.unit_id for elector in electors]))


class CountingCodeForm(forms.Form):
    """A teller's code, typed from the note."""

    counting_code = forms.VnCharField(
        label="Mã kiểm phiếu",
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "characters"}),
        help_text="Bảy nhóm, mỗi nhóm bốn ký tự. Không phân biệt chữ hoa, chữ thường.",
    )

    def clean_counting_code(self) -> str:
        try:
            return secret_count.read_code(self.cleaned_data["counting_code"])
        except secret_count.Unsound as problem:
            raise forms.ValidationError(str(problem)) from None


class TakeKeyForm(CountingCodeForm):
    """The same code once more: whoever cannot type it from the note would lose the count."""

    shown_code = forms.VnCharField(label="Mã đã hiển thị", max_length=60, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        typed, shown = data.get("counting_code"), data.pop("shown_code", "")
        if typed and typed != shown.replace("-", ""):
            self.add_error("counting_code", "Mã nhập lại khác mã hiển thị. Đọc lại bản ghi và nhập lại.")
        return data


class VoidForm(forms.Form):
    reason = forms.VnCharField(
        label="Lý do hủy",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Lý do được đưa vào biên bản. Không phiếu nào được mở.",
    )


@dataclass(frozen=True)
class TallyBoxes:
    """The four numbers of one question."""

    question: Ballot
    boxes: tuple[forms.BoundField, ...]


class TallyForm(forms.Form):
    """What a teller counted of a printed paper: four numbers a question."""

    def __init__(self, data: QueryDict | None = None, *, questions: list[Ballot]):
        self.questions = questions
        found = {
            f"{name}_{question.pk}": forms.VnIntegerField(
                label=label.capitalize(), min_value=0, max_value=question.present
            )
            for question in questions
            for name, label in PaperTally.LABELS.items()
        }
        super().__init__(data, more_fields=found)

    def rows(self) -> Iterator[TallyBoxes]:
        for question in self.questions:
            yield TallyBoxes(question, tuple(self[f"{name}_{question.pk}"] for name in PaperTally.LABELS))

    def counts(self) -> dict[int, Counted]:
        return {
            question.pk: Counted(*(self.cleaned_data[f"{name}_{question.pk}"] for name in PaperTally.LABELS))
            for question in self.questions
        }

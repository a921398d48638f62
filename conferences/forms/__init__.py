"""What the secretariat and leaders type about conferences."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict

from conferences.models import AgendaItem, Attendance, Ballot, Conference, Guest, Vote
from conferences.workflow import Presence
from law.queries import wording_on
from libraries.threshold import NoThreshold, Threshold
from libraries.web import forms
from units.models import EmulationYear, Unit


class ConferenceForm(forms.EditForm, forms.ModelForm):
    class Meta:
        model = Conference
        fields = [
            "kind",
            "title",
            "starts_at",
            "place",
            "host",
            "chair_name",
            "chair_post",
            "chair_on_behalf_of",
            "secretary_name",
            "secretary_post",
        ]
        help_texts = {
            "chair_name": "Chỉ nhập họ và tên, không nhập học hàm, học vị. Tên này được in dưới chữ ký của biên bản.",
            "chair_on_behalf_of": "Ví dụ: đơn vị Khối trưởng. Bỏ trống khi không thay mặt ai.",
            "starts_at": "Thời gian này được in trong biên bản.",
        }

    def __init__(self, data: QueryDict | None = None, *, year: EmulationYear, **options: Any):
        super().__init__(data, **options)
        self.year = year
        self.offer("host", year.units(), "Chưa xác định")
        self.offer_choices("kind", [("", "Chọn loại hội nghị"), *Conference.Kind.choices])

    def newest(self, row: Conference) -> "ConferenceForm":
        return ConferenceForm(instance=row, year=self.year)

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class AgendaItemForm(forms.ModelForm):
    class Meta:
        model = AgendaItem
        fields = ["title", "kind", "speaker", "on_behalf_of"]
        help_texts = {"on_behalf_of": "Ví dụ: đơn vị Khối trưởng. Bỏ trống khi không thay mặt ai."}

    def __init__(self, data: QueryDict | None = None):
        super().__init__(data)
        self.offer_choices("kind", [("", "Chọn loại nội dung"), *AgendaItem.Kind.choices])


class GuestForm(forms.ModelForm):
    class Meta:
        model = Guest
        fields = ["name", "post", "organisation"]


@dataclass(frozen=True)
class UnitBoxes:
    """The boxes of one unit on the roll."""

    unit: Unit
    status: forms.BoundField
    name: forms.BoundField
    post: forms.BoundField
    others: forms.BoundField


@dataclass(frozen=True)
class GuestBox:
    """The tick that says whether a guest came."""

    guest: Guest
    came: forms.BoundField


class AttendanceForm(forms.Form):
    """The roll: for each unit a choice and who stands for it; for each guest a tick. A unit without a choice waits."""

    def __init__(self, data: QueryDict | None = None, *, conference: Conference):
        self.units = list(conference.units())
        self.guests = list(conference.guests.all())
        super().__init__(data, more_fields=self._fields_of(conference))

    def _fields_of(self, conference: Conference) -> dict[str, forms.Field]:
        known = {row.unit_id: row for row in conference.attendances.prefetch_related("companions")}
        found: dict[str, forms.Field] = {}
        for unit in self.units:
            row, key, name = known.get(unit.pk), unit.pk, unit.name
            found[f"status_{key}"] = forms.ChoiceField(
                label=f"Điểm danh {name}",
                choices=Attendance.Status.choices,
                required=False,
                widget=forms.RadioSelect,
                initial=row.status if row else "",
            )
            found[f"name_{key}"] = forms.VnCharField(
                label=f"Người đại diện {name}",
                max_length=100,
                required=False,
                initial=row.representative_name if row else "",
            )
            found[f"post_{key}"] = forms.VnCharField(
                label=f"Chức vụ người đại diện {name}",
                max_length=150,
                required=False,
                initial=row.representative_post if row else "",
            )
            found[f"others_{key}"] = forms.VnCharField(
                label=f"Người cùng dự của {name}",
                max_length=2_000,
                required=False,
                initial="\n".join(map(str, row.companions.all())) if row else "",
                widget=forms.Textarea(attrs={"rows": 1}),
            )
        for guest in self.guests:
            found[f"guest_{guest.pk}"] = forms.BooleanField(
                label=str(guest), required=False, initial=bool(guest.attended)
            )
        return found

    def rows(self) -> Iterator[UnitBoxes]:
        for unit in self.units:
            boxes = (self[f"{box}_{unit.pk}"] for box in ("status", "name", "post", "others"))
            yield UnitBoxes(unit, *boxes)

    def guest_rows(self) -> Iterator[GuestBox]:
        for guest in self.guests:
            yield GuestBox(guest, self[f"guest_{guest.pk}"])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        for unit in self.units:
            if data.get(f"name_{unit.pk}") and not data.get(f"status_{unit.pk}"):
                self.add_error(f"status_{unit.pk}", "Đơn vị đã có người đại diện. Chọn có mặt hoặc vắng.")
            for name, post in companions_in(data.get(f"others_{unit.pk}", "")):
                if len(name) > 100 or len(post) > 150:
                    sentence = "Mỗi dòng một người: họ và tên (tối đa 100 ký tự), dấu phẩy, chức vụ (tối đa 150 ký tự)."
                    self.add_error(f"others_{unit.pk}", sentence)
                    break
        return data

    def roll(self) -> list[Presence]:
        data = self.cleaned_data
        return [
            Presence(
                unit,
                data[f"status_{unit.pk}"],
                data[f"name_{unit.pk}"],
                data[f"post_{unit.pk}"],
                companions_in(data[f"others_{unit.pk}"]),
            )
            for unit in self.units
            if data[f"status_{unit.pk}"]
        ]

    def guests_here(self) -> list[Guest]:
        return [guest for guest in self.guests if self.cleaned_data[f"guest_{guest.pk}"]]


def companions_in(text: str) -> tuple[tuple[str, str], ...]:
    """One line a person, the post behind the first comma: ("Trần Văn An", "Chuyên viên Phòng Tổ chức")."""
    lines = [line.strip() for line in text.splitlines() if line.strip(" ,")]
    found = []
    for line in lines:
        name, _, post = line.partition(",")
        found.append((name.strip() or post.strip(), post.strip() if name.strip() else ""))
    return tuple(dict.fromkeys(found))


class EventsForm(forms.EditForm, forms.Form):
    """What happened at each item, and the conclusions."""

    def __init__(self, data: QueryDict | None = None, *, conference: Conference):
        self.items = list(conference.agenda.all())
        found = {f"note_{item.pk}": _note_field(item) for item in self.items}
        found["conclusions"] = forms.VnCharField(
            label="Kết luận của hội nghị",
            required=False,
            max_length=20_000,
            initial=conference.conclusions,
            widget=forms.Textarea(attrs={"rows": 6}),
        )
        super().__init__(data, revision=conference.revision, more_fields=found)

    def newest(self, row: Conference) -> "EventsForm":
        return EventsForm(conference=row)

    def notes(self) -> dict[int, str]:
        return {item.pk: self.cleaned_data[f"note_{item.pk}"] for item in self.items}


def _note_field(item: AgendaItem) -> forms.VnCharField:
    return forms.VnCharField(
        label=str(item),
        required=False,
        max_length=20_000,
        initial=item.note,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=f"Người trình bày: {item.speaker}" if item.speaker else "",
    )


class CloseForm(forms.Form):
    ends_at = forms.VnDateTimeField(label="Thời gian kết thúc", help_text="Thời gian này được in trong biên bản.")


class BallotForm(forms.ModelForm):
    ORDER = ("agenda_item", "question", "kind", "base", "threshold", "threshold_inclusive")

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

    class Meta:
        model = Ballot
        fields = ["agenda_item", "question", "kind", "base"]
        labels = {"base": "Cơ sở tính tỷ lệ"}
        widgets = {"question": forms.TextInput, "kind": forms.RadioSelect, "base": forms.RadioSelect}
        help_texts = {
            "question": "Đặt câu hỏi để trả lời “đồng ý” hoặc “không đồng ý”.",
        }

    def __init__(self, data: QueryDict | None = None, *, conference: Conference, **options: Any):
        super().__init__(data, **options)
        self.least: Threshold = conference.bloc.adoption
        self.offer("agenda_item", conference.agenda.all(), "Chọn nội dung")
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

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        inclusive, threshold = data.pop("threshold_inclusive", False), data.get("threshold")
        if threshold:
            try:
                data["threshold"] = replace(threshold, inclusive=inclusive)
            except NoThreshold as problem:
                self.add_error("threshold", f"{problem} Chọn “Từ … trở lên”.")
        return data


class VoteForm(forms.Form):
    """A leader's vote: unit and choice, both from buttons."""

    unit = forms.ModelChoiceField(label="Đơn vị", queryset=Unit.objects.none())
    choice = forms.ChoiceField(label="Ý kiến", choices=Vote.Choice.choices)

    def __init__(self, data: QueryDict | None = None, *, units: QuerySet[Unit]):
        super().__init__(data)
        self.offer("unit", units)


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

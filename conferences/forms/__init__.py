"""What the secretariat and leaders type about conferences."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from ballots.forms import BallotForm, offer_subjects
from ballots.subjects import Subject, read_subject
from conferences.models import AgendaItem, Attendance, Conference, Guest, companions_in
from conferences.queries import invitation_of, replies_of
from conferences.workflow import Presence
from conferences.workflow.voting import roll_of_delegates
from libraries.web import forms
from units.models import EmulationYear, Unit

OFFICE_ENDS = datetime.time(17)


def due_when_offices_close(form: forms.BaseForm) -> None:
    """Where a day and no hour is typed (docs/interface.md: Deadlines)."""
    field = form.fields["reply_by"]
    assert isinstance(field, forms.VnDateTimeField)
    field.default_time = OFFICE_ENDS


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
            "reply_by",
            "to_prepare",
        ]
        help_texts = {
            "chair_name": "Chỉ nhập họ và tên, không nhập học hàm, học vị. Tên này được in dưới chữ ký của biên bản.",
            "chair_on_behalf_of": "Ví dụ: đơn vị Khối trưởng. Bỏ trống khi không thay mặt ai.",
            "starts_at": "Thời gian này được in trong biên bản.",
            "reply_by": "Đơn vị, đại biểu trả lời giấy mời trước thời điểm này. Nếu không nhập giờ, hạn là 17:00.",
            "to_prepare": "In trong giấy mời, mỗi dòng một nội dung. Bỏ trống khi không có.",
        }

    def __init__(self, data: QueryDict | None = None, *, year: EmulationYear, **options: Any):
        super().__init__(data, **options)
        self.year = year
        self.offer("host", year.units(), "Chưa xác định")
        due_when_offices_close(self)
        self.offer_choices("kind", [("", "Chọn loại hội nghị"), *Conference.Kind.choices])
        if self.instance.pk and invitation_of(self.instance):
            # Whoever was called hears of another day or place: conference_reschedule.
            del self.fields["starts_at"], self.fields["place"]

    def newest(self, row: Conference) -> "ConferenceForm":
        return ConferenceForm(instance=row, year=self.year)

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class AgendaItemForm(forms.ModelForm):
    subject = forms.ChoiceField(
        label="Văn bản, hồ sơ",
        required=False,
        help_text="Chọn khi nội dung về một quy chế, giao ước hoặc hồ sơ; biểu quyết được gắn với văn bản, hồ sơ này.",
    )

    class Meta:
        model = AgendaItem
        fields = ["title", "kind", "speaker", "on_behalf_of"]
        help_texts = {"on_behalf_of": "Ví dụ: đơn vị Khối trưởng. Bỏ trống khi không thay mặt ai."}

    def __init__(self, data: QueryDict | None = None, *, year: EmulationYear):
        super().__init__(data)
        self.year = year
        offer_subjects(self, "subject", year)
        self.offer_choices("kind", [("", "Chọn loại nội dung"), *AgendaItem.Kind.choices])

    def clean_subject(self) -> Subject | None:
        return read_subject(self.year, self.cleaned_data["subject"])


class GuestForm(forms.ModelForm):
    class Meta:
        model = Guest
        fields = ["name", "post", "organisation", "email"]
        help_texts = {"email": "Giấy mời và tệp lịch được gửi đến địa chỉ này khi phát hành."}


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
        answers = {row.unit_id: row for row in replies_of(conference)}
        found: dict[str, forms.Field] = {}
        for unit in self.units:
            row, key, name = known.get(unit.pk), unit.pk, unit.name
            said = answers.get(unit.pk)
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
                initial=row.representative_name if row else said.name if said else "",
            )
            found[f"post_{key}"] = forms.VnCharField(
                label=f"Chức vụ người đại diện {name}",
                max_length=150,
                required=False,
                initial=row.representative_post if row else said.post if said else "",
            )
            found[f"others_{key}"] = forms.VnCharField(
                label=f"Người cùng dự của {name}",
                max_length=2_000,
                required=False,
                initial="\n".join(map(str, row.companions.all())) if row else said.companions if said else "",
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


class ItemBallotForm(BallotForm):
    """The question that is put at an item of the programme, to the units that are here."""

    agenda_item = forms.ModelChoiceField(label="Nội dung chương trình", queryset=AgendaItem.objects.none())

    def __init__(self, data: QueryDict | None = None, *, conference: Conference, **options: Any):
        here = [seat.unit for seat in roll_of_delegates(conference)]
        super().__init__(data, year=conference.emulation_year, here=here, **options)
        self.offer("agenda_item", conference.agenda.all(), "Chọn nội dung")
        self.order_fields(self.ORDER)

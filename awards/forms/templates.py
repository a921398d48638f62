"""What is typed of a sheet of paper: its size, its background, where each line stands on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError

from awards.models import AwardKind, CertificateTemplate
from awards.workflow.templates import Artwork
from libraries import foreign_files
from libraries.certificate_art.layouts import QR, Layout, Place
from libraries.certificate_art.places import ALWAYS_PRINTED, SLOT_LABELS, SMALLEST_PT, SMALLEST_QR_MM, read_places
from libraries.foreign_files import Busy, FileRefused
from libraries.foreign_files.refusals import SENTENCES
from libraries.web import forms

LEAST_MM, MOST_MM = (150, 100), (900, 700)
ALIGNMENTS = [("left", "Từ trái"), ("centre", "Giữa"), ("right", "Đến phải")]


class TemplateForm(forms.EditForm, forms.ModelForm):
    class Meta:
        model = CertificateTemplate
        fields = ["name", "valid_from", "width_mm", "height_mm", "overprint_x_mm", "overprint_y_mm", "overprint_scale"]
        help_texts = {
            "valid_from": "Theo ngày quyết định khen thưởng. Để trống: không tự áp dụng.",
            "width_mm": "Khổ giấy. A3 ngang là 420 × 297.",
            "overprint_x_mm": "Khi in chữ lên phôi có sẵn. Mỗi lần chỉnh 0,5 mm. Số âm: dịch sang trái.",
            "overprint_y_mm": "Số âm: dịch lên trên.",
            "overprint_scale": "Từ 0,9 đến 1,1. Đúng cỡ: 1.",
        }


class NewTemplateForm(forms.Form):
    kind = forms.ModelChoiceField(
        label="Danh hiệu, hình thức khen thưởng",
        queryset=AwardKind.objects.all(),
        empty_label="Chọn danh hiệu, hình thức",
    )
    name = forms.VnCharField(label="Tên mẫu", max_length=100, help_text="Ví dụ: Phôi bằng khen năm 2026.")
    valid_from = forms.VnDateField(
        label="Ngày bắt đầu áp dụng",
        help_text="Theo ngày quyết định khen thưởng. Bằng đã cấp và quyết định trước ngày này giữ mẫu cũ.",
    )
    file = forms.DocumentFileField(
        label="Tệp nền",
        kinds=("pdf", "svg"),
        max_megabytes=5,
        help_text="Một trang PDF hoặc SVG đúng khổ giấy in, tối đa 5 MB; chữ trong tệp nhúng phông hoặc là đường nét.",
    )

    def clean_file(self) -> Any:
        """The file has been judged by a worker; what it is printed from is made of it here, within the same limits."""
        file = self.cleaned_data["file"]
        content = file.read()
        try:
            made = foreign_files.background(content)
        except FileRefused as refusal:
            raise ValidationError(str(refusal), code=refusal.code) from None
        except Busy:
            raise ValidationError(SENTENCES["busy"], code="busy") from None
        sides = made.width_mm, made.height_mm
        if not all(least <= side <= most for least, side, most in zip(LEAST_MM, sides, MOST_MM, strict=True)):
            raise ValidationError(SENTENCES["odd_sheet"], code="odd_sheet")
        self.artwork = Artwork(content, file.name, file.content_type, made.page, *sides)
        return file

    def described(self) -> dict[str, Any]:
        """As `workflow.make_template` takes it."""
        return {name: self.cleaned_data[name] for name in ("kind", "name", "valid_from")} | {"artwork": self.artwork}


def box_name(slot: str, what: str) -> str:
    """Rows are numbered, so that whoever looks at the form sees that they are alike."""
    return f"{what}-{[*SLOT_LABELS].index(slot) + 1}"


@dataclass(frozen=True)
class PlaceRow:
    """The boxes of one line; `chosen` is None where the line is always printed."""

    slot: str
    label: str
    chosen: Any
    boxes: list[Any]


class PlacesForm(forms.EditForm, forms.Form):
    """For each line of the sheet: printed or not, from the left, from the top, size, width, alignment."""

    def __init__(self, *args: Any, template: CertificateTemplate, layout: Layout, **options: Any):
        self.layout = layout
        self.slots = [*(line.slot for line in layout.lines if line.slot in SLOT_LABELS), QR]
        kept = {place.slot: place for place in read_places(template.places or [])}
        options.setdefault("revision", template.revision)
        boxes: dict[str, forms.Field] = {}
        for slot in self.slots:
            boxes |= _boxes(slot, kept.get(slot), layout)
        super().__init__(*args, more_fields=boxes, **options)

    def newest(self, row: CertificateTemplate) -> "PlacesForm":
        return PlacesForm(template=row, layout=self.layout)

    def rows(self) -> Iterator[PlaceRow]:
        for slot in self.slots:
            names = [box_name(slot, name) for name in ("x", "y", "size", "width", "align")]
            chosen = self[box_name(slot, "printed")] if box_name(slot, "printed") in self.fields else None
            yield PlaceRow(slot, SLOT_LABELS[slot], chosen, [self[name] for name in names if name in self.fields])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for slot in self.slots:
            if not data.get(box_name(slot, "printed"), slot in ALWAYS_PRINTED):
                continue
            for name, most in (("x", self.layout.width_mm), ("y", self.layout.height_mm)):
                value = data.get(box_name(slot, name))
                if value is not None and value > most:
                    self.add_error(
                        box_name(slot, name), f"{SLOT_LABELS[slot]}: nằm ngoài khổ giấy, nhập không quá {most:g}."
                    )
        return data

    def places(self) -> tuple[Place, ...]:
        data, found = self.cleaned_data, []
        for slot in self.slots:
            if not data.get(box_name(slot, "printed"), slot in ALWAYS_PRINTED):
                continue
            x, y, width = (float(data[box_name(slot, name)]) for name in ("x", "y", "width"))
            size = 0.0 if slot == QR else float(data[box_name(slot, "size")])
            found.append(Place(slot, x, y, size, width, "left" if slot == QR else data[box_name(slot, "align")]))
        return tuple(found)


def _boxes(slot: str, place: Place | None, layout: Layout) -> dict[str, forms.Field]:
    label = SLOT_LABELS[slot]
    start = place or Place(slot, round(layout.width_mm / 2, 1), round(layout.height_mm / 2, 1), 14.0, 100.0)

    def number(name: str, words: str, value: float, least: float, most: float) -> forms.VnDecimalField:
        return forms.VnDecimalField(
            label=f"{label}: {words}", initial=value, min_value=least, max_value=most, decimal_places=1, max_digits=5
        )

    boxes: dict[str, forms.Field] = {}
    if slot not in ALWAYS_PRINTED:
        boxes[box_name(slot, "printed")] = forms.BooleanField(
            label=f"In {label}", required=False, initial=place is not None
        )
    boxes[box_name(slot, "x")] = number("x", "cách mép trái (mm)", start.x_mm, 0, MOST_MM[0])
    boxes[box_name(slot, "y")] = number("y", "cách mép trên (mm)", start.y_mm, 0, MOST_MM[1])
    if slot == QR:
        boxes[box_name(slot, "width")] = number("width", "cạnh (mm)", start.width_mm, SMALLEST_QR_MM, 60)
        return boxes
    boxes[box_name(slot, "size")] = number("size", "cỡ chữ", start.size_pt, SMALLEST_PT, 150)
    boxes[box_name(slot, "width")] = number("width", "bề rộng tối đa (mm)", start.width_mm, 20, MOST_MM[0])
    boxes[box_name(slot, "align")] = forms.ChoiceField(
        label=f"{label}: căn chữ", choices=ALIGNMENTS, initial=start.align
    )
    return boxes

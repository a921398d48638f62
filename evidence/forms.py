"""Input of evidence: a file or a photo, and what its own head says."""

from typing import Any

from django.core.files.images import get_image_dimensions
from django.http import QueryDict

from libraries.web import clock, forms
from libraries.web.downloads import PDF

LARGEST_MEGABYTES = 20
# Of a picture: below it a page of A4 is not read.
SHORTER_SIDE = 700
WHEN_NONE = "Chọn tệp hoặc chụp văn bản."


class FactsOfFile(forms.Form):
    """A file with its facts; `photo` opens the camera of a phone."""

    file = forms.DocumentFileField(
        label="Tệp", kinds=("pdf", "jpeg", "png"), max_megabytes=LARGEST_MEGABYTES, required=False
    )
    photo = forms.DocumentFileField(
        label="Ảnh chụp văn bản",
        kinds=("jpeg", "png"),
        max_megabytes=LARGEST_MEGABYTES,
        required=False,
        help_text="Trên điện thoại: mở máy ảnh để chụp. Chụp thẳng, đủ sáng, đủ bốn góc.",
    )
    title = forms.VnCharField(label="Tên minh chứng", max_length=300)
    number = forms.VnCharField(label="Số, ký hiệu", max_length=60, required=False)
    issuer = forms.VnCharField(label="Cơ quan ban hành", max_length=200, required=False)
    issued_on = forms.VnDateField(label="Ngày văn bản")

    def __init__(self, data: QueryDict | None = None, files: Any = None, **options: Any) -> None:
        super().__init__(data, files, **options)
        self.fields["photo"].widget.attrs["capture"] = "environment"

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if self.is_wanted(data):
            if not {"file", "photo"} & set(self.errors) and not (data.get("file") or data.get("photo")):
                self.add_error("file", WHEN_NONE)
            if data.get("file") and data.get("photo"):
                self.add_error("photo", "Mỗi lần một tệp: chọn tệp, hoặc chụp văn bản.")
            if (day := data.get("issued_on")) and day > clock.today():
                self.add_error("issued_on", "Ngày văn bản không sau hôm nay.")
        return data

    def is_wanted(self, data: dict[str, Any]) -> bool:
        """Whether a file is handed in at all."""
        return True

    def values(self) -> dict[str, Any]:
        """What the verb is given."""
        data = self.cleaned_data
        file = data["file"] or data["photo"]
        content = file.read()
        facts = {name: data[name] for name in ("title", "number", "issuer", "issued_on")}
        is_picture = file.content_type != PDF
        return facts | {
            "content": content,
            "filename": file.name,
            "mime": file.content_type,
            "pages": 1 if is_picture else file.pages,
            "is_hard_to_read": is_picture and _is_small(file),
        }


def _is_small(picture: Any) -> bool:
    """The gate drew it anew: what is measured here are bytes of our own."""
    width, height = get_image_dimensions(picture)
    return not width or not height or min(width, height) < SHORTER_SIDE

"""What is typed about the news of a conference and its photographs."""

from typing import Any

from django.http import QueryDict

from conferences.models import Conference, News, Photo
from libraries import foreign_files
from libraries.foreign_files import Busy, FileRefused
from libraries.web import forms
from libraries.web.forms.files import TOO_BUSY

LARGEST_PHOTO_MB = 20
# Pixels on the longer side: to be looked at, and in a list or as the picture of a shared link.
LARGE, SMALL = 1600, 480


class NewsForm(forms.EditForm, forms.ModelForm):
    class Meta:
        model = News
        fields = ["title", "body"]
        widgets = {"body": forms.Textarea(attrs={"rows": 22})}
        help_texts = {"body": "Mỗi đoạn cách nhau một dòng trống."}


class PhotoForm(forms.ModelForm):
    file = forms.DocumentFileField(label="Tệp ảnh", kinds=("jpeg", "png"), max_megabytes=LARGEST_PHOTO_MB)

    class Meta:
        model = Photo
        fields = ["caption"]

    def __init__(self, data: QueryDict | None = None, files: Any = None, *, conference: Conference):
        super().__init__(data, files)
        self.conference = conference
        self.sizes: list[bytes] = []

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if file := data.get("file"):
            try:
                self.sizes = foreign_files.shrunk(file.read(), (LARGE, SMALL))
            except FileRefused as refusal:
                self.add_error("file", str(refusal))
            except Busy:
                self.add_error("file", TOO_BUSY)
        return data

    def _post_clean(self) -> None:
        """The row is written by the verb."""

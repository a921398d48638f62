"""Input of a column from Excel: the file is read into the boxes of the page, and shown before anything is written."""

from typing import Any

from django.http import QueryDict

from libraries.foreign_files import Busy, FileRefused
from libraries.web import forms
from scoring.documents.workbook import Difference, NotThisWorkbook, differences, typed_in
from scoring.forms.marks import MarksForm
from scoring.models import Mark
from scoring.queries import SheetView

MOST_NAMED = 10
FORMULAS = "Công thức không được tính lại: hệ thống đọc giá trị đã lưu trong tệp."


class WorkbookForm(forms.Form):
    """`found`: the boxes of the column as the file fills them; None until a file was read."""

    file = forms.DocumentFileField(label="Tệp Excel", kinds=("xlsx",), max_megabytes=5, help_text=FORMULAS)

    def __init__(self, data: QueryDict | None = None, files: Any = None, *, view: SheetView, stage: Mark.Stage) -> None:
        super().__init__(data, files)
        self.view, self.stage = view, stage
        self.found: MarksForm | None = None

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors:
            return cleaned
        plain = MarksForm(view=self.view, stage=self.stage)
        try:
            typed = typed_in(cleaned["file"].sheets, self.view.sheet, self.stage, plain.rows)
        except (NotThisWorkbook, FileRefused) as refused:
            self.add_error("file", str(refused))
            return cleaned
        except Busy:
            self.add_error("file", "Hệ thống đang kiểm tra nhiều tệp khác. Đề nghị gửi lại sau ít phút.")
            return cleaned
        boxes = QueryDict(mutable=True)
        boxes.update(typed | {"revision": str(self.view.sheet.revision)})
        found = MarksForm(boxes, view=self.view, stage=self.stage)
        if found.is_valid():
            self.found = found
            return cleaned
        for name, sentences in list(found.errors.items())[:MOST_NAMED]:
            where = found.fields[name].label if name in found.fields else "Tệp"
            self.add_error("file", f"{where}: {' '.join(map(str, sentences))}")
        return cleaned

    @property
    def differences(self) -> list[Difference]:
        """What would be written otherwise than it stands."""
        if self.found is None:
            return []
        after = {
            one.criterion.pk: {"found": one.found, "target": one.target, "applies": one.applies, "note": one.note}
            for one in self.found.written()
        }
        return differences(self.found.rows, self.stage, after)

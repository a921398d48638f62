"""Input of the evidence for one criterion: what the unit holds already, or a new file."""

from typing import Any

from django.http import QueryDict

from evidence.forms import FactsOfFile
from evidence.models import Evidence
from libraries.web import forms
from scoring.models import Criterion, ScoreSheet

BOXES_OF_A_FILE = ("file", "photo", "title", "number", "issuer", "issued_on")


class ProofForm(FactsOfFile):
    """Some of what the unit holds, a new file, or both."""

    kept = forms.ModelMultipleChoiceField(
        label="Minh chứng đơn vị đã có",
        queryset=Evidence.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ("kept", *BOXES_OF_A_FILE)

    def __init__(
        self, data: QueryDict | None = None, files: Any = None, *, sheet: ScoreSheet, criterion: Criterion
    ) -> None:
        super().__init__(data, files)
        shown = sheet.proofs.filter(criterion=criterion).values("evidence")
        held = Evidence.objects.filter(unit=sheet.unit_id).exclude(pk__in=shown)
        self.offer("kept", held)
        if not held.exists():
            del self.fields["kept"]
        for name in ("title", "issued_on"):
            self.rename(name, required=False)

    def is_wanted(self, data: dict[str, Any]) -> bool:
        """A file is new where one was chosen or described, or where nothing that the unit holds was chosen."""
        return not data.get("kept") or any(data.get(name) for name in BOXES_OF_A_FILE)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.is_wanted(data) and (data.get("file") or data.get("photo")):
            for name, sentence in (("title", "Nhập tên minh chứng."), ("issued_on", "Nhập ngày văn bản.")):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, sentence)
        return data

    def chosen(self) -> dict[str, Any]:
        """What the verb is given."""
        data = self.cleaned_data
        return {"kept": data.get("kept") or (), "new": self.values() if self.is_wanted(data) else None}

"""What is typed in a round: its deadline, a comment, an answer."""

import datetime
from typing import Any, cast

from drafting.models import Answer, Comment, Consultation, Node, Text
from drafting.queries.answering import Place
from drafting.queries.sentences import sentences_of
from drafting.queries.version_index import LONGEST_REWRITE, Key, VersionIndex
from libraries.web import clock, forms
from libraries.web.formats import short_datetime
from units.forms.blocs import NamedChoice
from units.models import Unit

# A cell of the response table holds the comment and the wording proposed (printing.paper: 20.000 letters a piece).
LONGEST_COMMENT = 5_000
LARGEST_FILE_MB = 10
WHOLE_PART = "Cả phần này"
END_OF_DAY = datetime.time(17, 0)


class DeadlineForm(forms.Form):
    closes_at = forms.VnDateTimeField(
        label="Hạn góp ý", default_time=END_OF_DAY, help_text="Nếu không nhập giờ, hạn là 17:00 của ngày đó."
    )

    def clean_closes_at(self) -> datetime.datetime:
        moment: datetime.datetime = self.cleaned_data["closes_at"]
        if moment <= clock.now():
            raise forms.ValidationError("Hạn góp ý đã qua. Nhập thời điểm sau thời điểm hiện tại.")
        return moment


class OpenForm(DeadlineForm):
    note = forms.VnCharField(
        label="Nội dung cần góp ý",
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Hiển thị ở đầu trang góp ý và trong thông báo gửi các đơn vị.",
    )
    reason = forms.VnCharField(
        label="Lý do gửi khi còn nội dung cần sửa",
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Lý do được lưu cùng các nội dung giữ nguyên.",
    )
    field_order = ["closes_at", "note", "reason"]

    def __init__(self, *args: Any, asks_reason: bool, **options: Any):
        super().__init__(*args, **options)
        if not asks_reason:
            del self.fields["reason"]


class ExtendForm(DeadlineForm):
    def __init__(self, *args: Any, consultation: Consultation, **options: Any):
        super().__init__(*args, **options)
        self.consultation = consultation
        self.fields["closes_at"].label = "Hạn mới"

    def clean_closes_at(self) -> datetime.datetime:
        moment = super().clean_closes_at()
        if moment <= self.consultation.closes_at:
            raise forms.ValidationError(f"Hạn mới phải sau hạn cũ ({short_datetime(self.consultation.closes_at)}).")
        return moment


class CommentForm(forms.Form):
    """A comment of one unit on one piece of the text, or on the whole of it."""

    node = forms.VnCharField(label="Phần được góp ý", required=False, widget=forms.HiddenInput)
    unit = forms.ModelChoiceField(label="Đơn vị góp ý", queryset=Unit.objects.none(), empty_label="Chọn đơn vị")
    quote = forms.ChoiceField(label="Câu được góp ý", required=False, widget=forms.RadioSelect)
    stance = forms.ChoiceField(label="Ý kiến", choices=Comment.Stance.choices, widget=forms.RadioSelect)
    body = forms.VnCharField(
        label="Nội dung góp ý",
        required=False,
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Nêu lý do để Tổ thư ký tiếp thu hoặc giải trình đúng ý.",
    )
    replacement = forms.VnCharField(
        label="Đề nghị viết lại",
        required=False,
        max_length=LONGEST_REWRITE,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Sửa trực tiếp lời văn của dự thảo. Để nguyên nếu không đề nghị viết lại.",
    )

    file = forms.DocumentFileField(
        label="Tệp kèm theo", kinds=("pdf", "docx", "xlsx"), max_megabytes=LARGEST_FILE_MB, required=False
    )

    def __init__(self, *args: Any, index: VersionIndex, node_key: Key, units: list[Unit], **options: Any):
        super().__init__(*args, **options)
        self.index, self.units = index, units
        self.fields["node"].initial = str(node_key or "")
        self.wording = index.wording(node_key)
        sentences = sentences_of(index, node_key)
        cast(forms.ChoiceField, self.fields["quote"]).choices = [("", WHOLE_PART), *((one, one) for one in sentences)]
        if not sentences:
            del self.fields["quote"]
        self.fields["replacement"].initial = self.wording
        if not self.wording:
            del self.fields["replacement"]
        if len(units) > 1:
            choice = cast(forms.ModelChoiceField[Unit], self.fields["unit"])
            choice.queryset = Unit.objects.filter(pk__in=[unit.pk for unit in units]).with_names()
        else:
            del self.fields["unit"]

    def clean_node(self) -> str:
        key: str = self.cleaned_data["node"]
        if key and key not in self.index:
            raise forms.ValidationError("Phần này không có trong bản đang lấy ý kiến. Đề nghị chọn lại.")
        return key

    def clean_replacement(self) -> str:
        """What was left as it stood proposes nothing."""
        words: str = self.cleaned_data["replacement"].replace("\r\n", "\n")
        return "" if " ".join(words.split()) == " ".join(self.wording.split()) else words

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        agrees = data.get("stance") == Comment.Stance.AGREE
        if agrees and data.get("replacement"):
            self.add_error(
                "stance",
                "Ô “Đề nghị viết lại” đã được sửa. Chọn “Nhất trí, đề nghị sửa” hoặc khôi phục lời văn cũ.",
            )
        if data.get("stance") and not agrees and not data.get("body") and "body" not in self.errors:
            self.add_error("body", "Nhập nội dung góp ý, hoặc chọn “Nhất trí”.")
        return data

    @property
    def said(self) -> dict[str, Any]:
        """What workflow.write_comment takes."""
        data = self.cleaned_data
        return {
            "node_key": data["node"] or None,
            "quote": data.get("quote") or "",
            "stance": data["stance"],
            "body": data["body"],
            "replacement": data.get("replacement", ""),
            "file": data.get("file") or None,
        }

    @property
    def said_for(self) -> Unit:
        chosen: Unit = self.cleaned_data["unit"] if "unit" in self.fields else self.units[0]
        return chosen


class CommentEditForm(forms.EditForm, CommentForm):
    """A comment that waits to be sent, written anew; the piece it is about stays."""

    drops_file = forms.BooleanField(label="Xóa tệp kèm theo đã lưu", required=False)

    def __init__(self, *args: Any, comment: Comment, index: VersionIndex, **options: Any):
        kept: dict[str, Any] = {"stance": comment.stance, "body": comment.body, "quote": comment.quote}
        if comment.replacement:
            kept["replacement"] = comment.replacement
        about: dict[str, Any] = {"index": index, "node_key": comment.node_key, "units": [comment.unit]}
        super().__init__(*args, revision=comment.revision, initial=kept, **about, **options)
        self.comment = comment
        if comment.document_id is None:
            del self.fields["drops_file"]

    def newest(self, row: Comment) -> "CommentEditForm":
        return CommentEditForm(comment=row, index=self.index)

    @property
    def said(self) -> dict[str, Any]:
        kept = {"node_key": self.comment.node_key, "revision": self.cleaned_data["revision"]}
        return {**super().said, **kept, "drops_file": bool(self.cleaned_data.get("drops_file"))}


class AttachForm(forms.Form):
    """The part of the draft that a comment hangs on from now on."""

    node = NamedChoice(str, queryset=Node.objects.none(), label="Phần của dự thảo", empty_label="Chọn phần")

    def __init__(self, *args: Any, text: Text, working: VersionIndex, comment: Comment, **options: Any):
        super().__init__(*args, **options)
        choice = cast(NamedChoice, self.fields["node"])
        nodes = {str(node.key): node for node in text.nodes.active()}
        standing = [nodes[row.key] for row in working.nodes]
        choice.queryset = Node.objects.filter(pk__in=[node.pk for node in standing])
        choice.choices = [
            ("", "Chọn phần"),
            *((node.pk, _named(working, row.key)) for node, row in zip(standing, working.nodes, strict=True)),
        ]
        if (node := nodes.get(comment.key_now)) is not None and comment.key_now in working:
            choice.initial = node.pk


def _named(working: VersionIndex, key: str) -> str:
    """ "Khoản 2 Điều 5: Công khai, minh bạch…"."""
    node, place = working.by_key[key], working.place_words(key)
    words = " ".join((node.heading or node.body).split())
    return f"{place}: {words[:70]}{'…' if len(words) > 70 else ''}" if words else place


class AnswerForm(forms.EditForm, forms.Form):
    """What is answered to a comment, and how its place shall read; `answer` None where nothing is yet."""

    result = forms.ChoiceField(
        label="Kết quả tiếp thu, giải trình", choices=Answer.Result.choices, widget=forms.RadioSelect
    )
    wording = forms.VnCharField(
        label="Lời văn trong dự thảo sau khi tiếp thu",
        required=False,
        max_length=LONGEST_REWRITE,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Khi gửi trả lời “Tiếp thu” hoặc “Tiếp thu một phần”, lời văn này được đưa vào dự thảo.",
    )
    body = forms.VnCharField(
        label="Nội dung tiếp thu, giải trình",
        required=False,
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Giải trình phải nêu lý do. Khi tiếp thu, nội dung đã sửa được tự ghi theo so sánh.",
    )

    def __init__(self, *args: Any, answer: Answer | None, place: Place, **options: Any):
        kept = {"result": answer.result, "body": answer.body} if answer else {}
        kept["wording"] = place.now if answer else place.proposed or place.now
        super().__init__(*args, revision=answer.revision if answer else 0, initial=kept, **options)
        self.place, self.answered = place, answer is not None
        if not place.now:
            del self.fields["wording"]

    def newest(self, row: Answer) -> "AnswerForm":
        return AnswerForm(answer=row, place=self.place)

    def clean_wording(self) -> str:
        words: str = self.cleaned_data["wording"].replace("\r\n", "\n")
        return "" if " ".join(words.split()) == " ".join(self.place.now.split()) else words

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        result, wording = data.get("result"), data.get("wording")
        explains, place = result == Answer.Result.EXPLAINED, self.place
        if result == Answer.Result.PARTLY_ACCEPTED and place.fits and wording == place.proposed:
            self.add_error("wording", "Lời văn trùng với đề nghị của đơn vị. Sửa lời văn, hoặc chọn “Tiếp thu”.")
        if result and not data.get("body") and "body" not in self.errors:
            if explains:
                self.add_error("body", "Nhập lý do chưa tiếp thu.")
            elif not wording and (self.answered or not place.is_changed):
                self.add_error("body", "Nhập nội dung tiếp thu, hoặc sửa lời văn của phần được góp ý.")
        return data

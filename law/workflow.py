"""The pack as the office keeps it: a text is added, checked against the text itself, ended. Nothing is deleted.

The dated words go the same way: new ones begin on a day.
"""

import datetime
from typing import Any

from django.db import IntegrityError, transaction

from law.actions import ADD_LEGAL_TEXT, BEGIN_WORDING, EDIT_LEGAL_TEXT
from law.models import LegalText, Wording
from libraries.web import clock
from records.revisions import next_revision
from records.transitions import NotAllowedNow, begin, finish
from units.models import User

KNOWN = "Văn bản số {number} đã có trong danh mục. Mở văn bản đó để cập nhật."
# What stays open of a text that was read: its end, its source, and taking the mark back.
OPEN_WHEN_READ = {"valid_to", "source", "checked"}
READ_IS_CLOSED = (
    "Văn bản đã đối chiếu chỉ cập nhật được ngày hết hiệu lực, nguồn và mức đối chiếu. "
    "Nếu phát hiện sai sót, đổi mức đối chiếu rồi lưu trước khi sửa nội dung khác."
)


@transaction.atomic
def add_legal_text(*, by: User, **facts: Any) -> LegalText:
    """A text with its days of force. NotAllowedNow when its number is known already."""
    if LegalText.objects.filter(number__iexact=facts["number"]).exists():
        raise NotAllowedNow(KNOWN.format(number=facts["number"]))
    try:
        with transaction.atomic():
            text = LegalText.objects.create(**facts)
    except IntegrityError as broken:
        raise NotAllowedNow(KNOWN.format(number=facts["number"])) from broken
    return finish(ADD_LEGAL_TEXT, text, by=by, data={"citation": text.citation, "force": text.force_words})


@transaction.atomic
def edit_legal_text(text: LegalText, *, by: User, revision: int | None = None, **changes: Any) -> LegalText:
    """Correct what was not read yet, set the end, mark as read; before and after stand in the audit.

    Papers that were issued keep their words: they are files. EditConflict when somebody saved in between.
    """
    text = begin(EDIT_LEGAL_TEXT, text, by=by)
    changed = {name: value for name, value in changes.items() if getattr(text, name) != value}
    if not changed:
        return text
    if text.checked == LegalText.Checked.READ and set(changed) - OPEN_WHEN_READ:
        raise NotAllowedNow(READ_IS_CLOSED)
    before = {name: str(getattr(text, name) or "") for name in changed}
    text.revision = next_revision(text, revision)
    for name, value in changed.items():
        setattr(text, name, value)
    text.save(update_fields=[*changed, "revision", "search_key"])
    after = {name: str(value or "") for name, value in changed.items()}
    return finish(EDIT_LEGAL_TEXT, text, by=by, data={"before": before, "after": after})


@transaction.atomic
def begin_wording(*, by: User, valid_from: datetime.date, source: str, words: dict[str, str]) -> Wording:
    """Words that hold from a coming day on; those of today end there and stay on all that was made in their time.

    words: columns of Wording. Words whose day has not come yet are replaced. NotAllowedNow for today and earlier.
    """
    if valid_from <= clock.today():
        raise NotAllowedNow("Từ ngữ mới có hiệu lực sớm nhất từ ngày mai. Chọn ngày sau hôm nay.")
    list(Wording.objects.select_for_update())  # whoever else begins words waits here, and then sees ours
    rows = list(Wording.objects.order_by("valid_from"))
    coming = rows.pop() if rows and rows[-1].valid_from > clock.today() else None
    if coming:
        coming.delete()
    if rows:
        rows[-1].valid_to = valid_from
        rows[-1].save(update_fields=["valid_to"])
    row = Wording.objects.create(valid_from=valid_from, source=source, **words)
    before = {name: getattr(rows[-1], name) for name in words} if rows else {}
    changed = {name: [before.get(name, ""), word] for name, word in words.items() if before.get(name) != word}
    return finish(BEGIN_WORDING, row, by=by, data={"from": valid_from.isoformat(), "changed": changed})

"""Each constraint of the pack, broken on purpose."""

import datetime

import pytest
from django.db import IntegrityError, connection

from law.models import BaseSalary, LegalText
from law.starting_data import SALARIES, TEXTS, load_legal_texts

pytestmark = pytest.mark.django_db
DAY = datetime.date(2020, 1, 1)


def text(**changes):
    facts = {
        "kind": "decree", "number": "1/2020/NĐ-CP", "issued_on": DAY, "valid_from": DAY, "issuer": "Chính phủ",
        "title": "quy định", "source": "Nguồn",
    }  # fmt: skip
    return LegalText.objects.create(**facts | changes)


@pytest.mark.parametrize(
    "changes, constraint",
    [
        ({"number": "06/2022/QH15"}, "one_legal_text_a_number"),
        ({"valid_to": DAY}, "legal_text_period_forward"),
        ({"source": ""}, "legal_text_is_named"),
        ({"title": ""}, "legal_text_is_named"),
        ({"valid_from": DAY - datetime.timedelta(days=1)}, "legal_text_in_force_after_its_day"),
        ({"kind": "letter"}, "kind"),
        ({"checked": "maybe"}, "checked"),
    ],
)
def test_a_false_text_is_refused(changes, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        text(**changes)


def test_two_base_salaries_cannot_hold_on_one_day():
    with pytest.raises(IntegrityError, match="one_base_salary_at_a_time"), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO law_basesalary (valid_from, valid_to, amount, source) VALUES ('2025-01-01', NULL, 1, 'x')"
        )


def test_loading_again_adds_what_is_missing_and_leaves_what_was_changed():
    LegalText.objects.filter(number="91/2017/NĐ-CP").update(title="đã sửa")
    LegalText.objects.filter(number="30/2020/NĐ-CP").delete()
    load_legal_texts()
    assert LegalText.objects.count() == len(TEXTS)
    assert BaseSalary.objects.count() == len(SALARIES)
    assert LegalText.objects.get(number="91/2017/NĐ-CP").title == "đã sửa"

"""Official numbers: from 1, without gap, without duplicate, also when fifty are taken at once."""

import pytest
from django.db import transaction

from records.models import NumberSeries
from records.numbers import official_number, take_number
from tests.racing import at_once, failures


def take(series="QC-KTĐ", year=2020, chain="doanh-nghiep-2"):
    with transaction.atomic():
        return take_number(chain=chain, series=series, year=year)


def test_numbers_start_at_one_in_each_series_year_and_bloc(db):
    assert [take(), take(), take("TTr-KTĐ"), take(year=2021), take(chain="so-nganh-1")] == [1, 2, 1, 1, 1]


def test_an_act_that_fails_leaves_no_gap(db):
    take()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        take_number(chain="doanh-nghiep-2", series="QC-KTĐ", year=2020)
        _ = 1 / 0
    assert take() == 2


@pytest.mark.django_db(transaction=True)
def test_a_number_outside_of_a_transaction_is_refused():
    with pytest.raises(RuntimeError):
        take_number(chain="doanh-nghiep-2", series="QC-KTĐ", year=2020)


@pytest.mark.parametrize(
    ("number", "text"), [(1, "01/QC-KTĐ"), (9, "09/QC-KTĐ"), (10, "10/QC-KTĐ"), (128, "128/QC-KTĐ")]
)
def test_numbers_below_ten_take_a_zero(number, text):
    assert official_number(number, "QC-KTĐ") == text


@pytest.mark.django_db(transaction=True)
def test_fifty_at_once_are_dense_and_unique():
    results = at_once([take] * 50)
    assert failures(results) == []
    assert sorted(results) == list(range(1, 51))


@pytest.mark.django_db(transaction=True)
def test_control_reading_and_writing_without_the_lock_loses_numbers():
    """The race is real: the same fifty, by read and save, do not come out dense."""
    NumberSeries.objects.create(chain="doanh-nghiep-2", series="QC-KTĐ", year=2020)

    def naive():
        with transaction.atomic():
            row = NumberSeries.objects.get(series="QC-KTĐ")
            row.last += 1
            row.save()
            return row.last

    assert sorted(at_once([naive] * 50)) != list(range(1, 51))

"""Searching by the beginnings of words, served by an index."""

import pytest
from django.db import connection

from libraries.web.word_search import found_by
from tests import factories
from units.models import Bloc


@pytest.fixture
def hoa_tieu(db):
    factories.BlocFactory(slug="khac", name="Khối khác")
    return factories.BlocFactory(slug="hoa-tieu", name="Khối Hoa tiêu 05/QC-KTĐ", field="Hàng hải")


@pytest.mark.parametrize(
    "typed", ["hoa tieu", "Hoà tiêu", "tie", "hai hoa", "05/qc", "qc-k", "ktđ", "05", "hoa  HANG", "khối"]
)
def test_beginnings_of_words_in_any_order_are_found(hoa_tieu, typed):
    assert hoa_tieu in found_by(Bloc.objects.all(), typed)


@pytest.mark.parametrize(
    "typed", ["tieu hoa x", "%", "_", "'", "\\", "hoa:*", "!hoa", "hoa&x", "a|b", "((", "\\'", "’"]
)
def test_signs_of_the_search_language_are_plain_signs(hoa_tieu, typed):
    assert hoa_tieu not in found_by(Bloc.objects.all(), typed)


def test_nothing_typed_finds_all(hoa_tieu):
    assert found_by(Bloc.objects.all(), "  ").count() == 2


@pytest.mark.parametrize(
    ("table", "index"),
    [
        ("awards_nomination", "nominations_by_words"),
        ("awards_certificate", "certificates_by_words"),
        ("regulations_regulation", "regulations_by_words"),
        ("records_auditevent", "audit_by_words"),
        ("units_user", "people_by_words"),
        ("units_bloc", "blocs_by_words"),
    ],
)
def test_the_index_serves_the_search(db, table, index):
    from django.apps import apps

    model = next(one for one in apps.get_models() if one._meta.db_table == table)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    rows = model.objects.order_by()
    found = rows.found_by("hoa tieu") if hasattr(rows, "found_by") else found_by(rows, "hoa tieu")
    assert index in found.explain()

"""What is held of a person, for that person alone."""

import json

import pytest
from django.urls import reverse

from khoithidua.personal_data import SECRET, _models
from tests import factories
from units import workflow

pytestmark = pytest.mark.django_db


def test_the_file_names_what_one_holds_and_did(lan, nine, client_of):
    workflow.edit_bloc(nine[0].bloc, by=lan, contact="Phòng 12")
    answer = client_of(lan).get(reverse("own_data_file"))
    assert answer["Content-Disposition"] == 'attachment; filename="du-lieu-ca-nhan-lan.json"'
    data = json.loads(answer.content)
    assert data["tài khoản"]["họ và tên"] == "Trần Thị Lan"
    kinds = {table["loại"] for table in data["nội dung có tên"]}
    assert {"thành viên Tổ thư ký"} <= kinds and len(kinds) >= 2


def test_no_secret_stands_in_it(lan, client_of):
    codes = workflow.issue_static_codes(lan, by=lan)
    told = client_of(lan).get(reverse("own_data_file")).content.decode()
    assert lan.password not in told and not any(code in told for code in codes)
    assert not {model._meta.label_lower for model in _models()} & SECRET


def test_nobody_elses(lan, hoa, client_of):
    factories.BoardSeatFactory(user=hoa, title="Chức danh của người khác")
    assert "Chức danh của người khác" not in client_of(lan).get(reverse("own_data_file")).content.decode()


def test_the_page_says_what_stays_by_law(lan, client_of, visitor):
    page = client_of(lan).get(reverse("own_data")).content.decode()
    assert "được lưu giữ theo quy định" in page and "Trần Thị Lan" in page
    assert visitor.get(reverse("own_data")).status_code == 302

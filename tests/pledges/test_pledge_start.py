"""/giao-uoc/moi/: from a text, or with a new one."""

import pytest

from pledges.models import Pledge
from tests.pledges.conftest import settled_text

pytestmark = pytest.mark.django_db


def test_only_the_secretariat_starts(year2020, go, post, lan, minh, tuan):
    assert go(lan, "pledges:pledge_start", year2020.pk).status_code == 200
    assert go(minh, "pledges:pledge_start", year2020.pk).status_code == 403
    assert post(minh, "pledges:pledge_start", year2020.pk, title="x").status_code == 403
    assert go(tuan, "pledges:pledge_start", year2020.pk).status_code == 404
    assert not Pledge.objects.exists()


def test_it_is_made_from_the_chosen_text(year2020, post, lan):
    text = settled_text(year2020, lan)
    answer = post(lan, "pledges:pledge_start", year2020.pk, title="Giao ước thi đua năm 2020", text=text.pk)
    pledge = Pledge.objects.get()
    assert answer.url == f"/giao-uoc/{pledge.pk}/" and pledge.text == text


def test_bad_input_keeps_what_was_typed(year2020, post, lan):
    answer = post(lan, "pledges:pledge_start", year2020.pk, title="", text="999")
    assert answer.status_code == 422 and "Chưa lưu được" in answer.text
    answer = post(lan, "pledges:pledge_start", year2020.pk, title="x" * 301)
    assert answer.status_code == 422 and "x" * 301 in answer.text


def test_a_second_one_is_refused_in_words(draft, post, lan):
    answer = post(lan, "pledges:pledge_start", draft.emulation_year.pk, title="Nữa")
    assert answer.status_code == 409 and "đã có giao ước thi đua" in answer.text

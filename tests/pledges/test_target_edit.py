"""/giao-uoc/<n>/chi-tieu/<unit>/: a unit's own targets."""

import pytest

from pledges.models import Target

pytestmark = pytest.mark.django_db
SLUG = "hoa-tieu-kv2"


def rows(*filled, revision=1, count=5):
    names = ("name", "measure", "value", "note")
    data = {"revision": revision, "rows": count}
    for place, values in enumerate(filled):
        data |= {f"{name}_{place}": value for name, value in zip(names, values, strict=False)}
    return data


def test_own_people_and_the_secretariat_write_nobody_else(draft, go, nam, hoa, lan, minh, tuan):
    assert [go(user, "pledges:target_edit", draft.pk, SLUG).status_code for user in (nam, hoa, lan, minh, tuan)] == [
        200, 200, 200, 403, 404,
    ]  # fmt: skip
    assert go(nam, "pledges:target_edit", draft.pk, "khong-co").status_code == 404


def test_numbers_are_read_as_they_are_typed_here(draft, post, nam, go):
    typed = rows(("Lượt tàu", "lượt", "20.500"), ("Đạt", "%", "99,5"))
    answer = post(nam, "pledges:target_edit", draft.pk, SLUG, **typed)
    assert answer.status_code == 302
    assert [str(row.value) for row in Target.objects.all()] == ["20500.00", "99.50"]
    page = go(nam, "pledges:pledge_detail", draft.pk).text
    assert "20.500 lượt" in page and "99,5%" in page


def test_bad_rows_are_named_and_kept(draft, post, nam):
    answer = post(nam, "pledges:target_edit", draft.pk, SLUG, **rows(("Lượt tàu", "", "nhiều"), ("", "%", "-5")))
    assert answer.status_code == 422
    for words in ("Lượt tàu", "nhiều", "Nhập đơn vị tính", "Số chưa đúng", "Nhập tên chỉ tiêu"):
        assert words in answer.text, words
    assert not Target.objects.exists()


def test_the_loser_of_two_editors_keeps_their_text(draft, post, nam, hoa):
    assert post(hoa, "pledges:target_edit", draft.pk, SLUG, **rows(("Bản của hoa", "%", "1"))).status_code == 302
    answer = post(nam, "pledges:target_edit", draft.pk, SLUG, **rows(("Bản của nam", "%", "2")))
    assert answer.status_code == 409 and "Bản của nam" in answer.text
    assert "Bản của <mark>hoa: 1%</mark>" in answer.text and "Bản của <mark>nam: 2%</mark>" in answer.text
    assert Target.objects.get().name == "Bản của hoa"
    again = rows(("Bản của nam", "%", "2"), revision=2)
    assert 'name="revision" value="2"' in answer.text
    assert post(nam, "pledges:target_edit", draft.pk, SLUG, **again).status_code == 302
    assert Target.objects.get().name == "Bản của nam"


def test_a_form_that_does_not_know_what_it_read_is_shown_what_is_there(draft, post, nam):
    answer = post(nam, "pledges:target_edit", draft.pk, SLUG, **rows(("Bản của nam", "%", "2"), revision=""))
    assert answer.status_code == 409 and not Target.objects.exists()


def test_more_rows(draft, post, nam):
    answer = post(nam, "pledges:target_edit", draft.pk, SLUG, more="1", **rows(("A", "%", "1")))
    assert answer.url.endswith(f"/chi-tieu/{SLUG}/")


def test_after_opening_it_is_closed(opened, go, post, nam):
    assert go(nam, "pledges:target_edit", opened.pk, SLUG).status_code == 409
    assert post(nam, "pledges:target_edit", opened.pk, SLUG, **rows()).status_code == 409


def test_a_lying_number_of_rows_is_refused_in_words(draft, post, nam):
    for count in ("0", "-1", "9999", "x"):
        assert post(nam, "pledges:target_edit", draft.pk, SLUG, **rows(count=count)).status_code == 422

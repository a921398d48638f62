"""A button whose row is no more: its address, opened from a mail or the history, leads to the list with a sentence."""

import pytest
from django.urls import reverse

from tests.house.test_places import patterns
from units.models import Bloc

# Their page has no row of its own that could go, or says itself that the link has ended.
WITHOUT_A_LIST = {"signatures:start_by_link"}
GONE = 987_654_321


def buttons():
    for namespace, entry in patterns():
        if hasattr(entry.callback, "page_of") and entry.pattern.converters:
            yield f"{namespace}:{entry.name}", entry


@pytest.mark.django_db
def test_every_button_of_a_gone_row_leads_to_a_list(client_of, lan, year2020):
    bloc, browser, wrong, seen = Bloc.objects.get(), client_of(lan), [], 0
    for name, entry in buttons():
        kinds = entry.pattern.converters
        if name in WITHOUT_A_LIST or "pk" not in kinds or type(kinds["pk"]).__name__ != "IntConverter":
            continue
        plain = {"bloc": bloc.slug, "unit": "cang-vu-hang-hai", "year": 2020}
        arguments = {key: plain.get(key, GONE) for key in kinds}
        answer = browser.get(reverse(name, kwargs=arguments), follow=True)
        seen += 1
        if answer.status_code != 200 or not answer.redirect_chain:
            wrong.append(f"{name}: {answer.status_code} {answer.redirect_chain}")
    assert seen > 25 and wrong == []

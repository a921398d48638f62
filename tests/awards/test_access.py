"""Every page of awards by every persona: the expected status of each cell."""

import pytest
from django.urls import reverse

from awards.models import Nomination, Submission
from awards.urls import urlpatterns
from tests import factories
from tests.awards.sending import send

PERSONS = ("lan", "minh", "hoa", "nam", "kien", "tuan", "mai", "duc")
ALL = dict.fromkeys(PERSONS, 200)


def cells(*allowed, otherwise=403, stranger=404):
    """200 for these; tuan of another bloc is answered `stranger`."""
    return {name: 200 if name in allowed else stranger if name == "tuan" else otherwise for name in PERSONS}


BLOC = cells("lan", "minh", "hoa", "nam", "kien", "mai", "duc")
# page → expected status by persona, for a draft, then for a decided dossier with a valid certificate.
# mai and duc see no draft; a leader of a unit that is neither the nominated nor the head one (kien) sees none either.
OWN_SIDE = cells("lan", "minh", "hoa", "nam", otherwise=404)
KEPT = {**cells("lan", otherwise=404), "minh": 403, "hoa": 403, "nam": 403}
DRAFT = {
    "nomination_detail": OWN_SIDE,
    "nomination_edit": KEPT,
    "nomination_submit": {**KEPT, "minh": 200},
    "report_edit": {**OWN_SIDE, "minh": 403},
    "minutes_edit": KEPT,
    "part_file": OWN_SIDE,
    "part_word": OWN_SIDE,
    "part_page": OWN_SIDE,
    "review_edit": {**KEPT, "lan": 403},
}
DECIDED = {
    "nomination_detail": BLOC,
    "part_file": {**BLOC, "kien": 403},
    "review_edit": {**cells("mai", "duc"), "tuan": 404},
    "decision_detail": BLOC,
    "decision_file": BLOC,
    "issue_check": cells("mai"),
    "proof_file": cells("mai"),
    "certificate_detail": BLOC,
    "certificate_file": BLOC,
    "certificate_picture": BLOC,
    "overprint_file": cells("lan", "mai", "duc"),
    "ruler_file": cells("lan", "mai", "duc"),
    "certificate_revoke": cells("mai"),
    "certificate_replace": cells("mai"),
    # The paper of the whole bloc: its secretariat, the head, the city. Nobody has handed in the original here.
    "submission_detail": cells("lan", "minh", "mai", "duc", otherwise=404),
    "original_edit": cells("mai"),
    "original_file": dict.fromkeys(PERSONS, 404),
}
ANYWHERE = {
    "nomination_list": ALL,
    "decision_list": ALL,
    "certificate_list": ALL,
    "quota_list": ALL,
    "nomination_new": cells("lan", otherwise=403),
    "quota_edit": cells("mai", "duc"),
    "review_queue": cells("mai", "duc", stranger=403),
    "decision_new": cells("mai", stranger=403),
    # Nothing is waiting for a decision here: back to the page of decisions.
    "decision_draft_word": {**cells(stranger=403), "mai": 302},
    "handover_edit": cells("lan", "mai", "duc", stranger=403),
    "kind_list": ALL,
    "kind_detail": ALL,
    # The operator's, who is none of these.
    "kind_add": cells(stranger=403),
    "kind_edit": cells(stranger=403),
    "terms_begin": cells(stranger=403),
    "template_list": cells("mai", "duc", stranger=403),
    "template_ruler": cells("mai", "duc", stranger=403),
    "template_edit": cells("mai", stranger=403),
    "template_new": cells("mai", stranger=403),
    # On our own background there is nothing to place: on to the sheet itself.
    "template_places": {**cells(stranger=403), "mai": 302},
    "template_picture": cells("mai", stranger=403),
}
# Buttons and forms that stand on another page; their own address shows or leads to that page.
ON_ANOTHER_PAGE = {
    "hand_in_report", "hand_in_minutes", "prepare_selection_minutes", "send_back", "retry", "set_quota",
    "drop_submission",
}  # fmt: skip


@pytest.fixture
def persons(lan, minh, hoa, nam, tuan, mai, duc, nine):
    kien = factories.leader(nine[3], "kien", "Bùi Trung Kiên")
    return dict(zip(PERSONS, (lan, minh, hoa, nam, kien, tuan, mai, duc), strict=True))


def address(name, nomination, certificate=None):
    template = nomination.kind.templates.get()
    part = nomination.newest_parts().get("report")
    line = getattr(nomination, "line", None)
    given = {
        "year_pk": nomination.emulation_year_id,
        "part_pk": part.pk if part else 0,
        "number": 1,
        "line_no": 1,
        "slug": nomination.kind.slug,
        "authority": "chair",
    }
    if name.startswith(("decision", "issue_check", "proof", "original")) and line:
        given["pk"] = line.decision_id
    elif name.startswith(("submission", "drop_submission")):
        given["pk"] = nomination.submission_id or 0
    elif name.startswith("template"):
        given["pk"] = template.pk
    elif certificate and name in (
        "certificate_detail", "certificate_file", "certificate_picture", "overprint_file", "ruler_file",
        "certificate_revoke", "certificate_replace",
    ):  # fmt: skip
        given["pk"] = certificate.pk
    else:
        given["pk"] = nomination.pk
    pattern = next(entry for entry in urlpatterns if entry.name == name)
    wanted = pattern.pattern.converters
    return reverse(f"awards:{name}", kwargs={key: given[key] for key in wanted})


def seen(table, persons, client_of, nomination, certificate=None):
    return {
        name: {
            person: client_of(user).get(address(name, nomination, certificate)).status_code
            for person, user in persons.items()
        }
        for name in table
    }


def test_every_page_is_in_a_table():
    showing = {pattern.name for pattern in urlpatterns} - ON_ANOTHER_PAGE
    assert showing == {*DRAFT, *DECIDED, *ANYWHERE}


@pytest.mark.slow
@pytest.mark.slow
def test_pages_of_a_draft(full, persons, client_of):
    assert seen(DRAFT, persons, client_of, full) == DRAFT


@pytest.mark.slow
@pytest.mark.slow
def test_pages_of_a_decided_dossier(certificate, persons, client_of):
    nomination = Nomination.objects.get(pk=certificate.line.nomination_id)
    assert seen(DECIDED, persons, client_of, nomination, certificate) == DECIDED


@pytest.mark.slow
@pytest.mark.slow
def test_pages_without_a_row(full, persons, client_of):
    assert seen(ANYWHERE, persons, client_of, full) == ANYWHERE


def test_visitors_are_asked_to_log_in(visitor, certificate):
    nomination = certificate.line.nomination
    for pattern in urlpatterns:
        page = visitor.get(address(pattern.name, nomination, certificate))
        assert page.status_code == 302 and page.url.startswith("/dang-nhap/"), pattern.name


def test_a_get_of_what_stands_on_another_page_does_nothing(client_of, mai, certificate):
    browser = client_of(mai)
    for name in ON_ANOTHER_PAGE:
        status = browser.get(address(name, certificate.line.nomination, certificate)).status_code
        assert status in (200, 302, 403, 409), name


# Who is let through to the verb (422, 409 or 303 follow), by a post that carries nothing.
MAY_POST_DRAFT = {
    "nomination_edit": {"lan"},
    "report_edit": {"lan", "hoa", "nam"},
    "hand_in_report": {"lan", "hoa", "nam"},
    "minutes_edit": {"lan"},
    "hand_in_minutes": {"lan"},
    "prepare_selection_minutes": {"lan"},
    "nomination_submit": {"lan", "minh"},
    "send_back": set(),
    "review_edit": set(),
    "nomination_new": {"lan"},
    "set_quota": {"mai", "duc"},
}
MAY_POST_DECIDED = {
    "decision_new": {"mai"},
    "issue_check": {"mai"},
    "certificate_revoke": {"mai"},
    "certificate_replace": {"mai"},
    "handover_edit": {"lan", "mai", "duc"},
    "retry": {"mai"},
    # Sent: refused by its state, to whoever may drop one.
    "drop_submission": {"lan", "minh"},
    "original_edit": {"mai"},
    "kind_add": set(),
    "kind_edit": set(),
    "terms_begin": set(),
    "template_edit": {"mai"},
    "template_new": {"mai"},
    "template_places": {"mai"},
}


def test_every_form_and_button_is_in_a_table():
    posts = {
        pattern.name
        for pattern in urlpatterns
        if hasattr(pattern.callback, "is_form_page") or hasattr(pattern.callback, "page_of")
    }
    assert {*MAY_POST_DRAFT, *MAY_POST_DECIDED} == posts


@pytest.mark.parametrize("name", MAY_POST_DRAFT)
def test_posts_to_a_draft(draft, persons, client_of, name):
    passed = {
        person
        for person, user in persons.items()
        if client_of(user).post(address(name, draft)).status_code not in (403, 404)
    }
    assert passed == MAY_POST_DRAFT[name]
    draft.refresh_from_db()
    assert draft.state == "draft"


@pytest.mark.parametrize("name", MAY_POST_DECIDED)
def test_posts_to_what_was_decided(certificate, persons, client_of, name):
    nomination = Nomination.objects.get(pk=certificate.line.nomination_id)
    passed = {
        person
        for person, user in persons.items()
        if client_of(user).post(address(name, nomination, certificate)).status_code not in (403, 404)
    }
    assert passed == MAY_POST_DECIDED[name]
    certificate.refresh_from_db()
    assert certificate.state == "valid" and not certificate.handed_over_at


def test_the_head_unit_submits(full, minh, client_of):
    """Khối trưởng's side: the leader of the head unit prepares the paper of what the secretariat completed."""
    page = client_of(minh).post(address("nomination_submit", full), follow=True)
    submission = Submission.objects.get()
    assert page.redirect_chain[-1][0] == reverse("awards:submission_detail", args=[submission.pk])
    assert submission.prepared_by == minh and "Trình ký tờ trình" in page.content.decode()


def test_the_board_sees_only_what_was_submitted(full, mai, lan, client_of):
    assert client_of(mai).get(address("nomination_detail", full)).status_code == 404
    send(full, by=lan)
    assert client_of(mai).get(address("nomination_detail", full)).status_code == 200

"""A form that names a row of somebody else takes it from nobody: the address was right, the field was not."""

import pytest

from awards.models import AwardKind, Certificate, Nomination
from ballots.models import Ballot
from conferences.models import Conference, Minutes
from drafting.models import Consultation
from pledges.models import Pledge
from tests.house import walk
from tests.house.doors import place_of
from tests.house.world import Thing
from tests.support.persona import BAO_DAM, DN2, DTND, HOA_TIEU, MH, A, C
from units.models import EmulationYear, Unit, User

pytestmark = pytest.mark.django_db


def unit(slug):
    return Unit.objects.get(slug=slug).pk


def person(name):
    return User.objects.get(username=name).pk


def year(bloc):
    return EmulationYear.objects.get(bloc__slug=bloc, year=2020).pk


def running():
    return Consultation.objects.get(closed_at=None, text__emulation_year__bloc__slug=DN2, text__kind="regulation").pk


def certificate(bloc):
    rows = Certificate.objects.filter(line__nomination__emulation_year__bloc__slug=bloc, state="valid")
    return rows.latest("pk").pk


def open_request():
    return Pledge.objects.get(state="open", emulation_year__bloc__slug=DN2).signing_id


def draft_dossier():
    return Nomination.objects.filter(state="draft", emulation_year__bloc__slug=DN2).earliest("pk").pk


def conference(bloc):
    return Conference.objects.get(emulation_year__bloc__slug=bloc, emulation_year__year=2020, state="closed").pk


TEXT = {"kind": "regulation", "title": "Quy chế mới", "legal_basis": "", "beginning": "trong"}
OPINION = {"node": "", "stance": "disagree", "body": "Chưa rõ"}

# (who, address, its arguments, field, a value of one's own, somebody else's, the rest of the form)
CASES = {
    "a text in another bloc's year": (
        "lan", "drafting:text_start", tuple, "emulation_year", lambda: year(DN2), lambda: year(MH), TEXT,
    ),
    "a dossier for another bloc's unit": (
        "lan", "awards:nomination_new", lambda: (year(DN2),), "unit", lambda: unit(DTND), lambda: unit(A),
        {"kind": lambda: AwardKind.objects.get(slug="co-thi-dua").pk},
    ),
    "another bloc's minutes in a dossier": (
        "lan", "awards:minutes_edit", lambda: (draft_dossier(),), "minutes",
        lambda: Minutes.objects.get(conference=conference(DN2)).pk,
        lambda: Minutes.objects.get(conference=conference(MH)).pk, {},
    ),
    "another unit's vote": (
        "tuan", "ballots:vote_cast", lambda: (Ballot.objects.get(state="open", kind="named").pk,), "unit",
        lambda: unit(A), lambda: unit(C), {"choice": "yes"},
    ),
    "another unit's signature": (
        "long", "signatures:start_signing", lambda: (open_request(),), "place",
        lambda: place_of(DTND), lambda: place_of("ban-qlda-hang-hai-2"), {},
    ),
    "another bloc's signature": (
        "long", "signatures:start_signing", lambda: (open_request(),), "place",
        lambda: place_of(DTND), lambda: place_of(A), {},
    ),
    "sending another unit's comments": (
        "long", "drafting:send_comments", lambda: (running(),), "unit", lambda: unit(DTND), lambda: unit(BAO_DAM), {},
    ),
    "a post for a person of another bloc": (
        "lan", "units:post_add", lambda: (DN2, HOA_TIEU), "person", lambda: person("quyen"), lambda: person("yen"),
        {"title": "Chuyên viên", "valid_from": "01/03/2026"},
    ),
    "an authority for a person of another unit": (
        "hoa", "units:authority_grant", lambda: (DN2, HOA_TIEU), "holder", lambda: person("nam"),
        lambda: person("quyen"),
        {"capacity": "KT.", "title": "Phó Giám đốc", "reference": "Giấy 03/UQ", "valid_from": "20/11/2026"},
    ),
    "a year copied from another bloc": (
        "lan", "units:year_add", lambda: (DN2,), "copied", lambda: year(DN2), lambda: year(MH),
        {"year": "2031", "theme": "", "theme_source": ""},
    ),
    "handed over at another bloc's conference": (
        "vy", "awards:handover_edit", tuple, "conference", lambda: conference(MH), lambda: conference(DN2),
        {"certificates": lambda: certificate(MH)},
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_only_ones_own_row_is_taken(world, case):
    who, name, args, field, own, foreign, rest = case
    browser, thing = walk.browsers()[who], Thing("", args())
    rest = {key: value() if callable(value) else value for key, value in rest.items()}
    with walk.quick_paper(), walk.quiet():
        with walk.undone():
            response, _, writes, problem = walk.ask(
                browser, "POST", walk.path_of(name, thing), rest | {field: foreign()}
            )
        assert response.status_code in (403, 404, 409, 422), f"{response.status_code} {problem}"
        assert not [write for write in writes if walk.tells(write)]
        with walk.undone():
            response, _, _, problem = walk.ask(browser, "POST", walk.path_of(name, thing), rest | {field: own()})
        assert response.status_code == 302, f"the control: {response.status_code} {problem}"

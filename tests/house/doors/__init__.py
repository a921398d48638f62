"""Who may enter where: the authorization document of the house (ASVS 8.1.1), one line a URL, one file a room.

Written from the design (docs/architecture.md, the rooms' docstrings, the law and custom of a bloc), never from the
application's code: test_doors.py compares the two. A URL without a line here fails the test.

    "regulations:regulation_pdf": sees("regulation", secretary | sent & member | published & board)

reads: the page shows a row of kind "regulation"; the secretariat of its bloc sees it, members of the bloc once it was
sent to them, the city board once it was issued. `acts` is the same for a POST. What a person may not see is a 404,
what they may see but not do is a 403; both are refusals here. A state that does not allow it now (409) is no refusal.
"""

from collections.abc import Callable

from tests.house.doors.awards import AWARDS
from tests.house.doors.ballots import BALLOTS
from tests.house.doors.conferences import CONFERENCES
from tests.house.doors.drafting import DRAFTING
from tests.house.doors.evidence import EVIDENCE
from tests.house.doors.law import LAW
from tests.house.doors.notices import NOTICES
from tests.house.doors.pledges import PLEDGES
from tests.house.doors.records import RECORDS
from tests.house.doors.regulations import REGULATIONS
from tests.house.doors.roof import ADMINISTRATION, ROOF
from tests.house.doors.scoring import SCORING
from tests.house.doors.signatures import SIGNATURES
from tests.house.doors.units import UNITS
from tests.house.world import Thing
from tests.support.persona import Persona
from units.models import Unit

DOORS = {
    **ROOF,
    **ADMINISTRATION,
    **RECORDS,
    **UNITS,
    **NOTICES,
    **CONFERENCES,
    **BALLOTS,
    **DRAFTING,
    **REGULATIONS,
    **SIGNATURES,
    **PLEDGES,
    **SCORING,
    **EVIDENCE,
    **AWARDS,
    **LAW,
}


def place_of(slug: str) -> str:
    """The field in which this unit signs a pledge."""
    unit = Unit.objects.filter(slug=slug).first()
    return f"unit-{unit.pk}" if unit else ""


def own_place(person: Persona, thing: Thing) -> str:
    """The field in which this person signs by name, else that of the person's unit in a pledge."""
    mine = f"place of {person.name}: "
    if named := [word.removeprefix(mine) for word in thing.being if word.startswith(mine)]:
        return named[0]
    return place_of(person.unit)


# What a form of theirs would send, where an empty one says nothing about who is asking.
TYPED: dict[str, Callable[[Persona, Thing], dict]] = {
    "signatures:start_signing": lambda person, thing: {"place": own_place(person, thing)},
    "drafting:comment_start": lambda person, thing: {"node": "", "stance": "agree", "body": "Nhất trí"},
}

# The same pages with what can be asked of them in the address: nothing more may be seen so.
ASKED = {
    "records:audit_log": [
        "?doi-tuong=QX",
        "?khoi=doanh-nghiep-2",
        "?khoi=khoi-minh-hoa",
        "?trang=2",
        "?trang=3",
        '?sau=["khoi-minh-hoa","999"]',
        "?xuat=excel",
    ],
    "units:person_list": ["?ca_cu=on", "?tim=a"],
    "drafting:version_compare": ["?tu=1&den=2", "?tu=1&den=dang-soan"],
    "drafting:consultation_detail": ["?don-vi=1", "?don-vi=6"],
    "awards:review_edit": ["?xem=report"],
    "awards:nomination_list": ["?tim=QX"],
    "awards:certificate_list": ["?tim=QX"],
    "regulations:regulation_list": ["?tim=QX"],
    "conferences:conference_list": ["?nam=2020"],
    "drafting:text_list": ["?nam=2020"],
}

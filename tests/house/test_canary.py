"""Words that only some may read, looked for in every answer: pages, files, addresses.

Each of the nine units has a comment, a target and a report of its own that it has not sent; the other bloc and the
secretariat have theirs (tests/house/world/secret.py). Here stands who may read which.
docs/security.md: Secrets in answers.
"""

from collections import defaultdict

import pytest

from tests.house import walk
from tests.house.relations import Who, board, head_leader, member, secretary, signer, worker
from tests.house.world import SECRET, Thing, secret
from tests.support.persona import DN2, DTND, HOA_TIEU, MH, NINE, PEOPLE, A, B

pytestmark = pytest.mark.django_db

doing = Who(lambda person, thing: person.name == "duc")
# Of those who have handed in, by the ring of the world: who checks whom.
CHECKED_BY = {HOA_TIEU: DTND, A: B}
checks = Who(lambda person, thing: bool(person.unit) and CHECKED_BY.get(thing.unit) == person.unit)
bao_dam = Thing("", bloc=DN2, unit="bao-dam-athh-mien-bac")

# kind: (of which bloc or unit, who may read it)
READERS: dict[str, tuple[Thing | None, Who]] = {
    # one a unit
    "GOPY": (None, worker),  # a comment not sent: its unit alone, not even the secretariat
    "SUATHANH": (None, worker),
    "CHITIEU": (None, worker | secretary),  # targets of a pledge that is not sealed
    "GHICHU": (None, worker | secretary),
    "BAOCAO": (None, worker | secretary),  # a report of a dossier that was not submitted
    # results that the leader has not confirmed
    "KETQUA": (Thing("", bloc=DN2, unit="chi-cuc-dtnd-phia-bac"), worker | secretary),
    # what a unit says of its own points: not even whoever checks them
    "DIEM": (None, worker | secretary | head_leader),
    # what a unit shows for its points: of what was handed in its checker reads it too
    "MINHCHUNG": (None, worker | secretary | head_leader | checks),
    # the bloc's own
    "BOTIEUCHI": (Thing("", bloc=DN2), secretary),
    "DUTHAO": (Thing("", bloc=DN2), secretary),
    "SAUKHIGUI": (Thing("", bloc=DN2), secretary),
    "KHACHMOI": (Thing("", bloc=DN2), member),
    "TUCHOI": (Thing("", bloc=DN2, unit=NINE[7]), secretary | signer),
    # an opinion of this round: not for those of the board who still have to judge
    "THAMDINH": (bao_dam, secretary | head_leader | worker | doing),
    # the other bloc's
    "MHLAYYKIEN": (Thing("", bloc=MH), member),
    "MHNHAP": (Thing("", bloc=MH), secretary),
    "MHSUADOI": (Thing("", bloc=MH), secretary),
    "MHDINHCHINH": (Thing("", bloc=MH), secretary),  # a correction that was not issued
    "MHGOPY": (Thing("", bloc=MH, unit=A), worker),
    "MHDAGUI": (Thing("", bloc=MH, unit=B), secretary | worker),
    # A conference to come, and whom it calls: its invitation was issued, which the board reads among signed papers.
    "MHMOI": (Thing("", bloc=MH), member | board),
    "MHKHACHMOI": (Thing("", bloc=MH), member | board),
    "MHTRALOI": (Thing("", bloc=MH, unit=A), secretary | worker),
    "MHGUITRUOC": (Thing("", bloc=MH), member),
    "MHTHAMLUAN": (Thing("", bloc=MH), member | board),  # as the guest: of a conference that is over
    "MHNHIEMVU": (Thing("", bloc=MH), member | board),
    "MHKETQUA": (Thing("", bloc=MH), member | board),
    "MHTIN": (Thing("", bloc=MH), secretary),  # not published
    "MHYKIEN": (Thing("", bloc=MH), member | board),
    "MHKHACH": (Thing("", bloc=MH), member | board),  # the conference with this guest is over: the board reads it
    "MHHOINGHI": (Thing("", bloc=MH), member),
    "MHCHITIEU": (Thing("", bloc=MH), member | board),  # sealed
    "MHTOMTAT": (Thing("", bloc=MH), member | board),
    "MHBAOCAO": (Thing("", bloc=MH, unit=A), worker | secretary),
    "MHDIEM": (Thing("", bloc=MH, unit=A), worker | secretary | head_leader),
    "MHMINHCHUNG": (Thing("", bloc=MH, unit=A), worker | secretary | head_leader | checks),
}


# Whoever holds the address of a signing link reads by it, without login, what is to be signed: a pledge, a report.
BY_LINK = {"signatures:sign_link", "signatures:link_pdf"}
# The board reads a count that is over, and at which conference it was, though that goes on.
COUNTED = {"ballots:ballot_detail", "ballots:counting_pdf", "ballots:counting_word"}
# The board reads the logs of all blocs (records.read_audit), and a log tells titles and reasons of what is not opened
# to the board yet. Bodies of drafts stand in no log.
IN_THE_LOG = {
    "MINHCHUNG",
    "MHMINHCHUNG",
    "BOTIEUCHI",
    "MHLAYYKIEN",
    "MHHOINGHI",
    "MHNHAP",
    "MHSUADOI",
    "DUTHAO",
    "TUCHOI",
}


def told_on_purpose(word: str, row: walk.Visit) -> bool:
    kind = SECRET.fullmatch(word).group(1)
    if row.name in BY_LINK:
        return kind in {"MHCHITIEU", "MHTOMTAT"}
    if row.name == "conferences:screen_public":  # what the hall sees, by the address of its screen
        return kind == "MHHOINGHI"
    if row.name == "conferences:guest_reply":  # the guest reads to what they are called, and their own name
        return kind in {"MHMOI", "MHKHACHMOI"}
    if row.name in COUNTED and PEOPLE[row.person].board:
        return kind == "MHHOINGHI"
    return row.name == "records:audit_log" and PEOPLE[row.person].board and kind in IN_THE_LOG


def may_read(word: str, person: str) -> bool:
    kind, number = SECRET.fullmatch(word).groups()
    whose, who = READERS[kind]
    if whose is None:
        whose = Thing("", bloc=DN2, unit=NINE[int(number) - 1])
    return who(PEOPLE[person], whose)


def test_no_secret_is_told(world, world_database):
    leaks = defaultdict(set)
    for row in walk.all_reading(world, world_database):
        for word in row.secrets:
            if not (may_read(word, row.person) or told_on_purpose(word, row)):
                leaks[word, row.name].add(f"{row.person} at {row.path}")
    assert not leaks, "\n".join(f"{word} in {name}: {sorted(who)[:6]}" for (word, name), who in leaks.items())


def test_the_search_finds_what_is_there(world, world_database):
    """The control: every kind of secret is read by somebody who may."""
    found = defaultdict(set)
    for row in walk.all_reading(world, world_database):
        for word in row.secrets:
            found[word].add(row.person)
    kinds = [SECRET.fullmatch(word).group(1) for word in found]
    assert set(kinds) == READERS.keys()
    for kind in ("GOPY", "CHITIEU", "BAOCAO"):
        assert "hoa" in found[secret(kind, 6)] or kind == "BAOCAO", kind
    assert kinds.count("CHITIEU") == 9


def test_files_are_searched_too(world, world_database):
    """PDF and Word are read as text, not as bytes."""
    rows = walk.all_reading(world, world_database)
    for name in ("drafting:version_pdf", "drafting:version_word"):
        assert any(secret("DUTHAO") in row.secrets for row in rows if row.name == name), name

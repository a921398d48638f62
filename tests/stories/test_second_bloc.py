"""A second bloc lives beside the first: each works, neither sees the other, by no address and by no form."""

import pytest

from tests.stories import regulation
from tests.stories.audit import chain_holds
from tests.stories.stage import Cast, on

OTHER_TITLE = "Quy chế của Khối thi đua minh họa"
OUR_TITLE = "Quy chế của Khối thi đua Doanh nghiệp 2"
SAID = "Đề nghị ghi rõ thời hạn báo cáo."


def begun(cast: Cast, secretary: str, title: str) -> tuple[str, str]:
    """A regulation drafted and sent for comments; answers the addresses of the draft and of the round."""
    person = cast[secretary]
    draft = regulation.begun(person, title=title)
    regulation.gaps_filled(person, draft, 9 if secretary == "lan" else 3)
    return draft, regulation.sent_for_comments(cast, draft, "29/5/2020", by=secretary)


@pytest.fixture
def two(cast):
    with on("2020-05-04 09:00"):
        ours = begun(cast, "lan", OUR_TITLE)
        theirs = begun(cast, "vy", OTHER_TITLE)
    return ours, theirs


def test_two_blocs_work_side_by_side(cast, two):
    (our_draft, our_round), (their_draft, their_round) = two
    with on("2020-05-05 09:00"):
        tuan, lan, vy = cast["tuan"], cast["lan"], cast["vy"]
        tuan.open(their_round).press("Góp ý", {"Phần được góp ý": "Toàn văn dự thảo"}, beside="Toàn văn dự thảo")
        tuan.press("Lưu góp ý", {"Ý kiến": "Không nhất trí", "Nội dung góp ý": SAID})
        tuan.open(their_round).press("Gửi 1 góp ý")
        vy.open(their_round).reads(SAID, "1/3 đơn vị")

        for person, address in [
            (lan, their_draft), (lan, their_round), (lan, f"{their_round}tong-hop/"), (lan, f"{their_draft}soan/"),
            (vy, our_draft), (vy, our_round), (tuan, our_round), (tuan, our_draft), (cast["hoa"], their_round),
        ]:  # fmt: skip
            person.open(address, expect=404)
        for person, own, other in ((lan, OUR_TITLE, OTHER_TITLE), (vy, OTHER_TITLE, OUR_TITLE)):
            for address in ("/", "/quy-che/", "/du-thao/", "/thong-bao/", "/nhat-ky/"):
                person.open(address).does_not_read(other, SAID if person is lan else OUR_TITLE)
            person.open("/du-thao/").reads(own)


def test_a_form_of_one_bloc_is_refused_on_the_other(cast, two):
    """The page was honestly opened; the address it is sent to is the neighbour's."""
    (_, our_round), (_, their_round) = two
    with on("2020-05-05 09:00"):
        tuan = cast["tuan"].open(their_round)
        form = next(form for form in tuan.page.forms if form.action and form.action.endswith("nhat-tri/"))
        form.action = f"{our_round}nhat-tri/"
        tuan.press("Nhất trí toàn văn", expect=404)
        cast["lan"].open(our_round).reads("0/9 đơn vị")


def test_numbers_and_audit_chains_are_each_blocs_own(cast, two):
    with on("2020-05-05 09:00"):
        for secretary in ("lan", "vy"):
            chain_holds(cast[secretary])

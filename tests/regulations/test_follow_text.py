"""After the adoption the text asks to change the settings of the bloc; the page of the settings names the article."""

import pytest

from drafting import workflow as drafting
from records.transitions import NotAllowedNow
from regulations import workflow
from regulations.worklist import work_for
from tests.drafting.pages import body, get, post
from tests.regulations.conftest import moment

ASKED = "Sửa thiết lập của Khối theo Quy chế"


@pytest.fixture
def laid_down(draft, lan):
    """The draft with a clause on the quorum, 3/4 where the bloc has 2/3, bound to the setting."""
    article = draft.text.nodes.filter(kind="article").first()
    words = "Hội nghị hợp lệ khi có mặt ít nhất 3/4 số đơn vị."
    clause = drafting.add_node(draft.text, by=lan, kind="clause", parent=article, body=words)
    drafting.bind_parts(draft.text, by=lan, parts={"quorum": clause.pk})
    return draft


def asked_of(user):
    return [item for item in work_for(user) if item.title == ASKED]


@pytest.fixture
def adopted_with_it(laid_down, vote, nine, minh, lan, at):
    with at("2020-06-10 09:00"):
        closes_at, reason = moment("2020-06-10 17:00"), "Khối nâng tỷ lệ từ năm nay."
        round_ = drafting.open_consultation(laid_down.text, by=lan, closes_at=closes_at, reason=reason)
        drafting.agree_fully(round_, nine[0], by=minh)
    with at("2020-06-10 18:00"):
        laid_down.text = drafting.settle(laid_down.text, by=lan, reason=reason)
    ballot = vote(of=laid_down)
    with at("2020-07-02 11:00"):
        return workflow.adopt(laid_down, by=lan, ballot=ballot)


def test_nothing_is_asked_before_the_adoption(laid_down, lan):
    assert asked_of(lan) == []
    assert "Thiết lập của Khối khác Quy chế" not in body(get(lan, "regulations:regulation_detail", laid_down.pk))
    with pytest.raises(NotAllowedNow):
        workflow.follow_text(laid_down, by=lan)


def test_one_click_makes_the_setting_follow(adopted_with_it, lan, hoa):
    hp = adopted_with_it.bloc
    (item,) = asked_of(lan)
    assert "Quy chế ghi “3/4”" in item.why
    page = body(get(lan, "regulations:regulation_detail", adopted_with_it.pk))
    assert "ghi “3/4”, thiết lập hiện nay 2/3" in page and "Sửa thiết lập theo Quy chế" in page
    bloc = body(get(lan, "units:bloc_detail", hp.slug))
    assert "Quy chế đã thông qua" in bloc and "Khác Quy chế" in bloc
    assert post(hoa, "regulations:follow_text", adopted_with_it.pk).status_code == 403
    assert post(lan, "regulations:follow_text", adopted_with_it.pk).status_code == 302
    hp.refresh_from_db()
    assert hp.quorum.written == "3/4"
    assert asked_of(lan) == [] and "Khác Quy chế" not in body(get(lan, "units:bloc_detail", hp.slug))
    assert "Theo Điều" in body(get(lan, "units:bloc_edit", hp.slug))
    with pytest.raises(NotAllowedNow, match="đã đúng như Quy chế"):
        workflow.follow_text(adopted_with_it, by=lan)

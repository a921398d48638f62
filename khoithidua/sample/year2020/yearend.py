"""The year's last conference, whose secret ballot names the head of 2021, and the minutes of its count. Invented."""

from functools import partial

from ballots import workflow as ballots
from ballots.models import Ballot
from conferences import workflow as conferences
from conferences.models import AgendaItem, Conference
from khoithidua.sample.people import FACTS, MEMBERS
from khoithidua.sample.play import Play, moment
from khoithidua.sample.signing import sign_paper
from khoithidua.sample.year2020.conference import presence
from libraries import secret_count
from units.models import EmulationYear

DAY = "2020-12-29"
QUESTION = "Suy tôn Công ty TNHH MTV Hoa tiêu hàng hải Khu vực II làm Khối trưởng năm 2021?"


def elect_head(play: Play, year: EmulationYear) -> Ballot:
    """Called with the usual programme; nine delegates vote in secret, two tellers count and sign. Returns the ballot."""
    lan, facts = play.person("lan"), FACTS["conference_2020"]
    conference = play.step(
        "2020-12-28 15:00", lan, "Lên lịch hội nghị tổng kết năm 2020",
        lambda: conferences.plan(
            year, by=lan, kind=Conference.Kind.YEAREND, title="Hội nghị tổng kết phong trào thi đua năm 2020",
            starts_at=moment(f"{DAY} 08:00"), place=facts["place"], host=play.unit("cang-vu-hang-hai"),
            chair_name=facts["chair"]["name"], chair_post=facts["chair"]["post"],
            secretary_name="Trần Thị Lan", secretary_post="Tổ trưởng Tổ thư ký", secretary=lan,
        ),
    )  # fmt: skip
    play.step(
        "2020-12-28 15:10", lan, "Lập chương trình hội nghị tổng kết",
        lambda: conferences.take_usual_agenda(conference, by=lan),
    )  # fmt: skip
    roll = [presence(play, slug) for slug in MEMBERS]
    play.step(
        f"{DAY} 07:50", lan, "Điểm danh 09 đơn vị", lambda: conferences.record_attendance(conference, by=lan, roll=roll)
    )
    play.step(f"{DAY} 08:00", lan, "Khai mạc hội nghị", lambda: conferences.open_conference(conference, by=lan))
    item = conference.agenda.filter(kind=AgendaItem.Kind.VOTE).latest("position")
    return _count(play, item)


def _count(play: Play, item: AgendaItem) -> Ballot:
    lan, tellers = play.person("lan"), [play.leader_of(MEMBERS[1]), play.leader_of(MEMBERS[3])]
    ballot = play.step(
        f"{DAY} 09:00", lan, f"Bỏ phiếu kín: {QUESTION}",
        lambda: conferences.open_ballot(item, by=lan, question=QUESTION, kind=Ballot.Kind.SECRET, tellers=tellers),
    )  # fmt: skip
    codes = {teller: secret_count.new_code() for teller in tellers}
    for teller, code in codes.items():
        take = partial(ballots.take_key, _as_it_is(ballot), by=teller, code=code)
        play.step(f"{DAY} 09:02", teller, "Nhận mã kiểm phiếu", take)
    for place, slug in enumerate(MEMBERS):
        delegate, choice = play.delegate_of(slug), "abstain" if place == 8 else "yes"
        cast = partial(ballots.cast_secret, _as_it_is(ballot), unit=play.unit(slug), choice=choice, by=delegate)
        play.step(f"{DAY} 09:05", delegate, "Bỏ phiếu kín", cast)
    play.step(f"{DAY} 09:10", lan, "Kết thúc bỏ phiếu kín", lambda: ballots.end_vote(_as_it_is(ballot), by=lan))
    for teller, code in codes.items():
        count = partial(ballots.open_sum, _as_it_is(ballot), by=teller, code=code)
        play.step(f"{DAY} 09:12", teller, "Kiểm phiếu", count)
    signed = (f"{DAY} 09:25", f"{DAY} 09:30")
    counted: Ballot = sign_paper(
        play,
        "counting_minutes",
        _as_it_is(ballot),
        lan,
        put=f"{DAY} 09:20",
        signed=signed,
        issued=f"{DAY} 10:00",
    )
    return counted


def _as_it_is(ballot: Ballot) -> Ballot:
    """Read anew at each step: each leads to another state."""
    return Ballot.objects.select_related("emulation_year__bloc").get(pk=ballot.pk)

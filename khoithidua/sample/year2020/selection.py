"""The selection of 2019: a meeting of the bloc votes on each dossier; its minutes are made of the votes. Invented."""

from awards import workflow as awards
from awards.models import Nomination
from ballots.subjects import find_subject
from conferences import workflow as conferences
from conferences.models import AgendaItem, Conference
from khoithidua.sample.people import FACTS, MEMBERS
from khoithidua.sample.play import Play, moment
from khoithidua.sample.signing import sign_paper
from khoithidua.sample.year2020.conference import presence, vote
from units.models import EmulationYear

DAY = "2020-03-24"


def select(play: Play, year: EmulationYear, nominations: list[Nomination]) -> None:
    """Planned, held, voted on by name, closed; each dossier then leans on its vote."""
    lan, facts = play.person("lan"), FACTS["conference_2020"]
    conference = play.step(
        "2020-03-18 09:00", lan, "Lên lịch hội nghị bình xét năm 2019",
        lambda: conferences.plan(
            year, by=lan, kind=Conference.Kind.OTHER, title="Hội nghị bình xét thi đua năm 2019 (dữ liệu mẫu)",
            starts_at=moment(f"{DAY} 08:00"), place=facts["place"], host=play.unit("cang-vu-hang-hai"),
            chair_name=facts["chair"]["name"], chair_post=facts["chair"]["post"],
            secretary_name="Trần Thị Lan", secretary_post="Tổ trưởng Tổ thư ký", secretary=lan,
        ),
    )  # fmt: skip
    items = [
        conferences.add_agenda_item(
            conference,
            by=lan,
            kind=AgendaItem.Kind.VOTE,
            title=f"Bình xét, đề nghị tặng {row.kind.short_name}",
            subject=find_subject(year, "nomination", row.pk),
        )
        for row in nominations
    ]
    play.step(
        f"{DAY} 07:50", lan, "Điểm danh 09 đơn vị",
        lambda: conferences.record_attendance(
            conference, by=lan, roll=[presence(play, slug) for slug in MEMBERS], guests_here=[]
        ),
    )  # fmt: skip
    play.step(f"{DAY} 08:00", lan, "Khai mạc hội nghị", lambda: conferences.open_conference(conference, by=lan))
    for item, row, hour in zip(items, nominations, ("08:30", "09:00"), strict=True):
        question = f"Đề nghị tặng {row.kind.short_name} năm 2019 cho {row.recipient_name}?"
        vote(play, item, question, hour, day=DAY)
    conference.refresh_from_db()
    play.step(
        f"{DAY} 09:30", lan, "Cập nhật kết luận",
        lambda: conferences.record_events(
            conference, by=lan, revision=conference.revision, notes={},
            conclusions="Hội nghị thống nhất đề nghị khen thưởng 02 tập thể.",
        ),
    )  # fmt: skip
    play.step(
        f"{DAY} 09:50", lan, "Bế mạc hội nghị",
        lambda: conferences.close_conference(conference, by=lan, ends_at=moment(f"{DAY} 09:45")),
    )  # fmt: skip
    conference.refresh_from_db()
    signed = (f"{DAY} 15:10", f"{DAY} 15:40")
    sign_paper(play, "minutes", conference, lan, put=f"{DAY} 15:00", signed=signed, issued="2020-03-25 08:30")
    minutes = play.step(
        "2020-03-25 09:00", lan, "Lập biên bản bình xét từ kết quả biểu quyết",
        lambda: awards.prepare_selection_minutes(Nomination.objects.get(pk=nominations[0].pk), by=lan),
    )  # fmt: skip
    signed = ("2020-03-25 09:20", "2020-03-25 10:00")
    sign_paper(
        play, "selection_minutes", minutes, lan, put="2020-03-25 09:10", signed=signed, issued="2020-03-25 14:00"
    )
    for row in nominations:
        row.refresh_from_db()

"""A ballot is put to the vote: its question, its rule and who may answer are fixed; a delegate is replaced."""

from collections.abc import Sequence
from dataclasses import dataclass

from ballots import letters
from ballots.models import Ballot, Elector, Teller
from ballots.queries import delegates_asked
from ballots.subjects import Subject
from ballots.worklist import about_ballot, page
from libraries.threshold import Threshold
from libraries.web import clock
from notices.outbox import end_requests, notify
from records.transitions import NotAllowedNow
from units.models import EmulationYear, Unit, User

# Whoever holds all keys could open single papers, so no person holds them alone.
FEWEST_TELLERS = 2


@dataclass(frozen=True)
class Seat:
    """One that may answer, as the roll names it. `delegate`: the account, where the delegate has one."""

    unit: Unit
    delegate: User | None
    name: str
    post: str = ""


def open_ballot(
    year: EmulationYear,
    *,
    by: User,
    occasion: str,
    question: str,
    roll: Sequence[Seat],
    members: int,
    threshold: Threshold,
    subject: Subject | None = None,
    kind: str = Ballot.Kind.NAMED,
    base: str = Ballot.Base.ALL_MEMBERS,
    recused: dict[Unit, str] | None = None,
    repeats_because: str = "",
    tellers: Sequence[User] = (),
    on_paper_of: Ballot | None = None,
    is_sample: bool = False,
) -> Ballot:
    """Put a question to the vote (bắt đầu biểu quyết). Part of the act of a meeting, which holds its own lock.

    roll: who is here; members: units of the year; recused: unit → why it stands aside, which takes it out of the count.
    tellers: of a secret ballot, which begins when each of them has taken the key, or of printed papers; on_paper_of:
    the first question of the printed paper that this one stands on too, whose tellers count it.
    Raises NotAllowedNow for a threshold below the bloc's, for a subject that cannot be voted on now or is being voted
    on, and for one that was voted on before without a reason to vote again.
    """
    _check_threshold(year, threshold)
    if on_paper_of is None:
        _check_tellers(kind, tellers)
    if subject is not None:
        _check_subject(subject, repeats_because)
    _check_accounts(kind, roll, recused or {})
    recused = {seat.unit: (recused or {})[seat.unit] for seat in roll if seat.unit in (recused or {})}
    if len(recused) == len(roll):
        raise NotAllowedNow("Không còn đơn vị nào biểu quyết. Bỏ bớt đơn vị không tham gia biểu quyết.")
    ballot = Ballot.objects.create(
        emulation_year=year,
        occasion=occasion,
        subject_kind=subject.kind if subject else "",
        subject_key=subject.key if subject else None,
        subject_edition=subject.edition if subject else 0,
        repeats_because=repeats_because.strip(),
        question=question,
        kind=kind,
        state=Ballot.State.PREPARING if kind == Ballot.Kind.SECRET else Ballot.State.OPEN,
        base=base,
        threshold_numerator=threshold.numerator,
        threshold_denominator=threshold.denominator,
        threshold_inclusive=threshold.inclusive,
        members=members - len(recused),
        present=len(roll) - len(recused),
        recused=len(recused),
        opened_at=clock.now(),
        opened_by=by,
        on_paper_of=on_paper_of,
        is_sample=is_sample,
    )
    Elector.objects.bulk_create(
        Elector(
            ballot=ballot,
            unit=seat.unit,
            delegate=seat.delegate,
            name=seat.name,
            post=seat.post,
            recusal=recused.get(seat.unit, ""),
            is_sample=is_sample,
        )
        for seat in roll
    )
    Teller.objects.bulk_create(Teller(ballot=ballot, user=user, is_sample=is_sample) for user in tellers)
    return ballot


def _check_tellers(kind: str, tellers: Sequence[User]) -> None:
    counted = kind in {Ballot.Kind.SECRET, Ballot.Kind.PAPER}
    if not counted and tellers:
        raise NotAllowedNow("Chỉ bỏ phiếu kín mới có người kiểm phiếu. Bỏ chọn người kiểm phiếu.")
    if counted and len(set(tellers)) < FEWEST_TELLERS:
        raise NotAllowedNow("Bỏ phiếu kín cần ít nhất hai người kiểm phiếu. Chọn thêm người kiểm phiếu.")


def _check_accounts(kind: str, roll: Sequence[Seat], recused: dict[Unit, str]) -> None:
    """Nobody else can fill in a delegate's secret paper."""
    if kind != Ballot.Kind.SECRET:
        return
    if without := [str(seat.unit) for seat in roll if seat.delegate is None and seat.unit not in recused]:
        raise NotAllowedNow(
            f"Đại biểu của {', '.join(without)} không có tài khoản nên không bỏ phiếu kín được. "
            "Cập nhật điểm danh bằng người có tài khoản trước khi bắt đầu."
        )


def _check_threshold(year: EmulationYear, threshold: Threshold) -> None:
    least = year.bloc.adoption
    if threshold.share < least.share:
        raise NotAllowedNow(f"Ngưỡng thông qua không được thấp hơn mức của Khối ({least.written}).")


def _check_subject(subject: Subject, repeats_because: str) -> None:
    if subject.hindrance:
        raise NotAllowedNow(subject.hindrance)
    before = Ballot.objects.about(subject.kind, subject.key)
    if before.filter(state__in=Ballot.RUNNING).exists():
        raise NotAllowedNow(
            f"“{subject.title}” đang được biểu quyết. Kết thúc biểu quyết này trước khi bắt đầu biểu quyết khác."
        )
    last = before.filter(subject_edition=subject.edition, state=Ballot.State.CLOSED).last()
    if last is not None and not repeats_because.strip():
        raise NotAllowedNow(
            f"“{subject.title}” đã được biểu quyết với kết quả “{last.result_words}”. "
            "Nhập lý do biểu quyết lại; lý do được đưa vào biên bản."
        )


def tell_delegates(ballot: Ballot, only: User | None = None) -> None:
    """Ask for their votes: of all, or of one who came later. Hands and printed papers are not cast here."""
    if ballot.kind not in {Ballot.Kind.OPEN, Ballot.Kind.PAPER} and ballot.state == Ballot.State.OPEN:
        notify(
            delegates_asked(ballot) if only is None else [only],
            letters.ballot(question=ballot.question, conference=ballot.occasion),
            url=page("ballot_detail", ballot),
            bloc=ballot.bloc,
            about=about_ballot(ballot),
        )


def replace_delegate(ballot: Ballot, seat: Seat) -> bool:
    """Another delegate stands for the unit from now on, where it has not voted yet; whether anything changed.

    Part of the act that records the roll. Locks the ballot, so that of vote and replacement one comes first.
    """
    ballot = Ballot.objects.select_for_update().get(pk=ballot.pk)
    if ballot.state not in (Ballot.State.PREPARING, Ballot.State.OPEN):
        return False
    elector = ballot.electors.filter(unit=seat.unit, vote__isnull=True, paper__isnull=True).first()
    now = (seat.delegate, seat.name or (seat.delegate.full_name if seat.delegate else ""), seat.post)
    if elector is None or (elector.delegate, elector.name, elector.post) == now:
        return False
    elector.delegate, elector.name, elector.post = now
    elector.save(update_fields=["delegate", "name", "post"])
    end_requests(about_ballot(ballot), still_asked=delegates_asked(ballot))
    if seat.delegate is not None and not elector.recusal:
        tell_delegates(ballot, seat.delegate)
    return True

"""The submission (tờ trình): the bloc asks one authority for all awards of a year that it decides.

docs/law.md: Dossier of an award.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace

from awards.documents import SUBMISSION
from awards.models import AwardKind, AwardTerms, Nomination, Submission
from awards.models.kinds import Part
from awards.queries.dossiers import terms_or_refuse
from awards.queries.grounds import grounds_of
from awards.queries.submissions import dossiers_of
from drafting.documents.paper import head_signature
from law.paper_forms.library import SUBMISSION as SUBMISSION_FORM
from libraries.printing.paper import Block, Clause, Paper, Paragraph
from libraries.web.formats import document_date, padded
from records.issuing import NewDocument
from records.numbering import NUMBER_FIELD
from signatures.candidates import APPROVAL
from signatures.kinds import NOT_SIGNED, SIGNED, Signers
from units.models import City, EmulationYear

# So many names of one kind stand in the sentence itself; more stand in the list alone.
NAMED = 3


@dataclass(frozen=True)
class Proposal:
    """What goes to one authority on one day, in the order of the list."""

    nominations: tuple[Nomination, ...]
    terms: AwardTerms
    on: datetime.date

    @property
    def year(self) -> EmulationYear:
        return self.nominations[0].emulation_year

    @property
    def city(self) -> City:
        return City.objects.on(self.on)

    @property
    def decider(self) -> str:
        """Who decides; of an award that an agency gives, whom the paper goes to."""
        return self.terms.decider_in(self.city) or self.terms.addressee

    @property
    def kinds(self) -> dict[AwardKind, list[Nomination]]:
        found: dict[AwardKind, list[Nomination]] = {}
        for row in self.nominations:
            found.setdefault(row.kind, []).append(row)
        return found

    @property
    def subject(self) -> str:
        if len(self.kinds) == 1:
            return f"Về việc đề nghị tặng {self.nominations[0].kind.name} năm {self.year.year}"
        return f"Về việc đề nghị khen thưởng năm {self.year.year}"

    @property
    def is_sample(self) -> bool:
        return any(row.is_sample for row in self.nominations)


@SUBMISSION_FORM.describes
def submission_paper(
    proposal: Proposal,
    *,
    signers: Signers | None = None,
    number: str = "",
    verification: tuple[str, str] | None = None,
) -> Paper:
    """The submission as a document of its day. Without whoever signs it is a draft and says so."""
    bloc, on = proposal.year.bloc, proposal.on
    signature = replace(head_signature(proposal.year, on), mark=NOT_SIGNED)
    if signers:
        signature = signers["signer"].printed("signer", SIGNED if number else "")
    return Paper(
        superior=bloc.superior_on(on),
        issuer=bloc.name_on(on).upper(),
        number=number,
        place=bloc.place_on(on),
        date=on if signers else None,
        subject=proposal.subject,
        addressees=tuple(dict.fromkeys((proposal.decider, proposal.terms.addressee))),
        legal_basis=SUBMISSION_FORM.basis(on, *grounds_of(proposal.nominations, on)),
        body=tuple(_body(proposal)),
        signatures=(signature,),
        approvals=(APPROVAL,) if signers and APPROVAL in signers else (),
        number_room="" if number or not signers else NUMBER_FIELD,
        recipients=("Như trên", "Các đơn vị thành viên", f"Lưu: VT, Tổ thư ký {bloc.short_name_on(on)}"),
        note_box="" if signers else "DỰ THẢO",
        sample=proposal.is_sample,
        title_for_reader=title_of(proposal),
        verification=verification,
    )


def _body(proposal: Proposal) -> Iterator[Block]:
    name, year = proposal.year.bloc.name_on(proposal.on), proposal.year.year
    yield Paragraph(
        f"Trên cơ sở kết quả bình xét thi đua năm {year}, {name} kính trình {proposal.decider} xem xét, khen "
        f"thưởng {padded(len(proposal.nominations))} tập thể có thành tích xuất sắc trong phong trào thi đua năm "
        f"{year}, cụ thể như sau:"
    )
    several = len(proposal.kinds) > 1
    for place, (kind, rows) in enumerate(proposal.kinds.items(), 1):
        words = f"{kind.name}: {padded(len(rows))} tập thể"
        if len(rows) <= NAMED:
            words += f", gồm {'; '.join(row.recipient_name for row in rows)}"
        yield Clause(f"{place}.", f"{words}.") if several else Paragraph(f"{words}.")
    yield Paragraph("Danh sách trích ngang các tập thể tại Phụ lục kèm theo Tờ trình này.")
    needed = {part for row in proposal.nominations for part in _terms_of(row, proposal).required_parts}
    others = [label.lower() for part, label in Part.choices if part in needed and part != Part.SUBMISSION]
    if others:
        yield Paragraph(f"Hồ sơ của từng tập thể gửi kèm gồm: {', '.join(others)} (mỗi loại 01 bản chính).")
    yield Paragraph(f"{name} kính trình {proposal.decider} xem xét, quyết định.")


def _terms_of(nomination: Nomination, proposal: Proposal) -> AwardTerms:
    return nomination.kind.terms_on(proposal.on) or proposal.terms


def proposal_of(submission: Submission, on: datetime.date) -> Proposal:
    """What the submission proposes, as the law of that day has it. NotAllowedNow where it says nothing of an award."""
    rows = dossiers_of(submission)
    return Proposal(tuple(rows), terms_or_refuse(rows[0]), on)


def submission_document(submission: Submission, signers: Signers, on: datetime.date) -> NewDocument:
    """The submission with room for its signer, or with the number of a day and who has signed; PDF and Word."""
    proposal, signer = proposal_of(submission, on), signers["signer"]
    year = proposal.year
    return NewDocument(
        kind=SUBMISSION,
        chain=year.chain,
        title=title_of(proposal),
        paper=lambda stamp: submission_paper(
            proposal, signers=signers, number=stamp.number, verification=stamp.verification
        ),
        name=f"đề nghị khen thưởng năm {year.year}",
        purpose="Tờ trình",
        public={
            "Ngày": document_date(on),
            "Đơn vị trình": year.bloc.name_on(on),
            "Danh hiệu, hình thức đề nghị": "; ".join(kind.name for kind in proposal.kinds),
            "Số tập thể": padded(len(proposal.nominations)),
            "Người ký": ", ".join(filter(None, (signer.name, signer.post))),
        },
        series=SUBMISSION_FORM.series(year.bloc.series_code),
        on=on,
        word=True,
        is_sample=proposal.is_sample,
    )


def title_of(proposal: Proposal) -> str:
    return f"Tờ trình {proposal.subject[0].lower()}{proposal.subject[1:]}"

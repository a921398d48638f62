"""The papers of a conference by their kind: how each is called, described, numbered and filed."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from conferences import documents
from conferences.documents.composed import conclusions_paper, delegates_paper, resolution_paper
from conferences.documents.framing import SIGNER, Stage
from conferences.documents.invitation import invitation_paper
from conferences.models import Conference, ConferencePaper
from law.paper_forms import library
from law.paper_forms.description import PaperForm
from libraries.printing.paper import Paper
from libraries.web.formats import document_date, local_date
from records.document_kinds import DocumentKind
from records.issuing import NewDocument
from signatures.kinds import Signers

Kind = ConferencePaper.Kind


@dataclass(frozen=True)
class PaperOfConference:
    """kind: of the row; slug: the word in addresses; form: of the library; stored: the kind of the kept file."""

    kind: Kind
    slug: str
    form: PaperForm
    stored: DocumentKind
    describe: Callable[..., Paper]

    @property
    def label(self) -> str:
        return str(self.kind.label)

    def title(self, conference: Conference) -> str:
        return f"{self.label} {conference.title}"

    def document(self, conference: Conference, signers: Signers, on: datetime.date) -> NewDocument:
        """With room for its signer, or with the number of a day and who has signed; PDF and Word."""
        day = local_date(conference.starts_at)
        return NewDocument(
            kind=self.stored,
            chain=conference.chain,
            title=self.title(conference),
            paper=lambda stamp: self.describe(conference, Stage(signers, on, stamp.number, stamp.verification)),
            name=conference.title,
            purpose=f"Cấp số và phát hành {self.label.lower()}",
            public={
                "Hội nghị": conference.title,
                "Khối thi đua": conference.bloc.name_on(on),
                "Ngày họp": document_date(day),
                "Người ký": signers[SIGNER].name,
            },
            series=self.form.series(conference.bloc.series_code),
            on=on,
            word=True,
            is_sample=conference.is_sample,
        )


PAPERS = (
    PaperOfConference(Kind.INVITATION, "giay-moi", library.INVITATION, documents.INVITATION, invitation_paper),
    PaperOfConference(Kind.DELEGATES, "danh-sach-dai-bieu", library.DELEGATES, documents.DELEGATES, delegates_paper),
    PaperOfConference(Kind.RESOLUTION, "nghi-quyet", library.RESOLUTION, documents.RESOLUTION, resolution_paper),
    PaperOfConference(
        Kind.CONCLUSIONS, "thong-bao-ket-luan", library.ANNOUNCEMENT, documents.CONCLUSIONS, conclusions_paper
    ),
)
BY_SLUG = {paper.slug: paper for paper in PAPERS}
BY_KIND = {paper.kind: paper for paper in PAPERS}

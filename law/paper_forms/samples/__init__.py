"""Each form of the library filled with invented facts for a day: what its page shows and its test measures."""

import datetime
from collections.abc import Callable
from functools import lru_cache

from law.paper_forms import library
from law.paper_forms.description import Form, PaperForm, SheetForm
from law.paper_forms.samples import awards, conferences, letters, orders
from law.paper_forms.samples.setting import Setting
from law.paper_forms.samples.sheets import sample_sheet
from libraries.printing.paper import Paper
from records.issuing import to_pdf

SAMPLES: dict[PaperForm, Callable[[Setting], Paper]] = {
    library.DECISION: awards.decision,
    library.SUBMISSION: awards.submission,
    library.REPORT_OF_ONE_YEAR: awards.report_of_one_year,
    library.REPORT_OF_TWO_YEARS: awards.report_of_two_years,
    library.MINUTES: conferences.minutes,
    library.SELECTION_MINUTES: conferences.selection_minutes,
    library.COUNTING_MINUTES: conferences.counting_minutes,
    library.HANDOVER_MINUTES: conferences.handover_minutes,
    library.REGULATION: orders.regulation,
    library.PLEDGE: orders.pledge,
    library.RESPONSE_TABLE: orders.response_table,
    library.RESULTS: orders.results,
    library.INVITATION: letters.invitation,
    library.PLAN: orders.plan,
    library.REPORT: letters.report,
    library.RESOLUTION: orders.resolution,
    library.ANNOUNCEMENT: letters.announcement,
    library.LETTER: letters.letter,
    library.AUTHORISATION: letters.authorisation,
    library.BALLOT: conferences.ballot,
    library.DELEGATES: conferences.delegates,
}


def sample_paper(form: PaperForm, on: datetime.date) -> Paper:
    """The form filled for that day: the city's names and the law in force on it, all else invented."""
    return form.filled(SAMPLES[form](Setting.on(on)))


def sample_pdf(form: Form, on: datetime.date) -> bytes:
    """The filled form as it is printed; drawn once while nothing it says changes."""
    if isinstance(form, PaperForm):
        return _printed(sample_paper(form, on))
    return _sheet(form, Setting.on(on))


@lru_cache(maxsize=32)
def _printed(paper: Paper) -> bytes:
    return to_pdf(paper)


@lru_cache(maxsize=4)
def _sheet(form: SheetForm, setting: Setting) -> bytes:
    return sample_sheet(form, setting)

"""Samples of drawn sheets: a certificate marked as a proof, the drawing of a flag."""

from pathlib import Path

from django.conf import settings

from law.paper_forms import library
from law.paper_forms.description import SheetForm
from law.paper_forms.samples.setting import HEAD, Setting
from libraries.certificate_art.flag_sheet import FlagWords, flag_sheet_pdf
from libraries.certificate_art.page import SAMPLE_FIELDS, background, bang_khen, certificate_pdf


def sample_sheet(form: SheetForm, setting: Setting) -> bytes:
    if form is library.FLAG:
        giver = setting.committee.upper().replace(" THÀNH PHỐ ", "\nTHÀNH PHỐ ", 1).splitlines()
        title = ("ĐƠN VỊ DẪN ĐẦU PHONG TRÀO THI ĐUA", f"NĂM {setting.year}")
        return flag_sheet_pdf(FlagWords(tuple(giver), title, HEAD[0].upper()))
    layout = bang_khen()
    base = background(layout, Path(settings.DATA_FOLDER) / "certificate-backgrounds")
    return certificate_pdf(SAMPLE_FIELDS["bang-khen"], layout, base)

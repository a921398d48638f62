"""A signature says with what its signer proved it: in the record, on the stamp, in the annex."""

import pytest
from django.urls import reverse

from records.printed_heads import WORDS, heads_in
from signatures import workflow as signing
from tests.pledges.conftest import PASSWORD, sign, start_signing
from tests.pledges.test_pledge_pdf import words_of
from tests.support.authenticator import Authenticator
from units import mailed_codes, passkeys
from units import workflow as accounts

pytestmark = pytest.mark.django_db
HERE = "https://thidua.example.vn"


def annex_of(opened, client_of, lan):
    return words_of(client_of(lan).get(reverse("signatures:evidence_pdf", args=[opened.signing_id])).getvalue())


def test_a_passkey_is_named(opened, nine, hoa, lan, settings, client_of):
    settings.PUBLIC_ADDRESS, settings.SIGNING_WAIT_HOURS = HERE, 0
    device = Authenticator(HERE)
    accounts.add_passkey(hoa, name="Điện thoại", answer=device.added(passkeys.to_add(hoa)), by=hoa)
    intent = start_signing(opened, nine[5], by=hoa)
    made = signing.sign_with(intent, by=hoa, password=PASSWORD, code=device.proves(passkeys.to_prove(hoa)))
    assert made.evidence["factors"]["code_kind"] == "passkey"
    assert made.evidence["factors"]["device_id"] == hoa.passkeys.get().persistent_id
    assert "khóa truy cập (passkey)" in annex_of(opened, client_of, lan)


def test_a_mailed_code_is_told_as_the_weaker_way(opened, nine, hoa, lan, settings, client_of):
    settings.MAIL_CODE, settings.EMAIL_HOST, settings.SIGNING_WAIT_HOURS = True, "smtp.example.vn", 0
    hoa.email = "hoa@example.vn"
    hoa.save()
    accounts.begin_mail_codes(hoa, by=hoa)
    intent = start_signing(opened, nine[5], by=hoa)
    made = signing.sign_with(intent, by=hoa, password=PASSWORD, code=mailed_codes.new_code(hoa))
    assert made.evidence["factors"]["code_kind"] == "mail"
    assert "mức bảo đảm thấp hơn" in annex_of(opened, client_of, lan)


def test_each_signature_names_how_far_the_log_was(opened, nine, leaders, client_of, lan):
    made = [sign(opened, unit, leader) for unit, leader in list(zip(nine, leaders, strict=True))[:2]]
    heads = heads_in(opened.document.read())
    assert len(heads) == 3, "the seal and two signatures"
    assert len({head.seq for head in heads}) == 3, "each was made when the log was further"
    assert [WORDS.match(row.evidence["log"])[1] for row in made] == [opened.bloc.slug] * 2
    assert "Nhật ký khi lưu chữ ký" in annex_of(opened, client_of, lan)

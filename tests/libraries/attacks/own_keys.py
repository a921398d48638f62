"""Forgers with keys of their own."""

import io
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

from pyhanko.sign.fields import MDPPerm, SigFieldSpec, append_signature_field

from libraries.pades import sign, signature
from libraries.pades.keys import KeyStore
from tests.libraries.attacks.registry import attack
from tests.libraries.signed_pledge import (
    CODE,
    CONFERENCE,
    FIELDS,
    PEOPLE,
    REASON,
    keys,
    pledge,
    printed,
    signed_by_all,
)


@cache
def rogue() -> KeyStore:
    """An authority with the same names as ours."""
    return KeyStore(Path(keys().folder).parent / "rogue", "r")


@attack()
def a_rogue_authority_with_the_same_names(pdf):
    return signed_by_all(printed("GIAO ƯỚC THI ĐUA NĂM 2020", CODE), rogue()).head


@attack("unknown")
def a_rogue_authority_without_our_code(pdf):
    return signed_by_all(printed("GIAO ƯỚC GIẢ"), rogue()).head


@attack()
def the_ninth_signature_by_a_rogue_authority(pdf):
    return sign(pledge().revisions[8], field="unit-9", signer=PEOPLE[8], reason=REASON, at=CONFERENCE, keys=rogue()).pdf


@attack()
def a_seal_that_allows_annotations(pdf):
    with mock.patch.object(signature, "MDPPerm", SimpleNamespace(FILL_FORMS=MDPPerm.ANNOTATE)):
        return signed_by_all(printed("GIAO ƯỚC THI ĐUA NĂM 2020", CODE), keys()).head


@attack()
def a_seal_by_a_person(pdf):
    class Impostor(KeyStore):
        @property
        def seal(self):
            return self.signer(user_id=1, full_name=PEOPLE[0].full_name, unit=PEOPLE[0].unit)

    return signed_by_all(
        printed("GIAO ƯỚC THI ĐUA NĂM 2020", CODE), Impostor(keys().folder, "a passphrase for tests")
    ).head


@attack()
def signatures_without_a_seal(pdf):
    writer = signature.RevisionWriter(io.BytesIO(printed("GIAO ƯỚC THI ĐUA NĂM 2020", CODE)))
    for place in FIELDS:
        append_signature_field(writer, SigFieldSpec(place.name, on_page=-1, box=place.box))
    out = io.BytesIO()
    writer.write(out)
    made = out.getvalue()
    for place, person in enumerate(PEOPLE, start=1):
        made = sign(made, field=f"unit-{place}", signer=person, reason=REASON, at=CONFERENCE, keys=keys()).pdf
    return made

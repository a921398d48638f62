"""The seal's key in a device (PKCS#11), proved with SoftHSM2: it signs, and it does not come out."""

import os
import subprocess
from pathlib import Path
from unittest import mock

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from django.core.management import CommandError, call_command

from libraries.pades import keys as pki
from libraries.pades import seal, sign
from libraries.pades.keys import KeyStore
from libraries.pades.token import Token, TokenAway, TokenKey
from libraries.pades.verification import ExpectedSignature, check_signatures
from tests.libraries.signed_pledge import CONFERENCE, FIELDS, PEOPLE, REASON, printed

LIBRARIES = [Path(folder) / "softhsm/libsofthsm2.so" for folder in ("/usr/lib", "/usr/lib/x86_64-linux-gnu")]
SOFTHSM = next((str(path) for path in LIBRARIES if path.exists()), "")
pytestmark = pytest.mark.skipif(not SOFTHSM, reason="SoftHSM2 is not installed (apt-get install softhsm2)")
PIN = "2020-mau"


@pytest.fixture(scope="module")
def device(tmp_path_factory):
    """A fresh device of software. Its library reads its settings once a process, so there is one for all tests."""
    folder = tmp_path_factory.mktemp("softhsm")
    (folder / "tokens").mkdir()
    settings = folder / "softhsm2.conf"
    settings.write_text(f"directories.tokendir = {folder}/tokens\nobjectstore.backend = file\nlog.level = ERROR\n")
    os.environ["SOFTHSM2_CONF"] = str(settings)
    for label in ("khoithidua", "khac"):
        _initialise(label)
    return Token(SOFTHSM, "khoithidua", PIN)


def _initialise(label):
    made = ["softhsm2-util", "--init-token", "--free", "--label", label, "--so-pin", "12345678", "--pin", PIN]
    subprocess.run(made, check=True, capture_output=True)


@pytest.fixture(scope="module")
def moved(device, tmp_path_factory):
    """Keys made as files, then the seal's moved: (store, a file sealed before, the certificate of before, the copy)."""
    folder = tmp_path_factory.mktemp("keys")
    store = KeyStore(folder / "keys", "p", device)
    before, certificate = seal(printed("CŨ"), reason="Phát hành", at=CONFERENCE, keys=store), store.seal.fingerprint
    store.seal_to_token(folder / "copy.p12")
    return KeyStore(folder / "keys", "p", device), before, certificate, folder / "copy.p12"


def test_the_key_leaves_the_server_and_the_certificate_stays(moved):
    store, before, certificate, copy = moved
    assert isinstance(store.seal.key, TokenKey) and store.seal.fingerprint == certificate
    assert not (store.folder / "seal.p12").exists() and copy.stat().st_mode & 0o777 == 0o400
    assert check_signatures(before, [], keys=store), "what was sealed with the file is as genuine as before"
    for refused in (store.seal.key.private_numbers, store.seal.key.private_bytes):
        with pytest.raises(TokenAway, match="does not leave"):
            refused()


def test_what_the_device_seals_passes_the_gate_with_peoples_signatures(moved):
    store, *_ = moved
    sealed = seal(printed("MỚI"), reason="Phát hành", at=CONFERENCE, fields=FIELDS, keys=store)
    done = sign(sealed, field="unit-1", signer=PEOPLE[0], reason=REASON, at=CONFERENCE, keys=store)
    row = ExpectedSignature("unit-1", done.certificate_sha256, PEOPLE[0].full_name, PEOPLE[0].unit, "L1", CONFERENCE)
    assert len(check_signatures(done.pdf, [row], keys=store)) == 2


def test_the_device_gives_nothing_but_its_own_kind_of_signature(moved):
    key = moved[0].seal.key
    signature = key.sign(b"abc", padding.PKCS1v15(), hashes.SHA256())
    key.public_key().verify(signature, b"abc", padding.PKCS1v15(), hashes.SHA256())
    with pytest.raises(ValueError, match="SHA-256"):
        key.sign(b"abc", padding.PKCS1v15(), hashes.SHA512())


def test_a_wrong_pin_or_a_missing_device_is_told(moved):
    store = moved[0]
    away = (Token(SOFTHSM, "khac", "sai"), Token(SOFTHSM, "khong-co", PIN), Token("/khong/co.so", "x", PIN))
    for wrong in away:
        other = KeyStore(store.folder, "p", wrong)
        assert other.seal.fingerprint == store.seal.fingerprint, "verifying needs no device"
        with pytest.raises(TokenAway, match="does not open"):
            other.seal.key.sign(b"abc", padding.PKCS1v15(), hashes.SHA256())
    with pytest.raises(pki.KeysUnreadable, match="PKCS11"):
        assert KeyStore(store.folder, "p").seal


def test_it_is_moved_once_and_only_out_of_the_folder(moved, settings, tmp_path):
    store, _, _, copy = moved
    with pytest.raises(ValueError, match="already"):
        store.seal_to_token(tmp_path / "again.p12")
    with mock.patch("khoithidua.management.commands.seal_to_token.installed_keys", lambda: store):
        for where in (copy, Path(settings.DATA_FOLDER) / "seal-copy.p12", tmp_path / "again.p12"):
            with pytest.raises(CommandError, match=r"Chọn một tệp|Chưa chuyển được"):
                call_command("seal_to_token", str(where))


def test_a_process_that_was_forked_opens_the_device_for_itself(moved):
    """Gunicorn's workers are forks; a session that two share signs for neither."""
    key = moved[0].seal.key
    key.sign(b"parent", padding.PKCS1v15(), hashes.SHA256())
    with (
        mock.patch("libraries.pades.token.os.getpid", os.getppid),
        mock.patch.object(Token, "open", side_effect=TokenAway("asked anew")),
        pytest.raises(TokenAway, match="anew"),
    ):
        key.sign(b"child", padding.PKCS1v15(), hashes.SHA256())

"""The settings of an installation: one file for all processes, and a sentence for what cannot be."""

import os
import subprocess
import sys

import pytest

from khoithidua.database import PROJECT_FOLDER

ASK = "from django.conf import settings as s; print({what})"
ADDRESS = """
import io
from django.core.signals import request_started
seen = []
request_started.connect(lambda environ, **_: seen.append(environ["REMOTE_ADDR"]), weak=False)
from khoithidua.wsgi import application
environ = {
    "REQUEST_METHOD": "GET", "PATH_INFO": "/robots.txt", "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "8000",
    "wsgi.input": io.BytesIO(), "wsgi.url_scheme": "http", "REMOTE_ADDR": PEER,
    "HTTP_X_FORWARDED_FOR": WRITTEN,
}
application(environ, lambda *_: None)
print(seen[0])
"""


@pytest.fixture
def python(tmp_path):
    """Runs a piece of Python under this environment; (exit status, what was printed)."""

    def run(code, **environment):
        kept = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
        kept |= {"KHOITHIDUA_DATA": str(tmp_path / "data"), "KHOITHIDUA_ENV_FILE": str(tmp_path / "env")}
        kept |= {"DJANGO_SETTINGS_MODULE": "khoithidua.settings"} | environment
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", code], cwd=PROJECT_FOLDER, env=kept, capture_output=True, text=True
        )
        return done.returncode, (done.stdout + done.stderr).strip()

    (tmp_path / "env").write_text("")
    return run


def load_and(code):
    return f"""
from khoithidua.environment import *
try:
    load_file()
    {code}
except SettingsRefused as refused:
    exit_with(refused)
"""


@pytest.mark.slow
def test_manage_and_web_read_the_file_and_the_environment_comes_first(python, tmp_path):
    (tmp_path / "env").write_text(
        "PUBLIC_ADDRESS=https://thidua.example.vn\n# a remark\nEMAIL_HOST=mail.example.vn\nEMAIL_PORT=587\n"
        "EMAIL_USE_TLS=1\nDEFAULT_FROM_EMAIL=\n"
    )
    what = "s.PUBLIC_ADDRESS, s.EMAIL_HOST, s.EMAIL_PORT, s.EMAIL_USE_TLS, s.EMAIL_USE_SSL, s.DEFAULT_FROM_EMAIL"
    status, said = python(load_and(ASK.format(what=what)), EMAIL_HOST="khac.example.vn")
    assert status == 0, said
    assert said == "https://thidua.example.vn khac.example.vn 587 True False khoithidua@localhost"
    status, said = python(load_and(ASK.format(what="s.ALLOWED_HOSTS, s.CSRF_TRUSTED_ORIGINS, s.HTTPS")))
    assert "'thidua.example.vn', '127.0.0.1'" in said and "['https://thidua.example.vn'] True" in said


def test_sample_mode_reads_no_file_of_a_server(monkeypatch, tmp_path):
    from khoithidua import environment

    file = tmp_path / "khoithidua.env"
    file.write_text("DATABASE_URL=postgresql://that/khoithidua\n")
    monkeypatch.setattr(environment, "USUAL_FILE", file)
    monkeypatch.delenv("KHOITHIDUA_ENV_FILE", raising=False)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("KHOITHIDUA_SAMPLE", "1")
    environment.load_file()
    assert "DATABASE_URL" not in os.environ
    monkeypatch.setenv("KHOITHIDUA_SAMPLE", "0")
    environment.load_file()
    assert os.environ.pop("DATABASE_URL") == "postgresql://that/khoithidua"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"KHOITHIDUA_HTTPS": "ja"}, "KHOITHIDUA_HTTPS không đọc được: cần 0 hoặc 1"),
        ({"EMAIL_PORT": "x"}, "EMAIL_PORT không đọc được: cần một số nguyên"),
        ({"EMAIL_USE_SSL": "1", "EMAIL_USE_TLS": "1"}, "EMAIL_USE_SSL và EMAIL_USE_TLS không cùng bật"),
        ({"PUBLIC_ADDRESS": "thidua.example.vn"}, "PUBLIC_ADDRESS phải là địa chỉ đầy đủ"),
        ({"PUBLIC_ADDRESS": "http://a.vn"}, "PUBLIC_ADDRESS không bắt đầu bằng https://"),
        ({"PUBLIC_ADDRESS": "https://a.vn", "ALLOWED_HOSTS": "b.vn"}, "ALLOWED_HOSTS phải có a.vn"),
        ({"KHOITHIDUA_SAMPLE": "1", "PUBLIC_ADDRESS": "https://a.vn"}, "KHOITHIDUA_SAMPLE chỉ dùng trên máy này"),
        ({"KHOITHIDUA_ENV_FILE": "/khong-co"}, "Không đọc được tệp cài đặt /khong-co"),
    ],
)
def test_what_cannot_be_is_one_sentence(python, environment, sentence):
    status, said = python(load_and(ASK.format(what="s.DEBUG")), **environment)
    assert status == 1 and said.startswith(("Cài đặt", sentence[:10], "KHOITHIDUA_HTTPS đang bật")), said
    assert sentence in said and "Traceback" not in said and len(said.splitlines()) == 1


@pytest.mark.slow
def test_an_empty_value_is_no_value(python):
    assert python(load_and(ASK.format(what="s.EMAIL_PORT")), EMAIL_PORT="", KHOITHIDUA_HTTPS="") == (0, "465")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("environment", "peer", "forwarded", "visitor"),
    [
        ({}, "127.0.0.1", "203.0.113.9", "127.0.0.1"),
        ({"KHOITHIDUA_BEHIND_PROXY": "1"}, "127.0.0.1", "203.0.113.9", "203.0.113.9"),
        # What the visitor wrote stands before what our proxy wrote, and is not believed.
        ({"KHOITHIDUA_BEHIND_PROXY": "1"}, "127.0.0.1", "10.9.9.9, 203.0.113.9", "203.0.113.9"),
        ({"KHOITHIDUA_BEHIND_PROXY": "1"}, "198.51.100.7", "10.9.9.9", "198.51.100.7"),
        (
            {"KHOITHIDUA_BEHIND_PROXY": "1", "KHOITHIDUA_TRUSTED_PROXIES": "10.0.0.0/8"},
            "10.1.2.3",
            "203.0.113.9",
            "203.0.113.9",
        ),
    ],
)
def test_the_address_of_a_visitor_is_believed_from_our_proxies_only(python, environment, peer, forwarded, visitor):
    code = ADDRESS.replace("PEER", repr(peer)).replace("WRITTEN", repr(forwarded))
    _, said = python(code, **environment)
    # Beside the line of the log.
    assert visitor in said.splitlines(), said

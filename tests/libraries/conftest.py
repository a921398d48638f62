"""Backgrounds of certificates, drawn once per test run; keys of their own."""

import io
from unittest import mock

import pikepdf
import pytest

from libraries.certificate_art import page
from libraries.pades import keys as pki
from tests.libraries.certificates import LAYOUTS

NEW_KEY = pki._new_key


@pytest.fixture(autouse=True, scope="module")
def own_keys():
    """Tests of other rooms go round with a few keys (tests/pledges/conftest.py): a forger might be given ours."""
    with mock.patch.object(pki, "_new_key", NEW_KEY):
        yield


@pytest.fixture(scope="session")
def cache(tmp_path_factory):
    return tmp_path_factory.mktemp("backgrounds")


@pytest.fixture(scope="session")
def base(cache):
    """Background of a named layout, drawn once per test run."""
    return lambda name: page.background(LAYOUTS[name], cache)


@pytest.fixture(scope="session")
def blank():
    """A background without art, for tests that look at the words alone."""

    def white(layout):
        with pikepdf.new() as pdf:
            pdf.add_blank_page(page_size=(layout.width_mm / 25.4 * 72, layout.height_mm / 25.4 * 72))
            art = pdf.make_stream(b"", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 1, 1])
            pdf.pages[0].obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Art=art))
            out = io.BytesIO()
            pdf.save(out)
            return out.getvalue()

    return white

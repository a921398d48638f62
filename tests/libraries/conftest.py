"""Backgrounds of certificates, drawn once per test run."""

import io

import pikepdf
import pytest

from libraries.certificate_art import page
from tests.libraries.certificates import LAYOUTS


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

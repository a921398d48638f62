"""A file of hoa's unit."""

import datetime

import pytest

from evidence import workflow
from libraries.web.downloads import JPEG
from tests.support.pictures import blank_jpeg
from tests.support.rows_built_once import built_once

DAY = datetime.date(2020, 6, 30)


def add(unit, by, colour="#336699", **other):
    """A picture that nobody else has, unless somebody asks for the same colour."""
    facts = {"title": "Giấy xác nhận thuế", "issued_on": DAY, "number": "12/XN", "issuer": "Cục Thuế"} | other
    content = blank_jpeg(colour=colour)
    return workflow.add_evidence(unit, by=by, content=content, filename="anh.jpg", mime=JPEG, **facts)


@built_once
def piece(nine, hoa, nam):
    return add(nine[5], nam)


@pytest.fixture
def upload():
    """What a browser sends for a file and its facts."""

    def typed(file, **other):
        return {"file": file, "title": "Giấy xác nhận", "issued_on": "30/06/2020"} | other

    return typed

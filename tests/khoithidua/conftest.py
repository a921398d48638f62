"""The sample world, built once for the tests of this folder that only look at it."""

import pytest

from khoithidua.sample.people import load_people
from khoithidua.sample.play import Play
from khoithidua.sample.present import play_present
from khoithidua.sample.year2020 import play_year


@pytest.fixture
def sample_world(db, settings):
    """Two blocs, the year 2020 and the year under way, as `make run` loads them."""
    settings.SAMPLE_MODE = True
    play = Play(tell=lambda line: None)
    load_people()
    lived = play_year(play)
    play_present(play)
    lived.steps = play.steps
    return lived

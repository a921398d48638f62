"""One world for all access tests: the sample's two blocs, and in each of them rows of every kind and situation.

Built once a session by the rooms' own verbs, in a database of its own (a copy of the empty test database), so that no
other test sees it. What stands here about people and rows (PEOPLE, `things`) is written down by hand: it is the ground
on which tests/house/doors/ says who may enter, and must not be asked of the application.
"""

from tests.house.world.building import build
from tests.house.world.rows import catalogue
from tests.house.world.secret import SECRET, secret
from tests.house.world.things import Thing, World

__all__ = ["SECRET", "Thing", "World", "build", "catalogue", "secret"]

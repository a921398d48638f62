"""For controls: the product with everything done in the request itself, as if there were no workers."""

from khoithidua.settings import *  # noqa: F403

WORK_IN_REQUEST = True

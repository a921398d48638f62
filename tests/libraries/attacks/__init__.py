"""Attacks on a pledge that nine people signed, by subject; tests/libraries/test_tamper.py makes them."""

from tests.libraries.attacks import content, fields, own_keys, passed_by_the_library, raw_bytes
from tests.libraries.attacks.registry import ATTACKS

__all__ = ["ATTACKS", "content", "fields", "own_keys", "passed_by_the_library", "raw_bytes"]

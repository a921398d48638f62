"""The pledge of 2020 is the paper with which signing is tried: nine leaders who can prove who they are."""

from tests.pledges.conftest import draft, few_keys, go, in_force, leaders, opened, post, ready

__all__ = ["draft", "few_keys", "go", "in_force", "leaders", "opened", "post", "ready"]

"""Password checks take turns: a crowd of people who sign takes no other page's processor."""

import threading
import time

import pytest
from django.contrib.auth.hashers import check_password, identify_hasher, make_password

from libraries.web.in_turn import Crowded, Turns
from tests.racing import at_once, failures


@pytest.mark.parametrize("in_turn", [True, False], ids=["as it is", "control: each for itself"])
def test_one_at_a_time(in_turn):
    turns, now, most, guard = Turns(), [0], [0], threading.Lock()

    def work():
        with turns.turn() if in_turn else guard_free():
            with guard:
                now[0] += 1
                most[0] = max(most[0], now[0])
            time.sleep(0.1)
            with guard:
                now[0] -= 1

    assert failures(at_once([work] * 4)) == []
    assert (most[0] == 1) is in_turn


def guard_free():
    return threading.Lock()


def test_whoever_finds_too_many_waiting_is_told_at_once():
    turns, go = Turns(most_waiting=1), threading.Event()

    def work():
        with turns.turn():
            go.wait(5)

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    time.sleep(0.2)
    with pytest.raises(Crowded), turns.turn():
        pass
    go.set()
    for thread in threads:
        thread.join()
    with turns.turn():
        pass


def test_passwords_kept_before_are_still_good(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
    kept = make_password("mat-khau-thu-nghiem")
    settings.PASSWORD_HASHERS = ["libraries.web.in_turn.ScryptInTurn"]
    assert identify_hasher(kept).algorithm == "scrypt" and check_password("mat-khau-thu-nghiem", kept)


@pytest.mark.django_db
def test_a_crowd_is_told_what_to_do(client_of, lan, monkeypatch):
    def crowded(*args, **options):
        raise Crowded

    monkeypatch.setattr("khoithidua.views.work_for", crowded)
    answer = client_of(lan).get("/")
    assert (
        answer.status_code == 503 and answer["Retry-After"] == "2" and "gửi lại sau ít giây" in answer.content.decode()
    )

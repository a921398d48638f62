"""What waits is done because it waits, whether or not there is a task for it."""

from records import waiting_work


def test_every_kind_of_waiting_work_is_registered():
    waiting_work.find()
    assert "awards.certificates" in waiting_work.registered()


def test_what_fails_stops_nothing_else(monkeypatch, caplog):
    def fail():
        raise ValueError("away")

    monkeypatch.setattr(waiting_work, "_works", {"a": fail, "b": lambda: 3})
    assert waiting_work.do_all() == 3 and "waiting work of a" in caplog.text

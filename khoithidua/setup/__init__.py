"""An empty installation becomes a city's: the steps of the set-up pages, what each asks, the verbs behind them.

`manage.py setup --file` (khoithidua/setup_file.py) calls the same verbs. Where one stands follows from the rows, so
that a set-up left for a week is found again, by whoever continues it.
"""

"""Figures that are a rule, and that the counting sees what it counts."""

from tools import figures


def test_no_module_imports_itself_in_a_circle():
    graph = figures.imports()
    assert len(graph) > 200
    assert figures.circles(graph) == []


def test_a_circle_is_seen():
    graph = {"a": {"b"}, "b": {"c"}, "c": {"a", "d"}, "d": set()}
    assert figures.circles(graph) == [["a", "b", "c"]]


def test_there_is_one_of_each():
    assert [place.split(":")[0] for place in figures.classes_like_work_item()] == ["notices/worklist.py"]
    assert figures.issuing_ways() == ["records"]


def test_a_red_figure_is_an_exit_status(capsys):
    few, many = figures.Figure("few", 1, 1), figures.Figure("many", 2, 1, ("here",))
    assert figures.main(lambda: [few]) == 0
    assert figures.main(lambda: [few, many]) == 1
    assert "RED" in capsys.readouterr().out

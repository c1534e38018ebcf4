"""The benchmark of adding runs, is judged against its targets, and finds nothing wrong."""

from citewell.evaluation.adding import measure_adding


def test_the_figures_of_a_small_run() -> None:
    figures = {found["name"]: found for found in measure_adding(passages=200, workers=1)}

    assert figures["documents"]["value"] == 4
    assert figures["passages"]["value"] >= 200
    assert figures["failed"]["met"]
    assert figures["problems found"]["met"]
    assert figures["add"]["target"] == ">= 2000"
    assert figures["search p50"]["unit"] == "ms"

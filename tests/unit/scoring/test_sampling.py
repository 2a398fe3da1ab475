"""Drawing: golden vectors, the table of sizes, chances that are even, and what it does not depend on."""

from collections import Counter
from math import sqrt
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from scoring.sampling import Sizes, draw, quotas, sample_size, seed_of, sizes, wilson
from scoring.yaml_text import parsed

VECTORS: dict[str, list[Any]] = parsed((Path(__file__).parents[2] / "data" / "sampling.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", VECTORS["seeds"])
def test_seeds(case: dict[str, Any]) -> None:
    assert seed_of(case["contents"], case["clause"]) == case["seed"]


@pytest.mark.parametrize("case", VECTORS["draws"])
def test_draws(case: dict[str, Any]) -> None:
    numbers = range(case["count"])
    chosen, how = draw([f"R{number:04d}" for number in numbers], [f"2026-{number % case['months'] + 1:02d}" for number in numbers], case["seed"])
    assert chosen == case["drawn"]
    assert (how.seed, how.pool) == (case["seed"], case["count"])
    assert len(how.strata) == (case["months"] if case["months"] > 1 else 0)
    assert sum(one.drawn for one in how.strata) == (len(chosen) if how.strata else 0)


@pytest.mark.parametrize("case", VECTORS["quotas"])
def test_quotas(case: dict[str, Any]) -> None:
    found = quotas(case["counts"], case["size"], "种子")
    assert {name: share for name, share in found.items() if share} == case["want"]


@pytest.mark.parametrize(("count", "drawn"), VECTORS["sizes"])
def test_sizes(count: int, drawn: int) -> None:
    assert sample_size(count) == drawn


@pytest.mark.parametrize(("passed", "drawn", "low", "high"), VECTORS["intervals"])
def test_intervals(passed: int, drawn: int, low: str, high: str) -> None:
    assert tuple(map(str, wilson(passed, drawn))) == (low, high)


def test_the_usual_size_up_to_which_all_are_looked_at() -> None:
    assert sizes().whole_up_to == 500
    assert sizes().provenance == "working"


@pytest.mark.parametrize(
    "steps",
    [
        [],
        [{"up_to": 10, "draw": 2}],
        [{"up_to": 20, "draw": 2}, {"up_to": 10, "draw": 3}, {"draw": 4}],
        [{"up_to": 10, "draw": 3}, {"up_to": 20, "draw": 2}, {"draw": 4}],
        [{"draw": 2}, {"draw": 3}],
        [{"up_to": 0, "draw": 2}, {"draw": 3}],
    ],
)
def test_a_table_that_does_not_rise_is_none(steps: list[dict[str, int]]) -> None:
    with pytest.raises(ValidationError):
        Sizes.model_validate({"whole_up_to": 500, "provenance": "working", "sizes": steps})


def test_records_and_months_belong_together() -> None:
    with pytest.raises(ValueError, match="zip"):
        draw(["a", "b"], ["2026-01"], "种子")


def test_every_record_is_as_likely() -> None:
    """χ² of how often each of 600 records is drawn under 300 seeds: within four standard deviations of what chance gives."""
    count, seeds = 600, 300
    names = [str(number) for number in range(count)]
    drawn = Counter(number for seed in range(seeds) for number in draw(names, [""] * count, f"种子{seed}")[0])
    share = sample_size(count) / count
    expected = share * seeds
    found = sum((drawn[number] - expected) ** 2 for number in range(count)) / (expected * (1 - share))
    assert abs(found - (count - 1)) < 4 * sqrt(2 * (count - 1))


def test_no_month_is_favoured_by_the_remainders() -> None:
    """Seven months of 100 records, 80 drawn: 11 each, and three months one more, which the seed picks."""
    seeds, months = 700, [f"2026-{number + 1:02d}" for number in range(7)]
    more = Counter(month for seed in range(seeds) for month, share in quotas(dict.fromkeys(months, 100), 80, f"种子{seed}").items() if share == 12)
    expected = seeds * 3 / 7
    assert sum(more.values()) == seeds * 3
    assert sum((more[month] - expected) ** 2 for month in months) / (expected * 4 / 7) < 22.5  # 0.1 % of χ² with six degrees lies above


def test_two_seeds_draw_two_samples() -> None:
    names = [str(number) for number in range(1000)]
    one, other = (set(draw(names, [""] * 1000, seed)[0]) for seed in ("种子一", "种子二"))
    assert len(one) == len(other) == 80
    assert len(one & other) < 40

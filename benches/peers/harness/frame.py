"""Polars' lazy frames, on one thread (the environment says so before it is loaded).

Its best form differs with the shape. Overall one call takes a list of
quantiles and sorts once; in groups that call is refused, and quantiles of
values that are sorted already take half as long as a quantile at a time.
The in-memory engine took no longer than the streaming one.
"""

import polars
from polars import col

from harness.columns import ABANDONED, PERCENTS, RESOLVED_FROM, SHAPES, WITHOUT_AGENT_FROM

_SET = [
    polars.len().alias("tickets"),
    col("first_response").mean().alias("first_response_mean"),
    col("response_total").mean().alias("response_mean"),
    col("resolution").mean().alias("resolution_mean"),
    (((col("end") >= RESOLVED_FROM) & (col("replies") == 1)).mean() * 100).alias("one_touch"),
    (((col("end") >= WITHOUT_AGENT_FROM) & (col("replies") == 0)).mean() * 100)
    .alias("self_service"),
    ((col("end") == ABANDONED).mean() * 100).alias("abandonment"),
    ((col("score") >= 4).mean() * 100).alias("csat"),
]

_COUNTS = [
    col("first_response").count().alias("first_responses"),
    col("resolution").count().alias("resolutions"),
    col("score").count().alias("answers"),
]

_FRACTIONS = [percent / 100 for percent in PERCENTS]
_TIMES = ("first_response", "resolution")


def _listed(times):
    return [col(times).quantile(_FRACTIONS, "equiprobable").alias(f"{times}_percentiles")]


def _sorted(times):
    values = col(times).drop_nulls().sort()
    return [values.quantile(fraction, "equiprobable").alias(f"{times}_{fraction}")
            for fraction in _FRACTIONS]


def _single(times):
    return [col(times).quantile(fraction, "equiprobable").alias(f"{times}_{fraction}")
            for fraction in _FRACTIONS]


class Polars:
    """The frame, and the queries over it."""

    version = polars.__version__

    def __init__(self, table):
        if polars.thread_pool_size() != 1:
            raise RuntimeError("Polars was loaded with more than one thread")
        self._frame = polars.from_arrow(table).rechunk()

    def close(self):
        """Nothing is open."""

    def query(self, kind, shape, counts=False):
        """Runs a query; the answer is here as a data frame."""
        keys = SHAPES[shape]
        if kind == "single":
            percentiles = _single
        else:
            percentiles = _sorted if keys else _listed
        columns = [*_SET, *(column for times in _TIMES for column in percentiles(times))]
        if counts:
            columns += _COUNTS
        lazy = self._frame.lazy()
        lazy = lazy.group_by(keys).agg(columns) if keys else lazy.select(columns)
        return lazy.collect(engine="in-memory")

    def figures(self, kind, shape):
        """The answer by its keys, for the check."""
        found = {}
        for row in self.query(kind, shape, counts=True).rows(named=True):
            for times in _TIMES:
                listed = row.pop(f"{times}_percentiles", None)
                row[times] = listed or [row.pop(f"{times}_{f}") for f in _FRACTIONS]
            found[tuple(row.pop(name) for name in SHAPES[shape])] = row
        return found

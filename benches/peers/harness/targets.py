"""What is promised: the one list of keys, targets and what they are made of.

Every other part reads this list: what is timed, what is printed, what the
table in benches/README.md has to show.
"""

from dataclasses import dataclass
from enum import Enum


class Bound(Enum):
    """On which side of its target a figure has to be."""

    AT_LEAST = "≥"
    AT_MOST = "≤"


@dataclass(frozen=True)
class Ratio:
    """How many times as long one contender takes as another."""

    slower: str
    faster: str


@dataclass(frozen=True)
class Reading:
    """A figure that is read, not timed."""

    unit: str


@dataclass(frozen=True)
class Target:
    """One line of the table."""

    key: str
    against: str
    made_of: Ratio | Reading
    bound: Bound
    number: float

    @property
    def unit(self):
        """What stands behind the number."""
        return self.made_of.unit if isinstance(self.made_of, Reading) else "×"

    @property
    def text(self):
        """The target as the table shows it."""
        return f"{self.bound.value} {self.number:g} {self.unit}"

    def is_met(self, figure):
        """Whether a figure is on the right side."""
        if self.bound is Bound.AT_LEAST:
            return figure >= self.number
        return figure <= self.number


def _at_least(key, against, slower, faster, number):
    return Target(key, against, Ratio(slower, faster), Bound.AT_LEAST, number)


def _at_most(key, against, made_of, number):
    return Target(key, against, made_of, Bound.AT_MOST, number)


TARGETS = (
    _at_least("clickhouse_exact_overall", "ClickHouse, exact: overall",
              "clickhouse exact overall", "overall", 2.8),
    _at_least("clickhouse_exact_channel", "ClickHouse, exact: by channel",
              "clickhouse exact channel", "channel", 4.5),
    _at_least("clickhouse_exact_groups", "ClickHouse, exact: 3,000 groups",
              "clickhouse exact groups", "groups", 3.5),
    _at_least("clickhouse_exact_columns", "ClickHouse, exact: overall, ours from columns",
              "clickhouse exact overall", "columns", 5),
    _at_least("clickhouse_sampled_overall", "ClickHouse, sampled: overall",
              "clickhouse sampled overall", "overall", 1.6),
    _at_least("duckdb_exact_overall", "DuckDB, exact: overall",
              "duckdb exact overall", "overall", 8),
    _at_least("duckdb_exact_channel", "DuckDB, exact: by channel",
              "duckdb exact channel", "channel", 8),
    _at_least("duckdb_exact_columns", "DuckDB, exact: overall, ours from columns",
              "duckdb exact overall", "columns", 15),
    _at_least("duckdb_exact_groups", "DuckDB, exact: 3,000 groups",
              "duckdb exact groups", "groups", 6),
    _at_least("polars_overall", "Polars, lazy: overall",
              "polars exact overall", "overall", 12),
    _at_least("polars_channel", "Polars, lazy: by channel",
              "polars exact channel", "channel", 20),
    _at_least("polars_groups", "Polars, lazy: 3,000 groups",
              "polars exact groups", "groups", 14),
    _at_least("hdrhistogram_record", "hdrhistogram: a record",
              "hdrhistogram", "summary_record", 1.8),
    _at_least("hdrhistogram_batch", "hdrhistogram: a batch",
              "hdrhistogram", "summary_batch", 3.5),
    _at_least("ddsketch_record", "sketches-ddsketch at 1 %: a record",
              "ddsketch", "summary_record", 6),
    _at_least("ddsketch_batch", "sketches-ddsketch at 1 %: a batch",
              "ddsketch", "summary_batch", 10),
    _at_least("histogram_record", "histogram: a record",
              "histogram", "summary_record", 0.9),
    _at_most("over_read", "reading as many bytes and doing nothing: overall",
             Ratio("overall", "read"), 2),
    _at_most("groups_mb", "memory of 3,000 groups with two histograms each",
             Reading("MB"), 12),
    _at_most("summary_json_kb", "a duration summary of 800,000 values in JSON",
             Reading("kB"), 8),
    _at_most("summary_postcard_kb", "a duration summary of 800,000 values in postcard",
             Reading("kB"), 5),
)

# Timed and shown as well, with no target: forms that people also write.
ALSO_SHOWN = (
    ("DuckDB, approx_quantile: overall", Ratio("duckdb approximate overall", "overall")),
    ("Polars, a quantile at a time: overall", Ratio("polars single overall", "overall")),
    ("Polars, a quantile at a time: by channel", Ratio("polars single channel", "channel")),
    ("Polars, a quantile at a time: 3,000 groups", Ratio("polars single groups", "groups")),
    ("tdigest: a batch", Ratio("tdigest", "summary_batch")),
    ("histogram: a batch", Ratio("histogram", "summary_batch")),
)

# Our own cases, by the names that the program in src/ knows. In a round they
# run in the order of this list, each shape beside its peers.
OUR_CASES = (
    "read", "overall", "columns", "channel", "groups",
    "summary_record", "summary_batch", "hdrhistogram", "ddsketch", "histogram", "tdigest",
)

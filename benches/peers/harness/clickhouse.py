"""ClickHouse inside this process (chdb), its table in memory, on one thread.

Columns with gaps are Nullable: a sentinel and -If functions took as long.
avg of a condition took less than countIf.
"""

import io
import tempfile
from pathlib import Path

import pyarrow
from chdb import session
from pyarrow import feather

from harness.columns import ABANDONED, PERCENTS, RESOLVED_FROM, SHAPES, WITHOUT_AGENT_FROM

_TYPES = {"agent": "UInt16", "channel": "UInt8", "first_response": "Int64",
          "response_total": "Int64", "resolution": "Int64", "replies": "UInt8",
          "end": "UInt8", "score": "UInt8"}

_SET = f"""count() AS tickets,
    avg(first_response) AS first_response_mean,
    avg(response_total) AS response_mean,
    avg(resolution) AS resolution_mean,
    avg(end >= {RESOLVED_FROM} AND replies = 1) * 100 AS one_touch,
    avg(end >= {WITHOUT_AGENT_FROM} AND replies = 0) * 100 AS self_service,
    avg(end = {ABANDONED}) * 100 AS abandonment,
    avg(score >= 4) * 100 AS csat"""

_COUNTS = """count(first_response) AS first_responses,
    count(resolution) AS resolutions,
    count(score) AS answers"""

_QUANTILES = {"exact": "quantilesExact", "sampled": "quantiles"}


class ClickHouse:
    """The table, and the queries over it."""

    def __init__(self, table):
        self._session = session.Session()
        self.version = self._session.query("SELECT version()", "CSV").data().strip().strip('"')
        columns = ", ".join(
            f"{name} Nullable({_TYPES[name]})" if table[name].null_count
            else f"{name} {_TYPES[name]}" for name in table.column_names)
        self._session.query("SET max_threads = 1")
        self._session.query("CREATE DATABASE shop ENGINE = Atomic")
        self._session.query(f"CREATE TABLE shop.tickets ({columns}) ENGINE = Memory")
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "tickets.arrow"
            feather.write_feather(table, file, compression="uncompressed")
            self._session.query(
                f"INSERT INTO shop.tickets SELECT * FROM file('{file}', 'Arrow')")

    def close(self):
        """Ends the session, and with it the folder that it keeps."""
        self._session.close()

    def query(self, kind, shape, counts=False):
        """Runs a query; the answer is here as Arrow's bytes."""
        function = _QUANTILES[kind]
        levels = ", ".join(str(percent / 100) for percent in PERCENTS)
        columns = [*SHAPES[shape], _SET,
                   f"{function}({levels})(first_response) AS first_response_percentiles",
                   f"{function}({levels})(resolution) AS resolution_percentiles"]
        if counts:
            columns.append(_COUNTS)
        group = f" GROUP BY {', '.join(SHAPES[shape])}" if SHAPES[shape] else ""
        text = f"SELECT {', '.join(columns)} FROM shop.tickets{group}"
        return self._session.query(text, "ArrowStream").bytes()

    def figures(self, kind, shape):
        """The answer by its keys, for the check."""
        answer = io.BytesIO(self.query(kind, shape, counts=True))
        return by_key(pyarrow.ipc.open_stream(answer).read_all(), shape)


def by_key(table, shape):
    """Rows of figures by their keys; what is not a number is not there."""
    found = {}
    for row in table.to_pylist():
        key = tuple(row.pop(name) for name in SHAPES[shape])
        figures = {name: None if value != value else value for name, value in row.items()}
        for times in ("first_response", "resolution"):
            figures[times] = figures.pop(f"{times}_percentiles")
        found[key] = figures
    return found

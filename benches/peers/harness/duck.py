"""DuckDB inside this process, its table in memory, on one thread.

count_if took less than FILTER, a CASE or the sum of a condition; a list of
fractions less than a call for each.
"""

import duckdb

from harness.clickhouse import by_key
from harness.columns import ABANDONED, PERCENTS, RESOLVED_FROM, SHAPES, WITHOUT_AGENT_FROM

_TYPES = {"agent": "USMALLINT", "channel": "UTINYINT", "first_response": "BIGINT",
          "response_total": "BIGINT", "resolution": "BIGINT", "replies": "UTINYINT",
          "end": "UTINYINT", "score": "UTINYINT"}

_SET = f"""count(*) AS tickets,
    avg(first_response) AS first_response_mean,
    avg(response_total) AS response_mean,
    avg(resolution) AS resolution_mean,
    count_if("end" >= {RESOLVED_FROM} AND replies = 1) * 100 / count(*) AS one_touch,
    count_if("end" >= {WITHOUT_AGENT_FROM} AND replies = 0) * 100 / count(*) AS self_service,
    count_if("end" = {ABANDONED}) * 100 / count(*) AS abandonment,
    count_if(score >= 4) * 100 / count(score) AS csat"""

_COUNTS = """count(first_response) AS first_responses,
    count(resolution) AS resolutions,
    count(score) AS answers"""

_QUANTILES = {"exact": "quantile_disc", "approximate": "approx_quantile"}


class DuckDb:
    """The table, and the queries over it."""

    version = duckdb.__version__

    def __init__(self, table):
        self._connection = duckdb.connect(":memory:")
        self._connection.execute("SET threads = 1")
        columns = ", ".join(
            f'"{name}" {_TYPES[name]}' + ("" if table[name].null_count else " NOT NULL")
            for name in table.column_names)
        self._connection.execute(f"CREATE TABLE tickets ({columns})")
        self._connection.register("arrow_table", table)
        self._connection.execute("INSERT INTO tickets SELECT * FROM arrow_table")
        self._connection.unregister("arrow_table")

    def close(self):
        """Lets go of the table."""
        self._connection.close()

    def query(self, kind, shape, counts=False):
        """Runs a query; the answer is here as an Arrow table."""
        function = _QUANTILES[kind]
        fractions = [percent / 100 for percent in PERCENTS]
        columns = [*SHAPES[shape], _SET,
                   f"{function}(first_response, {fractions}) AS first_response_percentiles",
                   f"{function}(resolution, {fractions}) AS resolution_percentiles"]
        if counts:
            columns.append(_COUNTS)
        group = f" GROUP BY {', '.join(SHAPES[shape])}" if SHAPES[shape] else ""
        text = f"SELECT {', '.join(columns)} FROM tickets{group}"
        return self._connection.sql(text).to_arrow_table()

    def figures(self, kind, shape):
        """The answer by its keys, for the check."""
        return by_key(self.query(kind, shape, counts=True), shape)

"""The rows as columns in memory, and exact figures worked out from them.

The figures here are the plain way, and share nothing with any contender: sums
of Python's integers, values sorted and picked by their rank.
"""

import numpy
import pyarrow

# The shapes of a question: what it groups by.
SHAPES = {"overall": (), "channel": ("channel",), "groups": ("agent", "channel")}

# Codes of how a ticket ended, as src/column_files.rs writes them.
ABANDONED, RESOLVED_FROM, WITHOUT_AGENT_FROM = 1, 2, 3

PERCENTS = (50, 90, 99)

TIMES = ("first_response", "response_total", "resolution")
_TYPES = {"replies": "u1", "end": "u1", "score": "u1", "channel": "u1", "agent": "<u2"}


class Columns:
    """Every column as an array, with what is known of it."""

    def __init__(self, folder):
        self.values = {name: numpy.fromfile(folder / name, dtype=kind)
                       for name, kind in _TYPES.items()}
        self.known = {"score": self.values["score"] > 0}
        for name in TIMES:
            self.values[name] = numpy.fromfile(folder / name, dtype="<i8")
            self.known[name] = numpy.fromfile(folder / f"{name}_known", dtype=bool)

    def table(self):
        """An Arrow table with nulls where nothing is known."""
        arrays = {}
        for name in ("agent", "channel", *TIMES, "replies", "end", "score"):
            known = self.known.get(name)
            # A column without a gap is one that cannot have any.
            mask = None if known is None or known.all() else ~known
            arrays[name] = pyarrow.array(self.values[name], mask=mask)
        return pyarrow.table(arrays)

    def exact(self, shape):
        """Exact figures of every group: the sorted times stand for the percentiles."""
        keys = SHAPES[shape]
        count = len(self.values["end"])
        if not keys:
            return {(): self._figures(slice(None))}
        order = numpy.lexsort([self.values[key] for key in reversed(keys)])
        sorted_keys = [self.values[key][order] for key in keys]
        changes = numpy.zeros(count, dtype=bool)
        for column in sorted_keys:
            changes[1:] |= column[1:] != column[:-1]
        starts = [0, *numpy.flatnonzero(changes), count]
        return {
            tuple(int(column[start]) for column in sorted_keys): self._figures(order[start:end])
            for start, end in zip(starts, starts[1:])
        }

    def _figures(self, rows):
        end, replies = self.values["end"][rows], self.values["replies"][rows]
        times = {name: self.values[name][rows][self.known[name][rows]] for name in TIMES}
        scores = self.values["score"][rows][self.known["score"][rows]]
        resolved = end >= RESOLVED_FROM
        return {
            "tickets": len(end),
            "first_responses": len(times["first_response"]),
            "resolutions": len(times["resolution"]),
            "answers": len(scores),
            "first_response_mean": _mean(times["first_response"]),
            "response_mean": _mean(times["response_total"]),
            "resolution_mean": _mean(times["resolution"]),
            "one_touch": _percent(resolved & (replies == 1)),
            "self_service": _percent((end >= WITHOUT_AGENT_FROM) & (replies == 0)),
            "abandonment": _percent(end == ABANDONED),
            "csat": _percent(scores >= 4),
            "first_response": numpy.sort(times["first_response"]),
            "resolution": numpy.sort(times["resolution"]),
        }


def _mean(values):
    # Python's integers: a sum of a million times does not fit into 64 bits
    # of nanoseconds, and nearly not of milliseconds.
    return sum(values.tolist()) / len(values) if len(values) else None


def _percent(parts):
    return int(parts.sum()) * 100 / len(parts) if len(parts) else None

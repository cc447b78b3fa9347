"""Whether all contenders say the same, before any of them is timed.

Counts are equal; means and rates too, within what a floating point sum loses.
Exact percentiles are equal to the value at the rank that the contender states,
and ours hold that value between their bounds. Whatever gives approximate
percentiles is held to its own statement.
"""

import math

from harness.columns import PERCENTS
from harness.environment import Refused

COUNTS = ("tickets", "first_responses", "resolutions", "answers")
MEANS = ("first_response_mean", "response_mean", "resolution_mean",
         "one_touch", "self_service", "abandonment", "csat")
PERCENTILES = ("first_response", "resolution")

_FLOATING = 1e-9
# How far the middle of our bounds is from the exact value at most.
_OURS = 0.004
# ClickHouse keeps a sample of so many values.
_RESERVOIR = 8192


def nearest_rank(percent, count):
    """⌈q·n⌉, counted from 1: ours, DuckDB's quantile_disc, Polars' "equiprobable"."""
    return max(-(-percent * count // 100), 1) - 1


def floor_rank(percent, count):
    """⌊q·n⌋, counted from 0: ClickHouse's quantilesExact. One further where q·n is whole."""
    return min(int(percent / 100 * count), count - 1)


def check_exact(name, found, exact, rank):
    """A contender whose percentiles are values of the data."""
    _check_groups(name, found, exact)
    for key, figures in exact.items():
        for times in PERCENTILES:
            values = figures[times]
            if not len(values):
                continue
            expected = [values[rank(percent, len(values))] for percent in PERCENTS]
            _expect(list(found[key][times]) == expected, name, key, times,
                    found[key][times], expected)


def check_ours(found, exact):
    """Our bounds hold the value at the nearest rank, and their middle is near it."""
    # Where nothing is resolved nobody knows who resolved: no rate, and not zero.
    exact = {key: figures if figures["resolutions"] else figures | {"self_service": None}
             for key, figures in exact.items()}
    _check_groups("support-kpi", found, exact)
    for key, figures in exact.items():
        for times in PERCENTILES:
            values = figures[times]
            for place, percent in enumerate(PERCENTS):
                middle = found[key][times][place]
                if not len(values):
                    _expect(middle is None, "support-kpi", key, times, middle, None)
                    continue
                value = values[nearest_rank(percent, len(values))]
                lowest, highest = found[key][f"{times}_bounds"][place]
                holds = lowest <= value <= highest and abs(middle - value) <= _OURS * value
                _expect(holds, "support-kpi", key, times, (lowest, middle, highest), value)


def check_sampled(name, found, exact, share):
    """A contender whose percentiles stand at other ranks than asked for, within
    the share that `share` allows for a quantile of a number of values."""
    _check_groups(name, found, exact)
    for key, figures in exact.items():
        for times in PERCENTILES:
            values = figures[times]
            for value, percent in zip(found[key][times], PERCENTS):
                below = values.searchsorted(value) / len(values)
                allowed = share(percent / 100, len(values))
                _expect(abs(below - percent / 100) <= allowed, name, key, times, below,
                        f"{percent} % within {allowed:.2%}")


def reservoir_share(quantile, count):
    """ClickHouse states no error: five standard errors of its sample, and a neighbour."""
    return 5 * math.sqrt(quantile * (1 - quantile) / _RESERVOIR) + 2 / count


def digest_share(quantile, count):
    """DuckDB's t-digest states no error: one in a hundred, less towards the ends."""
    return 0.04 * quantile * (1 - quantile) + 2 / count


def check_sketches(readings):
    """The crates, over the same times."""
    exact = readings["exact"]
    for place, value in enumerate(exact):
        def expect(holds, name, found, value=value):
            _expect(holds, name, (), readings["quantiles"][place], found, value)

        ours = readings["support_kpi"][place]
        expect(abs(ours - value) <= _OURS * value, "support-kpi", ours)
        # The highest value of its bucket, a 128th of an octave wide.
        hdr = readings["hdrhistogram"][place]
        expect(value <= hdr <= value * (1 + 1 / 128), "hdrhistogram", hdr)
        # One rank next to ours, and so a hair more than 1 %.
        dd = readings["ddsketch"][place]
        expect(abs(dd - value) <= 0.0101 * value, "sketches-ddsketch", dd)
        lowest, highest = readings["histogram"][place]
        expect(lowest <= value <= highest, "histogram", (lowest, highest))
        # It states no error: half a point of rank.
        share = readings["tdigest_shares"][place]
        expect(abs(share - readings["quantiles"][place]) <= 0.005, "tdigest", share)


def _check_groups(name, found, exact):
    _expect(found.keys() == exact.keys(), name, "all", "groups", len(found), len(exact))
    for key, figures in exact.items():
        for count in COUNTS:
            _expect(found[key][count] == figures[count], name, key, count,
                    found[key][count], figures[count])
        for mean in MEANS:
            one, other = found[key][mean], figures[mean]
            same = one == other if None in (one, other) else math.isclose(
                one, other, rel_tol=_FLOATING, abs_tol=_FLOATING)
            _expect(same, name, key, mean, one, other)


def _expect(holds, name, key, what, found, expected):
    if not holds:
        where = f" of group {key}" if key else ""
        raise Refused(f"{name} does not agree on {what}{where}: "
                      f"found {found}, expected {expected}")

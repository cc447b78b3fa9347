#!/usr/bin/env python3
"""support-kpi beside ClickHouse, DuckDB, Polars and four crates, on one core.

    python3 benches/peers/compare.py [--tickets N] [--rounds N] [--json] [--readme]

Needs Python 3.11 or later, the Rust toolchain, Linux and the package
registries. What it installs and builds stays in benches/peers/.cache.

First all contenders have to agree on the figures; then they are timed in turns.
It ends with code 1 where they do not agree, or where a line of the table could
not be measured. Whether a target is met does not matter to the code: times
depend on the machine.
"""

import argparse
import datetime
import json
import os
import platform
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

# No caches of bytecode beside the sources.
sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))

from harness import environment, report, stamp
from harness.environment import Refused, say
from harness.targets import ALSO_SHOWN, OUR_CASES, TARGETS, Ratio, Reading

# A run of this size says that all is well with these files.
FULL_TICKETS, FULL_ROUNDS = 1_000_000, 5


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--tickets", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--json", action="store_true",
                        help="print one JSON object of the figures by their keys")
    parser.add_argument("--readme", action="store_true",
                        help="put the table into benches/README.md too")
    asked = parser.parse_args()
    if asked.tickets < 10_000 or asked.rounds < 1:
        parser.error("at least 10,000 tickets and one round are needed")
    return asked


def main():
    asked = arguments()
    # With standard input closed, the next file that is opened would become it.
    try:
        os.fstat(0)
    except OSError:
        os.open(os.devnull, os.O_RDONLY)
    environment.ensure_packages()
    # Only the figures go to standard output, whatever a library prints.
    results = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)

    # Whoever ends this from outside leaves nothing behind either.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    programs = environment.build()
    environment.pin_to_one_core()
    # Read when the libraries are loaded.
    os.environ["POLARS_MAX_THREADS"] = "1"
    figures, also, missing, versions = compare(programs, asked)

    rounds = "1 round" if asked.rounds == 1 else f"medians of {asked.rounds} rounds"
    table = (f"{asked.tickets:,} tickets, {rounds}, one core. {environment.machine()}, "
             f"{datetime.date.today().isoformat()}. {versions}.\n\n"
             f"{report.table(figures, also, missing)}")
    if asked.readme:
        report.write_readme(table)
    if asked.json:
        values = {target.key: round(figures[target.key].figure, 4) if target.key in figures else None
                  for target in TARGETS}
        table = json.dumps(values)
    print(table, file=results)
    results.close()
    for what, why in missing.items():
        say(f"not measured: {what}: {why}")
    if missing:
        return 1
    if asked.tickets >= FULL_TICKETS and asked.rounds >= FULL_ROUNDS:
        stamp.write()
    return 0


def compare(programs, asked):
    """Checks that all agree, then times them."""
    # Not above: these need the packages, and one core before they are loaded.
    from harness.clickhouse import ClickHouse
    from harness.columns import Columns
    from harness.duck import DuckDb
    from harness.frame import Polars
    from harness.ours import Ours, memory
    from harness.rounds import Contender, Measured, measure, ratio, timed

    with Ours(programs, asked.tickets) as ours, tempfile.TemporaryDirectory() as folder:
        say("writing the columns")
        ours.ask(f"write {folder}")
        columns = Columns(Path(folder))
        table = columns.table()
        engines = {"clickhouse": ClickHouse(table), "duckdb": DuckDb(table),
                   "polars": Polars(table)}
        try:
            say("checking that all agree")
            sketches = check(ours, columns, engines)
            del columns, table

            queries = [("clickhouse", "exact", "overall"), ("clickhouse", "sampled", "overall"),
                       ("duckdb", "exact", "overall"), ("duckdb", "approximate", "overall"),
                       ("polars", "exact", "overall"), ("polars", "single", "overall")]
            for shape in ("channel", "groups"):
                queries += [("clickhouse", "exact", shape), ("duckdb", "exact", shape),
                            ("polars", "exact", shape), ("polars", "single", shape)]
            contenders = [
                Contender(f"{name} {kind} {shape}",
                          timed(lambda n=name, k=kind, s=shape: engines[n].query(k, s)))
                for name, kind, shape in queries]
            contenders += [Contender(case, lambda c=case: ours.seconds(c)) for case in OUR_CASES]
            seconds, failed = measure(in_turns(contenders), asked.rounds, say)
        finally:
            for engine in engines.values():
                engine.close()

    readings = sketches | memory(programs, asked.tickets)
    figures, also, missing = {}, {}, {}
    lines = [(target.key, target.made_of, figures) for target in TARGETS]
    lines += [(against, made_of, also) for against, made_of in ALSO_SHOWN]
    for name, made_of, into in lines:
        match made_of:
            case Reading():
                into[name] = Measured(*[readings[name]] * 3)
            case Ratio(slower, faster):
                why = [failed[one] for one in (slower, faster) if one in failed]
                if why:
                    missing[name] = why[0]
                else:
                    into[name] = ratio(seconds[slower], seconds[faster])
    for name, rounds in sorted(seconds.items()):
        say(f"{name:34} {sorted(rounds)[len(rounds) // 2] * 1e3:9.2f} ms")

    versions = ", ".join([
        f"ClickHouse {engines['clickhouse'].version}", f"DuckDB {engines['duckdb'].version}",
        f"Polars {engines['polars'].version}", f"Python {platform.python_version()}",
        subprocess.run(["rustc", "--version"], stdin=subprocess.DEVNULL, text=True,
                       stdout=subprocess.PIPE).stdout.strip()])
    return figures, also, missing, versions


def in_turns(contenders):
    """Each of our cases beside the peers of its shape: what slows the machine
    down for a moment then slows both."""
    def place(contender):
        shape = contender.name.split()[-1]
        return OUR_CASES.index(shape)
    return sorted(contenders, key=place)


def check(ours, columns, engines):
    """Refuses to go on where a contender says something else than the others."""
    from harness import agreement
    from harness.columns import SHAPES

    ranks = {"clickhouse": agreement.floor_rank, "duckdb": agreement.nearest_rank,
             "polars": agreement.nearest_rank}
    our_figures = ours.ask("figures")
    for shape in SHAPES:
        exact = columns.exact(shape)
        found = {tuple(group["key"]): group["figures"] for group in our_figures[shape]}
        agreement.check_ours(found, exact)
        for name, engine in engines.items():
            agreement.check_exact(name, engine.figures("exact", shape), exact, ranks[name])
        agreement.check_exact("polars, a quantile at a time",
                              engines["polars"].figures("single", shape), exact,
                              agreement.nearest_rank)
        if shape == "overall":
            agreement.check_sampled("clickhouse, sampled",
                                    engines["clickhouse"].figures("sampled", shape), exact,
                                    agreement.reservoir_share)
            agreement.check_sampled("duckdb, approximate",
                                    engines["duckdb"].figures("approximate", shape), exact,
                                    agreement.digest_share)
    sketches = ours.ask("sketches")
    agreement.check_sketches(sketches)
    return sketches


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Refused as refused:
        say(f"compare.py: {refused}")
        sys.exit(1)

#!/usr/bin/env python3
"""Counts the instructions of the hot paths under callgrind, an item.

    python3 benches/instructions.py            compares with the baseline
    python3 benches/instructions.py --record   makes what is counted the baseline

Instructions are the same in each run, where times are not. A path that takes
over 2 % more than the baseline, or is not in it, ends the run with code 1.
The baseline, benches/instructions.json, belongs to the compiler and the system
that it was counted with; with others the counts are shown, and judged by no one.
Code 4 says that nothing was judged: so it is then, and where there is no
valgrind. Code 3 says that a program failed, or that there is no baseline.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
BASELINE = PROJECT / "benches" / "instructions.json"
TOLERANCE = 0.02
# The codes of a run that says neither that all is well nor that it is not. 2 is
# Python's own, for a file that is not there and for a flag that nobody knows.
FAILED, NOT_JUDGED = 3, 4
# The function of benches/instructions.rs that a path runs within.
MEASURED = "instructions::measured"


class Refused(Exception):
    """Why nothing was counted, and the code that the run ends with."""

    def __init__(self, why, code=FAILED):
        super().__init__(why)
        self.code = code


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--record", action="store_true", help="write the baseline anew")
    asked = parser.parse_args()
    if shutil.which("valgrind") is None:
        raise Refused("valgrind is not installed", NOT_JUDGED)
    counted = count(build())
    toolchain = compiler()
    if asked.record:
        recorded = {"toolchain": toolchain, "instructions_per_item": counted}
        BASELINE.write_text(json.dumps(recorded, indent=2) + "\n")
        show(counted, {})
        return 0
    if not BASELINE.is_file():
        raise Refused(f"there is no baseline {BASELINE.name}: count one with --record")
    return judge(counted, toolchain, json.loads(BASELINE.read_text()))


def run(command):
    """What a command prints; where it fails, what it said."""
    try:
        done = subprocess.run(command, cwd=PROJECT, stdin=subprocess.DEVNULL,
                              capture_output=True, text=True)
    except OSError as error:
        raise Refused(f"{command[0]}: {error.strerror}")
    if done.returncode != 0:
        raise Refused(f"{' '.join(map(str, command))}: ended with code {done.returncode}\n"
                      f"{done.stderr}")
    return done.stdout


def compiler():
    """The version of the compiler and the system it compiles for."""
    told = dict(line.split(": ", 1) for line in run(["rustc", "-vV"]).splitlines() if ": " in line)
    return f"rustc {told['release']} for {told['host']}"


def build():
    """Builds the bench and returns its program."""
    messages = run(["cargo", "bench", "--locked", "--no-run", "--bench", "instructions",
                    "--message-format", "json-render-diagnostics"])
    for message in map(json.loads, messages.splitlines()):
        if message.get("target", {}).get("name") == "instructions" and message.get("executable"):
            return message["executable"]
    raise Refused("cargo built no program of the bench")


def count(program):
    """Instructions an item of every path, by its name."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "callgrind"
        printed = run(["valgrind", "--tool=callgrind", "--collect-atstart=no",
                       f"--toggle-collect={MEASURED}", f"--dump-after={MEASURED}",
                       f"--callgrind-out-file={out}", program, "--counted"])
        paths = [line.split(" ", 1) for line in printed.splitlines()]
        counted = {}
        for number, (items, name) in enumerate(paths, start=1):
            part = Path(f"{out}.{number}")
            if not part.is_file():
                raise Refused(f"callgrind wrote no part for the path {name!r}")
            counted[name] = round(total(part) / int(items), 2)
        if Path(f"{out}.{len(paths) + 1}").is_file():
            raise Refused("callgrind wrote more parts than there are paths")
    return counted


def total(part):
    """All instructions of a part of callgrind's output."""
    for line in part.read_text().splitlines():
        if line.startswith("totals:"):
            instructions = int(line.split()[1])
            if instructions > 0:
                return instructions
    raise Refused(f"callgrind counted nothing in {part.name}")


def show(counted, baseline):
    """A line for each path, with the change where there is a baseline."""
    for name, instructions in counted.items():
        change = ""
        if name in baseline:
            change = f"{instructions / baseline[name] - 1:+8.1%}"
        print(f"{name:36} {instructions:12,.1f} {change}")


def judge(counted, toolchain, recorded):
    """Shows the counts beside the baseline; the code that the run ends with."""
    baseline = recorded["instructions_per_item"]
    is_comparable = recorded["toolchain"] == toolchain
    show(counted, baseline if is_comparable else {})
    # Which paths there are does not depend on the compiler.
    code = 0
    for name in sorted(counted.keys() ^ baseline.keys()):
        where = "not in the baseline" if name in counted else "in the baseline, and not counted"
        print(f"{where}: {name}")
        code = 1
    if not is_comparable:
        print(f"baseline of another toolchain, nothing is compared: "
              f"{recorded['toolchain']}, this is {toolchain}")
        return code or NOT_JUDGED
    for name in sorted(counted.keys() & baseline.keys()):
        if counted[name] > baseline[name] * (1 + TOLERANCE):
            print(f"more instructions than the baseline: {name}")
            code = 1
        elif counted[name] < baseline[name] * (1 - TOLERANCE):
            print(f"fewer, keep it with --record: {name}")
    return code


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Refused as refused:
        print(f"instructions.py: {refused}", file=sys.stderr)
        sys.exit(refused.code)

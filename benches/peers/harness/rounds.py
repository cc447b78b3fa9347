"""Rounds in which all contenders take turns.

Time is the processor's, spent by all threads of a process: the same as the
time that goes by while the machine does nothing else, and without the waiting
for others while it does. Ours is measured by the same clock.
"""

import gc
import statistics
import time
from dataclasses import dataclass

from harness.environment import Refused

# In its turn a contender runs once untimed, then for so long, and so often at
# most; the round's figure is the median. All contenders by the same rule.
_TURN_SECONDS = 0.06
_TURN_RUNS = 7


@dataclass(frozen=True)
class Contender:
    """A piece of work that says how many seconds it took."""

    name: str
    seconds: callable


def timed(work):
    """The seconds of a piece of work in this process."""
    def seconds():
        start = time.process_time()
        answer = work()
        took = time.process_time() - start
        # Letting go of the answer is not part of getting it.
        del answer
        return took
    return seconds


def measure(contenders, rounds, tell):
    """The seconds of each contender in each round, and why some have none."""
    seconds = {contender.name: [] for contender in contenders}
    failed = {}
    for number in range(rounds):
        tell(f"round {number + 1} of {rounds}")
        for contender in contenders:
            if contender.name in failed:
                continue
            # A collection in the middle would be charged to whoever runs.
            gc.collect()
            gc.disable()
            try:
                seconds[contender.name].append(_turn(contender.seconds))
            except Refused as error:
                failed[contender.name] = str(error)
            except Exception as error:  # an engine's own; told in the table, and by the code
                failed[contender.name] = f"{type(error).__name__}: {error}"
            finally:
                gc.enable()
    for name in failed:
        del seconds[name]
    return seconds, failed


def _turn(seconds):
    seconds()
    runs = []
    while len(runs) < _TURN_RUNS and sum(runs) < _TURN_SECONDS:
        runs.append(seconds())
    return statistics.median(runs)


@dataclass(frozen=True)
class Measured:
    """A figure, and between what it lay over the rounds."""

    figure: float
    lowest: float
    highest: float


def ratio(slower, faster):
    """The ratio of the medians, and the spread of the ratios of each round."""
    each = [one / other for one, other in zip(slower, faster)]
    return Measured(statistics.median(slower) / statistics.median(faster), min(each), max(each))

"""Writes tests/it/cases/business_time_zones.jsonl: days around changes of the clocks in six zones.

    python3 tests/it/business_time_zones.py > tests/it/cases/business_time_zones.jsonl

A second implementation, to check the library by: it lists the periods of every
date with Python's own time zones, and searches that list. Where it runs
against the end of its list, the case is left out.
"""
import json
import random
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

# Dates of changes, and some of earlier rules.
ZONES = {
    "Europe/Berlin": ["2024-03-31", "2024-10-27", "1996-10-27", "1980-04-06"],
    "America/Sao_Paulo": ["2018-11-04", "2018-02-18", "2012-10-21", "2013-02-17"],
    "Asia/Tehran": ["2021-03-22", "2021-09-22", "2017-03-22", "2008-09-21"],
    "Australia/Sydney": ["2024-10-06", "2024-04-07", "2000-08-27", "2006-04-02"],
    "Australia/Lord_Howe": ["2024-10-06", "2024-04-07", "1999-10-31", "2008-04-06"],
    "America/New_York": ["2024-03-10", "2024-11-03", "2006-04-02", "1999-10-31"],
}
DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
OPS = [
    "business_time_between", "business_time_between", "add_business_time", "add_business_time",
    "subtract_business_time", "is_open", "next_open_instant", "previous_open_instant",
    "closing_instant", "open_periods_between", "is_working_day", "resolve_local_time",
]
ROUNDS = 3
LISTED = timedelta(500)
chance = random.Random(20241027)


def resolve(zone, day, text):
    """The first of two, and moved on by a gap: that is what `fold=0` does."""
    hour, minute = map(int, text.split(":"))
    if hour == 24:
        day, hour = day + timedelta(1), 0
    return int(datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo(zone)).timestamp())


def day_periods(schedule, day):
    zone, key = schedule["time_zone"], day.isoformat()
    if key in schedule.get("holidays", []) or key[5:] in schedule.get("annual_holidays", []):
        return []
    of_week = schedule["weekly"].get(DAYS[day.weekday()], [])

    def resolved(spans):
        ends = [(resolve(zone, day, start), resolve(zone, day, end)) for start, end in spans]
        return [(start, end) for start, end in ends if start < end]

    open_ = resolved(schedule.get("shifts", {}).get(key, of_week))
    for start, end in resolved(schedule.get("breaks", {}).get(key, [])):
        pieces = [piece for p, q in open_ for piece in ((p, min(q, start)), (max(p, end), q))]
        open_ = [(p, q) for p, q in pieces if p < q]
    return open_


def periods(schedule, around):
    day, all_ = around - LISTED, []
    while day <= around + LISTED:
        all_ += day_periods(schedule, day)
        day += timedelta(1)
    merged = []
    for start, end in sorted(all_):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def time_text(minute):
    return f"{minute // 60:02}:{minute % 60:02}"


def spans():
    count, step = chance.choice([1, 1, 2, 3]), chance.choice([15, 30, 60])
    last = 360 if chance.random() < 0.5 else 1440
    points = sorted(chance.sample(range(0, last + 1, step), 2 * count))
    return [[time_text(a), time_text(b)] for a, b in zip(points[::2], points[1::2])]


def schedule_of(zone, around):
    schedule, kind = {"time_zone": zone, "weekly": {}}, chance.random()
    for day in DAYS:
        if kind < 0.2:
            schedule["weekly"][day] = [["00:00", "24:00"]]
        elif kind < 0.35:
            schedule["weekly"][day] = [["00:00", "06:00"], ["22:00", "24:00"]]
        elif day == "wed" or chance.random() < 0.75:
            schedule["weekly"][day] = spans()

    def near():
        return (around + timedelta(chance.randint(-4, 4))).isoformat()

    if chance.random() < 0.4:
        schedule["holidays"] = sorted({near() for _ in range(chance.randint(1, 2))})
    if chance.random() < 0.3:
        schedule["annual_holidays"] = sorted({near()[5:] for _ in range(chance.randint(1, 2))})
    if chance.random() < 0.4:
        schedule["breaks"] = {near(): spans()}
    if chance.random() < 0.3:
        schedule["shifts"] = {near(): spans()}
    return schedule


def instant(second):
    return datetime.fromtimestamp(second, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def deadline(listed, at, budget, policy):
    for start, end in ((max(p, at), q) for p, q in listed if q > at):
        if budget < end - start or (policy == "closing" and budget == end - start):
            return start + budget
        budget -= end - start


def latest_start(listed, at, budget):
    for start, end in ((p, min(q, at)) for p, q in reversed(listed) if p < at):
        if budget <= end - start:
            return end - budget
        budget -= end - start


def case(op, zone, around):
    """Inputs and the expected answer; nothing where the list does not reach."""
    if op == "resolve_local_time":
        day = around + timedelta(chance.choice([-1, 0, 0, 0]))
        text = time_text(chance.choice([*range(0, 300, 15), 1380, 1410, 1440]))
        inputs = {"time_zone": zone, "date": day.isoformat(), "time": text}
        return inputs, {"instant": instant(resolve(zone, day, text))}

    schedule = schedule_of(zone, around)
    listed, inputs = periods(schedule, around), {"schedule": schedule}
    last = listed[-1][1]

    def near(days):
        return chance.choice([1, 60, 900]) * chance.randint(-days * 96, days * 96)

    at = resolve(zone, around, "02:00") + near(3)
    if chance.random() < 0.3:  # an opening or a closing itself
        at = min((end for period in listed for end in period), key=lambda end: abs(end - at))
    if op in ("business_time_between", "open_periods_between"):
        to = at + abs(near(chance.choice([1, 3, 30] if op[0] == "b" else [1, 3])))
        inputs |= {"from": instant(at), "to": instant(to)}
        cut = [(max(p, at), min(q, to)) for p, q in listed if max(p, at) < min(q, to)]
        if op == "open_periods_between":
            return inputs, {"periods": [[instant(p), instant(q)] for p, q in cut]}
        return inputs, {"seconds": sum(q - p for p, q in cut)}
    if op in ("add_business_time", "subtract_business_time"):
        budget = chance.choice([900, 3600, 14400, 108000, chance.randint(1, 200000)])
        if chance.random() < 0.4:  # one that ends with a period
            ahead = [(max(p, at), q) for p, q in listed if q > at]
            budget = sum(q - p for p, q in ahead[: chance.randint(1, 3)])
        inputs |= {"from": instant(at), "seconds": budget}
        if op == "subtract_business_time":
            answer = latest_start(listed, at, budget)
        else:
            policy = inputs["boundary_policy"] = chance.choice(["next_opening", "closing"])
            answer = deadline(listed, at, budget, policy)
        return answer and (inputs, {"instant": instant(answer)})
    if op == "is_open":
        return inputs | {"at": instant(at)}, {"open": any(p <= at < q for p, q in listed)}
    if op == "is_working_day":
        day = around + timedelta(chance.randint(-4, 4))
        return inputs | {"date": day.isoformat()}, {"working_day": bool(day_periods(schedule, day))}
    answer = {
        "next_open_instant": lambda: next(max(p, at) for p, q in listed if q > at),
        "previous_open_instant": lambda: [min(q, at) for p, q in listed if p < at][-1],
        "closing_instant": lambda: next(q for p, q in listed if q > at),
    }[op]()
    return answer < last and (inputs | {"from": instant(at)}, {"instant": instant(answer)})


def main():
    number = 0
    for zone, dates in ZONES.items():
        for op in OPS * ROUNDS:
            made = case(op, zone, date.fromisoformat(chance.choice(dates)))
            if made:
                number += 1
                inputs, expected = made
                name = zone.split("/")[1].lower().replace("_", "-")
                print(json.dumps({"id": f"{name}-{number}", "op": op, "inputs": inputs, "expected": expected}))


main()

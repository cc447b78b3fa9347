"""The table of figures, as Markdown."""

from harness.environment import PEERS, Refused
from harness.targets import ALSO_SHOWN, TARGETS


def table(figures, also, missing):
    """A line for each target, then those that have none."""
    lines = ["| against | measured | lowest to highest | target | met | key |",
             "|---|--:|--:|--:|---|---|"]
    for target in TARGETS:
        measured = figures.get(target.key)
        if measured is None:
            cells = [f"not measured: {missing[target.key]}", "", target.text, "no"]
        else:
            met = "yes" if target.is_met(measured.figure) else "**no**"
            cells = [*_cells(measured, target.unit), target.text, met]
        lines.append(f"| {target.against} | {' | '.join(cells)} | `{target.key}` |")
    for against, _ in ALSO_SHOWN:
        measured = also.get(against)
        if measured is None:
            cells = [f"not measured: {missing[against]}", ""]
        else:
            cells = _cells(measured, "×")
        lines.append(f"| {against} | {' | '.join(cells)} | | | |")
    return "\n".join(lines)


def _cells(measured, unit):
    spread = ""
    if measured.lowest != measured.highest:
        spread = f"{measured.lowest:.2f} to {measured.highest:.2f}"
    return [f"{measured.figure:.2f} {unit}", spread]


def write_readme(text):
    """Puts the table in its place in benches/README.md."""
    readme = PEERS.parent / "README.md"
    start, end = "<!-- measured by compare.py --readme -->\n", "<!-- end -->\n"
    try:
        before, rest = readme.read_text().split(start)
        _, after = rest.split(end)
    except ValueError:
        raise Refused(f"{readme.name} has no place for the table")
    readme.write_text(f"{before}{start}{text}\n{end}{after}")

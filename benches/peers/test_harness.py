#!/usr/bin/env python3
"""Tests of the comparison itself: they need the standard library and nothing else.

    python3 benches/peers/test_harness.py
"""

import datetime
import re
import sys
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
PEERS = Path(__file__).resolve().parent
sys.path.insert(0, str(PEERS))

from harness.targets import ALSO_SHOWN, OUR_CASES, TARGETS, Bound, Ratio

KEYS = """clickhouse_exact_overall clickhouse_exact_channel clickhouse_exact_groups
clickhouse_exact_columns clickhouse_sampled_overall duckdb_exact_overall duckdb_exact_channel
duckdb_exact_columns duckdb_exact_groups polars_overall polars_channel polars_groups
hdrhistogram_record hdrhistogram_batch ddsketch_record ddsketch_batch histogram_record
over_read groups_mb summary_json_kb summary_postcard_kb""".split()


class Targets(unittest.TestCase):
    def test_every_promised_key_is_there_once(self):
        self.assertEqual(sorted(KEYS), sorted(target.key for target in TARGETS))

    def test_every_line_has_words_of_its_own(self):
        words = [target.against for target in TARGETS] + [against for against, _ in ALSO_SHOWN]
        self.assertEqual(len(words), len(set(words)))

    def test_ratios_are_made_of_our_cases_and_of_those_of_engines(self):
        ratios = [target.made_of for target in TARGETS if isinstance(target.made_of, Ratio)]
        for ratio in ratios + [ratio for _, ratio in ALSO_SHOWN]:
            self.assertIn(ratio.faster, OUR_CASES)
            engine = ratio.slower.split()[0]
            self.assertTrue(ratio.slower in OUR_CASES or
                            engine in ("clickhouse", "duckdb", "polars"), ratio.slower)

    def test_our_cases_are_those_that_the_program_knows(self):
        source = (PEERS / "src" / "case.rs").read_text()
        known = re.findall(r'^\s+"(\w+)" => ', source, re.MULTILINE)
        self.assertEqual(sorted(known), sorted(OUR_CASES))

    def test_a_target_is_met_on_its_own_side(self):
        for target in TARGETS:
            self.assertTrue(target.is_met(target.number))
            better = 1 if target.bound is Bound.AT_LEAST else -1
            self.assertTrue(target.is_met(target.number + better))
            self.assertFalse(target.is_met(target.number - better))


class OneList(unittest.TestCase):
    """The numbers stand in one list; the table of the README is that list."""

    def test_no_other_file_has_a_key_and_a_number(self):
        for path in [PEERS / "compare.py", *PEERS.glob("harness/*.py"), *PEERS.glob("src/**/*.rs")]:
            if path.name == "targets.py":
                continue
            for key in KEYS:
                beside = re.search(rf"{key}\W+\d", path.read_text())
                self.assertIsNone(beside, f"{path.name}: {key}")

    def test_the_table_of_the_readme_has_every_key_with_its_target(self):
        text = (PEERS.parent / "README.md").read_text()
        rows = [[cell.strip() for cell in line.strip("|\n").split("|")]
                for line in text.splitlines() if re.search(r"\| `\w+` \|$", line)]
        shown = {row[-1].strip("`"): (row[0], row[3]) for row in rows}
        expected = {target.key: (target.against, target.text) for target in TARGETS}
        self.assertEqual(shown, expected)
        self.assertEqual(len(rows), len(TARGETS))

    def test_the_readme_says_yes_and_no_as_the_numbers_do(self):
        text = (PEERS.parent / "README.md").read_text()
        for target in TARGETS:
            row = re.search(rf"^\|.*`{target.key}` \|$", text, re.MULTILINE)[0]
            measured, met = [row.split("|")[place].strip() for place in (2, 5)]
            if number := re.match(r"[\d.]+", measured):
                # What is printed is rounded; a figure at the edge may be either.
                figure = float(number[0])
                if abs(figure - target.number) > 0.005:
                    self.assertEqual(met == "yes", target.is_met(figure), row)
            else:
                self.assertNotEqual(met, "yes", row)


class RootReadme(unittest.TestCase):
    """What the project's README says by hand is what was measured."""

    # The form of a row, and what the lines of the measured table are called.
    FORMS = {"exact quantiles": "{}, exact", "its best form": "{}, lazy",
             "a quantile at a time": "{}, a quantile at a time"}
    COLUMNS = {"overall, from rows": "overall", "overall, from columns": "overall, ours from columns",
               "by channel": "by channel", "3,000 groups": "3,000 groups"}

    def setUp(self):
        benches = (PEERS.parent / "README.md").read_text()
        _, measured = benches.split("<!-- measured by compare.py --readme -->\n")
        self.measured, _ = measured.split("<!-- end -->")
        rows = re.findall(r"^\| (.+?) \| ([\d.]+) × \|", self.measured, re.MULTILINE)
        self.figures = {against: float(figure) for against, figure in rows}
        root = (PEERS.parent.parent / "README.md").read_text()
        _, section = root.split("\n## How fast\n")
        self.section, _ = section.split("\n## ", 1)
        lines = [line for line in self.section.splitlines() if line.startswith("|")]
        head, _, *rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
        self.columns, self.rows = head[1:], rows

    def is_rounded(self, shown, figure):
        """Whether a figure of two decimals may have been rounded to what is shown."""
        decimals = len(shown.partition(".")[2])
        return abs(float(shown) - figure) <= 0.5 * 10 ** -decimals + 0.005 + 1e-9

    def test_the_table_says_what_was_measured(self):
        self.assertTrue(self.rows)
        for row, *cells in self.rows:
            product, form = row.split(", ", 1)
            name = product.split()[0]
            for column, cell in zip(self.columns, cells, strict=True):
                against = f"{self.FORMS[form].format(name)}: {self.COLUMNS[column]}"
                with self.subTest(against):
                    if cell:
                        self.assertTrue(self.is_rounded(cell.removesuffix(" ×"), self.figures[against]),
                                        f"{cell}, measured {self.figures[against]}")
                    else:
                        self.assertNotIn(against, self.figures)

    def test_the_words_beside_it_have_measured_figures_only(self):
        words = " ".join(line for line in self.section.splitlines() if not line.startswith("|"))
        said = re.findall(r"([\d.]+) ×", words)
        self.assertTrue(said)
        for shown in said:
            fits = [self.is_rounded(shown, figure) for figure in self.figures.values()]
            self.assertTrue(any(fits), f"{shown} × was not measured")

    def test_the_versions_and_the_day_are_those_of_the_measurement(self):
        for row, *_ in self.rows:
            product = row.split(", ")[0]
            self.assertIn(f"{product}.", self.measured)
        year, month, day = re.search(r"(\d{4})-(\d\d)-(\d\d)\. ", self.measured).groups()
        month = datetime.date(int(year), int(month), 1).strftime("%B")
        self.assertIn(f"{int(day)} {month} {year}", " ".join(self.section.split()))


if __name__ == "__main__":
    unittest.main()

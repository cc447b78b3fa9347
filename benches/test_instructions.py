#!/usr/bin/env python3
"""Tests of the judgement on counted instructions: they need neither valgrind nor a compiler.

    python3 benches/test_instructions.py
"""

import contextlib
import io
import sys
import unittest

sys.dont_write_bytecode = True

import instructions

HERE = "rustc 1.2.3 for here"


def judged(counted, toolchain=HERE, baseline=None):
    """The code of a run, and what it printed."""
    baseline = baseline or {"toolchain": HERE, "instructions_per_item": {"one": 100, "other": 50}}
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        code = instructions.judge(counted, toolchain, baseline)
    return code, printed.getvalue()


class Judgement(unittest.TestCase):
    def test_two_per_cent_more_are_let_pass_and_no_more_than_that(self):
        self.assertEqual(judged({"one": 102, "other": 50})[0], 0)
        code, printed = judged({"one": 102.1, "other": 50})
        self.assertEqual(code, 1)
        self.assertIn("more instructions than the baseline: one", printed)

    def test_fewer_are_well_and_worth_keeping(self):
        code, printed = judged({"one": 90, "other": 50})
        self.assertEqual(code, 0)
        self.assertIn("fewer, keep it with --record: one", printed)

    def test_a_path_on_one_side_only_is_a_fault(self):
        self.assertEqual(judged({"one": 100})[0], 1)
        self.assertEqual(judged({"one": 100, "other": 50, "third": 1})[0], 1)

    def test_with_another_compiler_nothing_is_judged_and_the_code_says_so(self):
        code, printed = judged({"one": 900, "other": 50}, "rustc 1.3.0 for here")
        self.assertEqual(code, instructions.NOT_JUDGED)
        self.assertIn("nothing is compared: rustc 1.2.3 for here, this is rustc 1.3.0", printed)
        self.assertIn("900.0", printed)

    def test_a_missing_path_is_a_fault_with_any_compiler(self):
        code, printed = judged({"one": 100}, "rustc 1.3.0 for here")
        self.assertEqual(code, 1)
        self.assertIn("in the baseline, and not counted: other", printed)

    def test_codes_tell_a_judgement_from_none_and_from_a_failure(self):
        codes = {0, 1, 2, instructions.NOT_JUDGED, instructions.FAILED}
        self.assertEqual(len(codes), 5, "2 is that of Python itself")
        ci = (instructions.PROJECT / ".ci" / "run").read_text()
        self.assertIn(f"\n  {instructions.NOT_JUDGED}) not_judged=", ci)


if __name__ == "__main__":
    unittest.main()

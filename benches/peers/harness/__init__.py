"""The parts of compare.py, a subject each."""

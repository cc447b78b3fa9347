"""Our program: started once, asked a line at a time."""

import json
import subprocess

from harness.environment import Refused


class Ours:
    """The program of src/main.rs, which holds the data and runs a case on request."""

    def __init__(self, programs, tickets):
        self._process = subprocess.Popen(
            [programs / "support-kpi-peers", "--tickets", str(tickets)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        # It ends with its input; one that does not is ended.
        self._process.stdin.close()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()

    def ask(self, line):
        """The answer to a line."""
        try:
            print(line, file=self._process.stdin, flush=True)
            answer = self._process.stdout.readline()
        except BrokenPipeError:
            answer = ""
        if not answer:
            raise Refused(f"our program ended when asked: {line}")
        answer = json.loads(answer)
        if "error" in answer:
            raise Refused(answer["error"])
        return answer

    def seconds(self, case):
        """Runs a case once, and says how long it took."""
        return self.ask(f"run {case}")["seconds"]


def memory(programs, tickets):
    """What the groups weigh, by a program that counts its allocations."""
    done = subprocess.run(
        [programs / "memory", "--tickets", str(tickets)],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True,
    )
    if done.returncode != 0:
        raise Refused(f"the program memory ended with code {done.returncode}")
    return json.loads(done.stdout)

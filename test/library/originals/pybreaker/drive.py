"""Plays call traces to pybreaker, the original, and writes down what it decides. Made once, by hand:

    npx tsx test/library/originals/write-traces.ts in-turn > /tmp/traces.txt
    pip install pybreaker==1.4.1
    python3 test/library/originals/pybreaker/drive.py /tmp/traces.txt | gzip -9n > decisions.txt.gz

A lock is held while a call runs, so calls come one after the other. The settings that stand here are those that
the test imports. The decisions that are kept were made with the library's text that has success_threshold (its
CircuitBreaker, its storage in memory and its three states, by Python 3.11), as no package index was at hand.
"""
import sys
from datetime import datetime, timedelta

import pybreaker

now = datetime(2026, 1, 1)


class Clock(datetime):
    @classmethod
    def now(cls, tz=None):
        return now


pybreaker.datetime = Clock


def five():
    plain = pybreaker.CircuitBreaker(reset_timeout=0.0605)
    return plain


def three():
    payments = pybreaker.CircuitBreaker(fail_max=3, reset_timeout=0.0605, success_threshold=3)
    return payments


def first():
    severe = pybreaker.CircuitBreaker(fail_max=1, reset_timeout=0.2505, success_threshold=2)
    return severe


LETTERS = {"L": "abc", "B": "def", "E": "ghi"}
STATES = ["closed", "half-open", "open"]


def play(breaker, events):
    """A letter an event: of a start a to c (let through) or d to f (blocked), of an end g to i, by the state."""
    global now
    told = []

    def tell(fate):
        told.append(LETTERS[fate][STATES.index(breaker.current_state)])

    calls = [event.split(",") for event in events]
    for (at, call, _), (until, _, kind) in zip(calls[::2], calls[1::2]):
        now = datetime(2026, 1, 1) + timedelta(milliseconds=int(at))
        runs = []

        def act():
            global now
            tell("L")
            runs.append(call)
            now = datetime(2026, 1, 1) + timedelta(milliseconds=int(until))
            if kind == "bad":
                raise ValueError("failed")

        try:
            breaker.call(act)
        except (pybreaker.CircuitBreakerError, ValueError):
            pass
        tell("E" if runs else "B")
    return "".join(told)


if __name__ == "__main__":
    with open(sys.argv[1]) as traces:
        for line in traces:
            seed, *events = line.split()
            for name, make in (("plain", five), ("payments", three), ("severe", first)):
                print(name, seed, play(make(), events))

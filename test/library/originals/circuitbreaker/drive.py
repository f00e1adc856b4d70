"""Plays call traces to Python's circuitbreaker, the original, and writes down what it decides. Made once, by hand:

    npx tsx test/library/originals/write-traces.ts > /tmp/traces.txt
    apt-get install python3-circuitbreaker    # 1.4.0, Debian 12
    /usr/bin/python3 test/library/originals/circuitbreaker/drive.py /tmp/traces.txt | gzip -9n > decisions.txt.gz

The settings that stand here are those that the test imports.
"""
import sys

import circuitbreaker
from circuitbreaker import CircuitBreaker

now = 0.0
circuitbreaker.monotonic = lambda: now


def three():
    guard = CircuitBreaker(failure_threshold=3, recovery_timeout=0.0605)
    return guard


def seven():
    patient = CircuitBreaker(failure_threshold=7, recovery_timeout=0.2505)
    return patient


def first():
    severe = CircuitBreaker(failure_threshold=1, recovery_timeout=0.0305)
    return severe


LETTERS = {"L": "abc", "B": "def", "E": "ghi"}
STATES = ["closed", "half_open", "open"]


def play(guard, events):
    """A letter an event: of a start a to c (let through) or d to f (blocked), of an end g to i, by the state."""
    global now
    now = 0.0
    guard._opened = 0.0
    running = set()
    told = []
    for event in events:
        at, call, kind = event.split(",")
        now = int(at) / 1000
        if kind == "start":
            fate = "B" if guard.opened else "L"
            if fate == "L":
                guard.__enter__()
                running.add(call)
        elif call in running:
            fate = "E"
            error = None if kind == "good" else ValueError("failed")
            guard.__exit__(error and ValueError, error, None)
        else:
            continue
        told.append(LETTERS[fate][STATES.index(guard.state)])
    return "".join(told)


if __name__ == "__main__":
    with open(sys.argv[1]) as traces:
        for line in traces:
            seed, *events = line.split()
            for name, make in (("guard", three), ("patient", seven), ("severe", first)):
                print(name, seed, play(make(), events))

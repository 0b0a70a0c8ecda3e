"""
Faults on purpose: kills, full disks, flipped bits, wrong clocks, copies made while others write.

One fault per file. Each has a short form in the tests and a long form that prints its figures:

    python -m tests.faults crash     200 processes killed while they load files
    python -m tests.faults faults    everything else; the small disk needs the right to mount one
"""

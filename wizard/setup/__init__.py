"""What the admin wants: pure data and rules, no network, no Qt.

model.py      Setup and its sections
versions.py   what each Pomerium version calls its provider, sends and takes
fault.py      a fault or warning about one field
rules/        every rule once, one file a section
walk.py       the steps, their order, and what is visited, stale or closed
file.py       the setup file, read and written
"""

"""What the admin wants: pure data and rules, no network, no Qt.

model.py      Setup and its sections
versions.py   what each Pomerium version calls its provider, sends and takes
fault.py      a fault or warning about one field
rules/        every rule once, one file a section
steps.py      the steps as data: titles, places in the console, fields, needs
copying.py    a setup for another environment, and how it differs
walk.py       navigation: what is visited, stale or closed, and why
file.py       the setup file, read and updated
schema.py     what each key of the file takes, and what is wrong with what stands there
layout.py     the text of a new file
"""

"""Pomerium · Cognito setup: one program, a window and a command over one core.

__main__.py   python -m wizard
app.py        composition root: builds the AWS session, the secret store and the folders for a setup
setup/        what the admin wants: the model, its rules, the walk, the setup file
cognito/      how Amazon gets there: snapshot, plan, execution, journal
pomerium/     what Pomerium reads: settings and output formats
checks/       does it work: one file a check
jobs/         one file a job, called by both faces alike
cli/          one file a command
gui/          the window: frame, pages, widgets
practice/     a strict stand-in for Cognito on loopback
errors/       error -> cause and mend, one file a source
events.py     what a running job tells
vault.py      secrets and where they are kept
storage.py    atomic, private files; folders; locks
about.py      which build this is, and where newer ones are told of
single.py     one window for one state folder: a later start hands its file over
resources.py  where icons and help texts lie: a checkout, a wheel, a frozen bundle
yamltext.py   splices values into YAML text
yamledit.py   the edits that a splice makes
yamlquote.py  values written as YAML
yamltree.py   reads YAML as nodes with lines and places
"""

__version__ = "0.1.0"

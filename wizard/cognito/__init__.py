"""How Amazon gets there: read what exists, plan, carry out, remember.

session.py      credentials and region -> clients of Amazon's API
calls.py        one call at a time: retries, pauses, journalled writes
snapshot.py     what exists, as pure data; issuer and login URL come from here
reading.py      reads a Snapshot
adopted.py      what exists under the setup's keys
plan.py         the plan as data
planner.py      Setup and Snapshot -> Plan; pure
wholeupdate.py  read, change what was asked, send the whole, read again, compare
actions/        one file an action
together.py     reads that do not wait for each other, side by side
need.py         what a piece of work needs of IAM, as data
permissions.py  the least IAM policy, gathered from actions and reads
made.py         what apply made and changed, out of the journal
history.py      what apply set and made, and when, out of the journal
inside.py       what is in a pool, whoever put it there
undoing.py      what an undo would remove, and what stands in its way
removing.py     how each removal is done
accounts.py     people's accounts as they stand, and first passwords
rotation.py     where a rotation of the client secret stands
handover/       what stands at Amazon as code that adopts it
executor.py     Plan -> events; independent actions side by side
journal.py      what was done, written before and after each call
"""

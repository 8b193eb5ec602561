"""The window: Qt only asks, shows and calls the jobs.

start.py        application, frame, session; the end
knocking.py     later starts: to the front, and their file opened
window.py       SetupWizard: shows the step that the walk is at
stage.py        the one page of the QWizard, with the stack of ours
footer.py       the window's buttons
leaving.py      the guard of every exit; opens and saves setup files
session.py      the window's state: setup, walk, what was found, memory
drafts.py       answers kept between starts
work.py         threads, and nobody else
page.py         the base of every page
binding.py      fields bound to the setup
mends.py        what stands below a faulty field, and what its button says
preview.py      config.yaml beside the form
taborder.py     the order of Tab
topbar.py       steps and preview as buttons, where the window is narrow
dialog.py       questions, and a drawer to read in
facedialog.py   the frame of a dialog with several faces
cluster.py      what a Kubernetes cluster would change, and giving it
copying.py      a setup for another environment
about.py        which build this is, and whether a newer one is published
explaining.py   what an error text means
inspection.py   what is wrong in somebody's own configuration
jobdialog.py    such a dialog that does something at Amazon
rotation.py     another client secret, while sign-in goes on
rotation_parts.py   what that dialog shows
signin.py       a real sign-in in the browser, and what Pomerium will know of the person
signin_runs.py    its jobs, as that dialog runs them
signin_steps.py   its steps and their states
signin_parts.py   what else that dialog shows
undo.py         removes what was made, after a look and a press
undo_parts.py   what that dialog shows
help.py         help texts, one a page
crash.py        errors of the program itself
regions.py      regions by name, and the field for one
adopted.py      what an existing pool or client is set to, in the setup's words
theme.py        colours, fonts and measures, light and dark
icons.py        the SVG drawings, tinted in a role's colour
garbage.py      garbage is looked for on the window's thread alone
interpreter.py  what the window needs of the Python that runs it
widgets/        shared widgets, one file each; they know nothing of Cognito
pages/          one file a page
"""

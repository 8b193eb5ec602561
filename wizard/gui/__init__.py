"""The window: Qt only asks, shows and calls the jobs.

theme.py     colours, fonts and measures, light and dark
icons.py     the SVG drawings, tinted in a role's colour
interpreter.py  what the window needs of the Python that runs it
adopted.py   what an existing pool or client is set to, in the setup's words
widgets/     shared widgets, one file each; they know nothing of Cognito
"""

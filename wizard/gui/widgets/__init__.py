"""Shared widgets: Qt only. They paint themselves, take colours from the theme at each paint and measures from the font.

action.py      Action: a button described as a value
banner.py      Banner: what a page has to tell beside its fields
button.py      Button, IconButton
checkrow.py    CheckRow: one check, what it proves, its cause and mend
chip.py        Chip: one to three words of state
codeview.py    CodeView, CodePanel: read-only lines of code on grounds
combo.py       Combo
copying.py     CopyButton
counts.py      CountLine: what a plan will create, change and remove
diff.py        DiffView: what changes in a file
editrows.py    EditRows: a small table to edit
field.py       TextField, SearchField
fields.py      FieldsTable: names and values in two columns
findingrow.py  FindingRow: a fault or an explanation, with its mend and source
flow.py        FlowLayout: beside each other, in as many lines as needed
fold.py        Fold: a line that opens more fields
formrow.py     FormRow: label, field, and hint or fault
header.py      PageHeader, PlaceLine
label.py       Label, Paragraph, Heading, FieldLabel, CodeLabel
lines.py       LinesField: one value a line
listrow.py     BoxedList, ListRow
mnemonics.py   underlines only while Alt is held
motion.py      durations under reduced motion, Unfold
number.py      NumberField
paint.py       boxes, rings, texts
picker.py      Picker: a searched list with its states
planrow.py     ExpandingRow: one thing of a plan
preview.py     ConfigPreview, PreviewStrip
progress.py    ProgressBar: finished of all
quiet.py       QuietBox, DerivedValue, SecretValue
rail.py        Rail: the steps of the walk
railmodel.py   RailItem, the model behind the rail
raildelegate.py  how an item of the rail is painted
rowtarget.py   RadioTarget, TickTarget, PressTarget: buttons as large as their rows
scroll.py      ScrollBar, ScrollArea
section.py     SectionHead: a section's title and its link
segmented.py   Segmented: two or three exclusive ways
speak.py       announcements to screen readers
spinner.py     Spinner: the turning ring
statepage.py   StatePage: loading, empty, error
switch.py      Switch
tick.py        Tick, Choice
timeline.py    Timeline, TimelineRow: actions of a run
"""

"""`updates`: whether a newer version is published."""

from __future__ import annotations

from wizard.cli.ending import Answer
from wizard.cli.options import Call, answering


@answering("updates", example="updates", short_help="Tell whether a newer version is published.")
def command(call: Call) -> Answer:
    """Tell whether a newer version is published, and where. Nothing is installed.

    It asks the address that the program was published with, or the one in POMERIUM_COGNITO_UPDATES; nothing else
    of the program ever does.
    """
    from wizard import app
    from wizard.about import build
    from wizard.events import Cancel
    from wizard.jobs.updates import CheckForUpdates

    this = build()
    found = CheckForUpdates(this, app.web()).run(lambda _: None, Cancel())
    if found.newer:
        call.printer.say(f"{found.version} is published; this is {this.version}.")
        if found.page:
            call.printer.say(found.page)
    else:
        call.printer.say(f"{this.version} is the newest version.")
    return Answer(values={"version": this.version, "newest": found.version, "newer": found.newer, "page": found.page})

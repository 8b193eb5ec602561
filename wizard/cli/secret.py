"""`secret list|get|forget FILE`: what the store holds for a setup."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wizard.cli.ending import Answer
from wizard.cli.options import Call, answering
from wizard.cli.reach import Reach, reach
from wizard.cli.setup_file import file_argument, read_setup
from wizard.errors import Explanation, InputRefused

if TYPE_CHECKING:
    from wizard.events import Cancel, Sink
    from wizard.jobs.adapters import Adapters
    from wizard.setup.model import Setup
    from wizard.vault import SecretKey


@answering(
    "secret", example="secret get corp.yaml --reveal", short_help="List, get or forget the stored client secret."
)
@click.argument("deed", type=click.Choice(["list", "get", "forget"]), metavar="list|get|forget")
@file_argument
@click.option("--reveal", is_flag=True, help="With get: print the secret itself instead of dots.")
def command(call: Call, deed: str, file: Path, reveal: bool) -> Answer:
    """List, get or forget what the keyring holds for the setup FILE.

    Once forgotten, Cognito shows the secret again only as long as it was never rotated.
    """
    setup = read_setup(call, file)
    with reach(call, setup) as there:
        if not there.adapters.store.keeps:
            raise InputRefused(
                Explanation(
                    "With --secrets none nothing is stored.",
                    "The client secret is read from Cognito whenever it is needed.",
                    "Leave --secrets none out to ask the keyring.",
                )
            )
        key = there.run(_FindKey(there.adapters, setup))
        if deed == "list":
            return _list(there, key)
        return _get(there, key, reveal) if deed == "get" else _forget(there, key)


@dataclass(frozen=True, slots=True)
class _FindKey:
    """Asks Amazon which account, pool and app client the secret is named by; None while there is no app client."""

    adapters: Adapters
    setup: Setup

    def run(self, sink: Sink, cancel: Cancel) -> SecretKey | None:
        from wizard.jobs.plan import look
        from wizard.jobs.secret import key_of

        snapshot = look(self.adapters, self.setup, sink, cancel)
        return key_of(snapshot) if snapshot.client_id else None


def _list(there: Reach, key: SecretKey | None) -> Answer:
    from wizard.jobs.secret import stored

    store = there.adapters.store
    there_is = key is not None and stored(there.adapters, key) is not None
    if key is None:
        there.call.printer.say(f"There is no app client for this setup yet, and no secret. The store: {store.name}.")
        return Answer(values={"secrets": [], "store": store.name})
    where = f"in {store.name}" if there_is else f"not in {store.name}"
    there.call.printer.say(f"{key.what}  {where}  {key}")
    return Answer(values={"secrets": [{"what": key.what, "key": str(key), "stored": there_is}], "store": store.name})


def _get(there: Reach, key: SecretKey | None, reveal: bool) -> Answer:
    from wizard.jobs.secret import stored

    secret = stored(there.adapters, key) if key else None
    if secret is None:
        raise InputRefused(_none(there))
    if not reveal:
        there.call.printer.note("The client secret is shown as dots. --reveal shows it.")
    return Answer(text=f"{secret.reveal() if reveal else secret}\n", values={"masked": not reveal})


def _forget(there: Reach, key: SecretKey | None) -> Answer:
    from wizard.jobs.secret import forget

    if key is None or not forget(there.adapters, key):
        raise InputRefused(_none(there))
    there.call.printer.say(f"{there.adapters.store.name} has forgotten the client secret.")
    return Answer(values={"forgotten": str(key)})


def _none(there: Reach) -> Explanation:
    return Explanation(
        f"No client secret of this setup is stored. The store: {there.adapters.store.name}.",
        "It is put there by apply.",
        "Run apply, or list with `pomerium-cognito secret list FILE`.",
    )

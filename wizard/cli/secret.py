"""`secret list|get|forget FILE`: what the store holds for a setup."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
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
    """List what the keyring holds for the setup FILE; get or forget its client secret.

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
    store = there.adapters.store
    if key is None:
        there.call.printer.say(f"There is no app client for this setup yet, and no secret. The store: {store.name}.")
        return Answer(values={"secrets": [], "store": store.name})
    rows = list(_rows(there, key))
    for row in rows:
        where = f"in {store.name}" if row["stored"] else f"not in {store.name}"
        there.call.printer.say(f"{row['what']}  {where}  {row['key']}")
    return Answer(values={"secrets": rows, "store": store.name})


def _rows(there: Reach, key: SecretKey) -> Iterator[dict[str, object]]:
    """The client secret, stored or not, and what else is stored: Pomerium's own, those of an unfinished rotation."""
    from wizard.jobs.secret import KEPT, stored

    for what in KEPT:
        each = replace(key, what=what)
        there_is = stored(there.adapters, each) is not None
        if there_is or what == key.what:
            yield {"what": what, "key": str(each), "stored": there_is}


def _get(there: Reach, key: SecretKey | None, reveal: bool) -> Answer:
    from wizard.jobs.secret import stored

    secret = stored(there.adapters, key) if key else None
    if secret is None:
        raise InputRefused(_none(there))
    if not reveal:
        there.call.printer.note("The client secret is shown as dots. --reveal shows it.")
    return Answer(text=f"{secret.reveal() if reveal else secret}\n", values={"masked": not reveal})


def _forget(there: Reach, key: SecretKey | None) -> Answer:
    from wizard.jobs.secret import forget, is_rotating

    if key is not None and is_rotating(there.adapters, key):
        raise InputRefused(
            Explanation(
                "A rotation of this client secret is not finished.",
                "The stored values are what it goes on from; Cognito may not show them again.",
                "Finish it with `pomerium-cognito rotate FILE`, then forget.",
            )
        )
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

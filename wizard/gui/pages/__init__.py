"""One file a page, in the walk's order; each is built when it is first shown.

welcome.py          new, open, recent, practice
account.py          credentials, who am I, region
pool.py             an existing user pool or a new one
pool_settings.py    sign-in, passwords, second factor, people and groups
client.py           an existing app client or a new one
client_settings.py  authenticate URL, what is derived from it, providers, scopes
domain.py           Amazon's prefix or a domain of one's own
pomerium.py         version, route, outputs
review.py           the plan
apply.py            the run
verify.py           the checks
save.py             the files

recent_list.py      setups that were kept, with what else can be done with one
permissions_row.py  whether the credentials may do what the setup needs
about_pool.py       what the pages about a pool share
pool_choice.py      the account's pools, or a pool's ID
pool_words.py       a pool's settings as sentences
pool_password.py    the password policy
pool_people.py      first people, groups, tags
pool_senders.py     own mail sender, text messages
domain_prefix.py    the prefix, and what Amazon says of it
domain_own.py       one's own domain and its certificate
version_field.py    a version, chosen or typed
outputs_field.py    the files for Pomerium
route_fields.py     who may pass a first route
plan_rows.py        a plan in a person's words
found_words.py      what an existing pool or app client is set to
review_drift.py     what Amazon has otherwise: put back, or kept
review_parts.py     what stands in a plan's way, where the secret goes
apply_run.py        the run behind the page, first or again
apply_rows.py       a row for each action
apply_ends.py       free names, trouble, what goes into DNS
verify_rows.py      a row for each check, and its mend
save_look.py        what would be written, against what is there
save_files.py       the files before they are written
save_after.py       the files once they stand
save_left.py        what is left to do
values_table.py     the values themselves, with their places
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from wizard.setup.walk import IDS

if TYPE_CHECKING:
    from wizard.gui.page import Page

_CLASSES = {
    "welcome": "WelcomePage",
    "account": "AccountPage",
    "pool": "PoolPage",
    "pool_settings": "PoolSettingsPage",
    "client": "ClientPage",
    "client_settings": "ClientSettingsPage",
    "domain": "DomainPage",
    "pomerium": "PomeriumPage",
    "review": "ReviewPage",
    "apply": "ApplyPage",
    "verify": "VerifyPage",
    "save": "SavePage",
}


def page_class(id: str) -> type[Page]:
    """The class of a step's page, imported only now: a start loads the first page alone."""
    module = importlib.import_module(f"wizard.gui.pages.{id}")
    found: type[Page] = getattr(module, _CLASSES[id])
    return found


def page_classes() -> tuple[type[Page], ...]:
    """All of them, in the walk's order."""
    return tuple(page_class(id) for id in IDS)

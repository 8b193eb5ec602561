"""Error -> cause and mend: what happened, what it means here, what to do next.

WizardError                 carries an Explanation and the command's exit status
├── InputRefused      2     the setup, a file or an argument is wrong; nothing was sent that writes
├── AmazonRefused     3     AWS refused or could not be reached; what is done is kept
├── ClusterRefused    3     kubectl or the Kubernetes cluster refused, or could not be reached
├── FaultFound        4     verification found a fault
├── KeyringUnusable   6     the secret store cannot be used
├── FileRefused       1     a file could not be written; its text is kept elsewhere and named
└── Stopped         130     somebody asked to stop; what is done is kept

    entry.py            a line of a table, and how one is found
    cognito.py          codes and texts of Cognito user pools, the eleven below included
    cognito_pool.py     of pools and their settings
    cognito_client.py   of app clients
    cognito_domain.py   of login domains and their pages
    cognito_people.py   of people, groups and passwords
    cognito_signin.py   of signing in
    cognito_federation.py  of identity providers behind a pool
    cognito_triggers.py    of the functions that a pool calls
    cognito_settings.py    of a pool's rarer settings
    cognito_tokens.py   of what checks tokens, and of what stands before the pool
    cognito_balancer.py    of load balancers and edges that sign people in by a pool
    cognito_tools.py    of the tools that set pools up
    acm.py              certificates, the one below included
    acm_requests.py     why a request or an import is refused
    dns.py              Route 53: a certificate's proof, the login domain's record
    sts.py              keys, signatures, accounts, the two below included
    federation.py       roles that are taken on, by MFA codes, web tokens and SAML
    iam.py              permissions and their denials
    credentials.py      where an SDK looks for credentials, the three below included
    sso.py              single sign-on and aws login
    sdk_config.py       profiles, regions, settings
    aws_cli.py          how the AWS CLI and the CDK were called, what they lack
    network.py          answers that don't come or aren't AWS's, the two below included
    connect.py          no connection: names, refusals, routes, proxies
    tls.py              no secure connection: issuers, dates, names
    oauth.py            the login domain's answers
    pomerium.py         lines of Pomerium's log while people sign in
    pomerium_start.py   what Pomerium and its ingress controller don't start with
    pomerium_tokens.py  sign-ins that do not finish: tokens, sessions, signed addresses
    pomerium_answers.py    what it answers instead of the application: its pages, Envoy's details
    pomerium_network.py whom it doesn't reach or trust, and its crashes
    pomerium_parts.py   its parts among themselves: databroker, storage, Envoy, autocert
    pomerium_config.py  its options, keys, certificates and its file
    pomerium_routes.py  its routes and their policies
    pomerium_kubernetes.py its ingress controller and the Pomerium resource
    files.py            the operating system's answers
    keyring.py          the desktop's secret stores
    kubectl.py          kubectl's own words, looked up for its output alone
    deeds.py            an API operation in a person's words
    masking.py          raw text without secrets
    pasted.py           a text as somebody pastes it -> its readings, codes, operation, and what it is about
    plain.py            the plain words in a pattern
    sieve.py            a text -> the entries that are worth a search in it
    cut.py              a text whose end is missing -> the error that it begins
    explain.py          an exception of any of these, or a text -> Explanation
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Explanation:
    """An error in a person's words; `details` is the raw text, without secrets, for the Details fold.

    `id` names the cause in the tables ('redirect-mismatch'); '' for what no table holds.
    """

    happened: str
    means: str = ""
    mend: str = ""
    details: str = ""
    source: str = ""
    known: bool = True
    id: str = ""

    @property
    def text(self) -> str:
        """The sentences in one paragraph, details left out."""
        return " ".join(part for part in (self.happened, self.means, self.mend) if part)


class WizardError(Exception):
    """An end that an admin can act on; `status` is the exit status of the command."""

    status = 1

    def __init__(self, why: Explanation) -> None:
        super().__init__(why.text)
        self.why = why


class InputRefused(WizardError):
    """What was asked can't be done as asked; nothing was sent that writes."""

    status = 2


class AmazonRefused(WizardError):
    """AWS refused or could not be reached; `names` offers free names where a name was taken."""

    status = 3

    def __init__(self, why: Explanation, names: tuple[str, ...] = ()) -> None:
        super().__init__(why)
        self.names = names


class FaultFound(WizardError):
    """A check of the finished set-up failed."""

    status = 4


class KeyringUnusable(WizardError):
    """The chosen secret store refused; nothing was created after that."""

    status = 6


class ClusterRefused(WizardError):
    """kubectl or the cluster refused; what the cluster had taken before that stands."""

    status = 3


class FileRefused(WizardError):
    """A file could not be written; the explanation names where its text is kept."""

    status = 1


class Stopped(WizardError):
    """Somebody asked to stop; what is done is kept and the same command goes on from there."""

    status = 130

    def __init__(self) -> None:
        super().__init__(
            Explanation(
                "Stopped.",
                "What is done is kept.",
                "The same command, or Go on, continues from here.",
            )
        )

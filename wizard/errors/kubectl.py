"""What kubectl says when it can't do its work, or when the cluster refuses.

Looked up for kubectl's own output alone: other programs say some of these words, too.
"""

from __future__ import annotations

from wizard.errors import Explanation
from wizard.errors.entry import Entry, Raw, entry, find_text

_KUBECTL = "kubernetes/kubectl"
_CLIENT_GO = "kubernetes/client-go"
_API = "kubernetes/apimachinery pkg/api/errors"
_CRD = "pomerium/ingress-controller config/crd/bases/ingress.pomerium.io_pomerium.yaml"

ENTRIES: tuple[Entry, ...] = (
    entry(
        "kubectl-context",
        r'context "(?P<name>[^"]+)" does not exist|no context exists with the name: "(?P<other>[^"]+)"',
        "kubectl knows no context of that name.",
        "Nothing was sent.",
        "`kubectl config get-contexts` lists them.",
        source=f"{_CLIENT_GO} tools/clientcmd",
    ),
    entry(
        "kubectl-config",
        r"error loading config file|couldn't get version/kind|invalid configuration|unable to read (?:client-|cert)",
        "kubectl can't read its own configuration.",
        "Nothing was sent.",
        "Mend the file that KUBECONFIG names, or ~/.kube/config.",
        source=f"{_CLIENT_GO} tools/clientcmd",
    ),
    entry(
        "kubectl-diff",
        r'exec: "diff": executable file not found|failed to run "diff"',
        "kubectl found no program diff on this computer.",
        "It compares with that. Nothing in the cluster was changed.",
        "Install diffutils, or give the files yourself with kubectl apply -f.",
        source=f"{_KUBECTL} pkg/cmd/diff",
    ),
    entry(
        "kubectl-login",
        r"getting credentials: exec|exec plugin|executable \S+ not found|exec: \"(?!diff\")[^\"]+\"",
        "kubectl could not get its credentials for this cluster.",
        "The program that its configuration names for that failed, or is missing. Nothing was sent.",
        "Run `kubectl get namespaces` in a terminal, and sign in there.",
        source=f"{_CLIENT_GO} plugin/pkg/client/auth/exec",
    ),
    entry(
        "kubectl-certificate",
        r"x509: |certificate (?:signed by unknown authority|has expired|is valid for)|tls: ",
        "The cluster's certificate is not one that kubectl trusts.",
        "The API server is another one, its certificate has run out, or something stands between. Nothing was sent.",
        "Compare certificate-authority-data of this cluster in kubectl's configuration.",
        source="Go crypto/x509",
    ),
    entry(
        "kubectl-unreachable",
        r"connection refused|no such host|i/o timeout|no route to host|network is unreachable|Client\.Timeout|"
        r"context deadline exceeded|connection to the server \S+ was refused|TLS handshake timeout|\bEOF\b",
        "kubectl can't reach the cluster's API server.",
        "It is down, its address in kubectl's configuration is old, or a VPN is not up.",
        "See whether `kubectl get namespaces` answers, then try again.",
        source=f"{_CLIENT_GO} rest",
    ),
    entry(
        "kubectl-unauthorized",
        r"\bUnauthorized\b|must be logged in to the server|provide credentials|Enter Username",
        "The cluster does not know who asks.",
        "kubectl's credentials for it are missing or have run out. Nothing was changed.",
        "Sign in to the cluster again, then try again.",
        source=_API,
    ),
    entry(
        "kubectl-forbidden",
        r"forbidden: User \"(?P<user>[^\"]*)\" cannot (?P<verb>\w+) resource \"(?P<resource>[^\"]+)\"",
        "{user} may not {verb} {resource} in this cluster.",
        "The cluster's own roles (RBAC) forbid it.",
        "Have somebody with that right give the file, or have a role with it bound to you.",
        source=_API,
    ),
    entry(
        "kubectl-webhook",
        r"admission webhook \"(?P<name>[^\"]+)\" denied the request|failed calling webhook \"(?P<other>[^\"]+)\"",
        "A rule of the cluster's own (an admission webhook) refused the object.",
        "It is not Pomerium's.",
        "Read its reason in the details, or ask whoever runs the cluster.",
        source=_API,
    ),
    entry(
        "kubectl-namespace",
        r'namespaces "(?P<name>[^"]+)" not found',
        "There is no namespace {name} in this cluster.",
        "Pomerium is not installed there, or in another namespace. The object was not made.",
        "Make it with `kubectl create namespace {name}`, or put the right one into pomerium.namespace and save again.",
        source=_API,
    ),
    entry(
        "kubectl-other-namespace",
        r"namespace from the provided object \"(?P<own>[^\"]+)\" does not match the namespace \"(?P<asked>[^\"]+)\"",
        "The manifests are for the namespace {own}, and {asked} was asked for.",
        "Nothing was sent.",
        "Put {asked} into pomerium.namespace and save again, or leave the namespace out.",
        source=f"{_KUBECTL} cli-runtime pkg/resource",
    ),
    entry(
        "kubectl-kind",
        r"no matches for kind \"(?P<kind>[^\"]+)\"|resource mapping not found|server doesn't have a resource type",
        "This cluster does not know the kind of an object.",
        "For the kind Pomerium: its ingress controller is not installed there.",
        "Install it first, or check the context.",
        source=f"{_KUBECTL} cli-runtime pkg/resource",
    ),
    entry(
        "kubectl-provider",
        r"identityProvider\.provider: Unsupported value: \"(?P<value>[^\"]+)\"",
        "The ingress controller in this cluster knows no provider {value}.",
        "It is older than pomerium.version says: cognito came with 0.33. The object was not changed.",
        "Put the controller's version into pomerium.version and save again, or update the controller.",
        source=_CRD,
    ),
    entry(
        "kubectl-field",
        r"unknown field \"(?P<field>[^\"]+)\"",
        "The cluster knows no field {field} of that object.",
        "Its version is another one than the manifests are for. Nothing was changed.",
        "Compare pomerium.version with the controller that runs there.",
        source=_API,
    ),
    entry(
        "kubectl-refused",
        r"is invalid: (?P<why>[^\n]+)|error validating|ValidationError",
        "The cluster refuses an object of this file.",
        "It holds a value that its schema does not allow. The object was not changed.",
        "Read the details; compare pomerium.version with what runs there.",
        source=_API,
    ),
    entry(
        "kubectl-conflict",
        r"the object has been modified|Operation cannot be fulfilled",
        "Somebody changed the same object at this moment.",
        "Theirs stands.",
        "Look at the differences again.",
        source=_API,
    ),
)


def explained(status: int, text: str) -> Explanation:
    """Why kubectl ended with this status; `text` is what it told, without secrets."""
    found = find_text(ENTRIES, Raw("", text, details=text))
    if found is not None:
        return found
    return Explanation(
        f"kubectl ended with status {status}.",
        "It says why in the details.",
        "Run the same in a terminal: kubectl diff -f FILE.",
        text,
        known=False,
    )

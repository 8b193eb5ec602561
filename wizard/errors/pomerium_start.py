"""What Pomerium and its ingress controller refuse to start with, or complain of in a configuration."""

from __future__ import annotations

from wizard.errors.entry import Entry, entry

_OPTIONS = "pomerium/pomerium config/options.go"
_KEYS = "pomerium/pomerium pkg/cryptutil/encrypt.go"
_INGRESS = "pomerium/ingress-controller pomerium/ctrl"
_MAKE_KEY = "Make one of 32 random bytes, as `head -c32 /dev/urandom | base64` does."

ENTRIES: tuple[Entry, ...] = (
    entry(
        "directory-provider",
        r"unknown directory provider (?P<name>\w+)",
        "An old Pomerium looks for groups in a directory, and knows none for {name}.",
        "Cognito's groups come in the ID token, not from a directory.",
        "Leave out idp_service_account, and allow by the claim cognito:groups.",
        source="https://github.com/pomerium/pomerium/issues/3467",
    ),
    entry(
        "provider-crd",
        r"provider: Unsupported value: \"cognito\"",
        "This ingress controller doesn't know the provider cognito.",
        "It came with version 0.33 of the ingress controller.",
        "Update the controller with its resource definition, or write provider: oidc with scopes of its own.",
        source="https://github.com/pomerium/ingress-controller/pull/1414",
    ),
    entry(
        "crd-missing",
        r"no matches for kind \"?Pomerium\"? in version \"?ingress\.pomerium\.io",
        "The cluster doesn't know the kind Pomerium.",
        "The ingress controller is not installed in it.",
        "Install it first: kubectl apply -k github.com/pomerium/ingress-controller/config/default?ref=VERSION.",
        source="Pomerium documentation, deploy/k8s/install",
    ),
    entry(
        "certificate-secret",
        r"certs: get (?P<name>[\w./-]+): Secret .{1,120} not found",
        "The certificate's Secret {name} is not there.",
        "Pomerium goes on without it.",
        "Make a Secret of type kubernetes.io/tls under that name, or take it off spec.certificates.",
        source="https://github.com/pomerium/ingress-controller/issues/682",
    ),
    entry(
        "secret-name",
        r"invalid format, expect name or namespace/name|missing namespace for resource",
        "The name of a Secret in the Pomerium resource is not complete.",
        "The controller wants NAMESPACE/NAME.",
        "Write it so, as in pomerium/idp-cognito.",
        source="pomerium/ingress-controller util/namespaced_name.go",
    ),
    entry(
        "shared-secret-missing",
        r"config: invalid shared secret: empty shared secret",
        "Pomerium has no shared_secret.",
        "Services that run apart need the same one.",
        _MAKE_KEY,
        source=f"{_OPTIONS}:1217",
    ),
    entry(
        "shared-secret-blank",
        r"shared secret contains whitespace",
        "The shared_secret holds a blank or a line end.",
        "From a file it is read with its last line end.",
        "Write it without one: printf %s KEY > FILE.",
        source=f"{_OPTIONS}:1219-1235",
    ),
    entry(
        "shared-secret-base64",
        r"invalid shared secret: illegal base64 data",
        "The shared_secret is no base64.",
        "Pomerium does not start with it.",
        _MAKE_KEY,
        source=f"{_OPTIONS}:1217-1237",
    ),
    entry(
        "key-length",
        r"'?(?P<name>SHARED_SECRET|COOKIE_SECRET)'? invalid:? (?:cryptutil: )?got (?P<number>\d+) bytes but want 32",
        "The {name} is base64 of {number} bytes, and has to be of 32.",
        "Pomerium does not start with it.",
        _MAKE_KEY,
        source="https://github.com/pomerium/pomerium/issues/1044; " + _KEYS,
    ),
    entry(
        "bootstrap-length",
        r"secret \S+, key (?P<name>shared_secret|cookie_secret) should be 32 bytes, got (?P<number>\d+)",
        "The key {name} of the bootstrap Secret has {number} bytes, and has to have 32.",
        "The ingress controller takes the bytes themselves, not base64 text: 44 is base64 put under stringData.",
        "Put the base64 under data, or 32 characters under stringData.",
        source=f"{_INGRESS}/bootstrap.go:188-216",
    ),
    entry(
        "bootstrap-key",
        r"secret \S+ is missing a key (?P<name>shared_secret|cookie_secret|signing_key)",
        "The bootstrap Secret lacks the key {name}.",
        "The ingress controller does not start without it.",
        "Add it: 32 random bytes, as base64 under data.",
        source=f"{_INGRESS}/bootstrap.go:188-216",
    ),
    entry(
        "idp-secret-key",
        r"idp secret: (?P<name>client_id|client_secret) key is required",
        "The identity provider's Secret lacks the key {name}.",
        "The ingress controller looks for client_id and client_secret.",
        "Add it to the Secret that identityProvider.secret names.",
        source="pomerium/ingress-controller pomerium/config.go:321-344",
    ),
    entry(
        "authenticate-url",
        r"bad authenticate-url (?P<url>\S+)\s*:",
        "Pomerium refuses its authenticate URL {url}.",
        "It needs a scheme and a host.",
        "Write https://authenticate.YOUR-DOMAIN.",
        source=f"{_OPTIONS}:621-626",
    ),
    entry(
        "option-removed",
        r"some configuration options are no longer supported",
        "The configuration file holds an option that Pomerium removed.",
        "It does not start; the lines before name the option.",
        "Run pomerium-cognito inspect on the file: it names the line.",
        source=f"{_OPTIONS}:433",
    ),
    entry(
        "option-unknown",
        r"unknown config option.*\"key\"\s*:\s*\"(?P<key>[^\"]+)\"|"
        r"\"key\"\s*:\s*\"(?P<other>[^\"]+)\".*unknown config option|unknown config option key=(?P<third>[\w.]+)",
        "Pomerium has no option {key}{other}{third}, and goes on without it.",
        "It may be misspelt.",
        "Run pomerium-cognito inspect on the file: it names the nearest one.",
        source="pomerium/pomerium config/options_check.go:61-90",
    ),
    entry(
        "same-site",
        r"invalid cookie_same_site",
        "The option cookie_same_site takes strict, lax or none.",
        "Pomerium does not start with another word.",
        "Write lax: strict keeps people from coming back from Cognito.",
        source="pomerium/pomerium config/validate.go:11-18",
    ),
    entry(
        "databroker-storage",
        r"config: unknown databroker storage backend type",
        "The option databroker_storage_type takes memory, file or postgres.",
        "Pomerium does not start with another word, nor with an empty one.",
        "Write file, or postgres with its connection string.",
        source="pomerium/pomerium config/options_databroker.go",
    ),
    entry(
        "route-nowhere",
        r"either `?to`? or `?redirect`? or `?response`? defined|policy should have either",
        "A route says neither where to, nor a redirect, nor a response.",
        "Pomerium does not start with it.",
        "Add to: with the application's own address.",
        source="pomerium/pomerium config/policy.go:679",
    ),
    entry(
        "route-path",
        r"policy source url \((?P<url>[^)]*)\) contains a path",
        "The route {url} has a path in its from.",
        "Pomerium wants scheme and host there.",
        "Put the path into path: or prefix:.",
        source="pomerium/pomerium config/policy.go:679-834",
    ),
)

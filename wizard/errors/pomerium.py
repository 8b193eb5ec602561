"""What Pomerium and its ingress controller write to their logs, or refuse to start with.

Pomerium shows people a bare 400 or 500; the reason stands in the log alone, as `error` of a JSON line.
"""

from __future__ import annotations

from wizard.errors.entry import Entry, entry

_AUTHENTICATE = "pomerium/pomerium authenticate/handlers.go"
_OPTIONS = "pomerium/pomerium config/options.go"
_KEYS = "pomerium/pomerium pkg/cryptutil/encrypt.go"
_INGRESS = "pomerium/ingress-controller pomerium/ctrl"
_MAKE_KEY = "Make one of 32 random bytes, as `head -c32 /dev/urandom | base64` does."

ENTRIES: tuple[Entry, ...] = (
    entry(
        "provider-missing",
        r"identity: provider is not defined",
        "Pomerium has no identity provider.",
        "It starts without one, and every sign-in ends in a 500.",
        "Write idp_provider: cognito, with the provider URL, the client ID and the secret.",
        source="pomerium/pomerium pkg/identity/providers.go:80",
    ),
    entry(
        "provider-name",
        r"identity: unknown provider: (?P<name>[\w.-]+)",
        "Pomerium knows no identity provider called {name}.",
        "It looks only at the first sign-in.",
        "Write cognito; Pomerium before 0.23 calls it oidc.",
        source="pomerium/pomerium pkg/identity/providers.go:94",
    ),
    entry(
        "provider-url",
        r"identity/oidc: missing provider url",
        "Pomerium has no provider URL.",
        "Without it the pool can't be found.",
        "Write idp_provider_url: https://cognito-idp.REGION.amazonaws.com/POOL_ID.",
        source="pomerium/pomerium pkg/identity/oidc/errors.go:24",
    ),
    entry(
        "callback-empty",
        r"identity provider returned empty code",
        "Somebody opened Pomerium's callback without a sign-in.",
        "Cognito sent no code along; a bookmark or a probe does that, too.",
        "Open the application itself, not /oauth2/callback.",
        source=_AUTHENTICATE,
    ),
    entry(
        "sign-in-ended",
        r"identity provider: (?P<error>access_denied)\b",
        "Cognito ended the sign-in: {error}.",
        "The person broke it off, or a trigger of the pool refused.",
        "Sign in again; where it stays, look at the pool's Lambda triggers.",
        source=_AUTHENTICATE,
    ),
    entry(
        "code-flow-off",
        r"identity provider: (?P<error>unauthorized_client|unsupported_response_type)\b",
        "The app client doesn't allow the code flow.",
        "Cognito sends people back with {error}.",
        "Turn on the authorization code grant for the client.",
        source=_AUTHENTICATE,
    ),
    entry(
        "csrf",
        r"invalid CSRF token|CSRF token (?:not found|invalid)",
        "Pomerium's own cookie did not come back with the sign-in.",
        "cookie_same_site: strict keeps it back, and a changed cookie secret makes it void.",
        "Write cookie_same_site: lax; after a change of secrets begin at the application again.",
        source=f"{_OPTIONS}:1455-1463; pomerium/pomerium issues 3465, 178",
    ),
    entry(
        "sign-in-late",
        r"(?:callback: |httputil: )?The request expired",
        "The sign-in took more than five minutes.",
        "A first sign-in with a new password and a second factor can.",
        "Begin again at the application.",
        source="pomerium/pomerium pkg/cryptutil/hmac.go",
    ),
    entry(
        "shared-secret-missing",
        r"config: invalid shared secret: empty shared secret|shared secret (?:is )?required",
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
        source=_KEYS,
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
        r"secret \S+ is missing a key (?P<name>\w+)",
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
        r"\"key\"\s*:\s*\"(?P<other>[^\"]+)\".*unknown config option",
        "Pomerium has no option {key}{other}, and goes on without it.",
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

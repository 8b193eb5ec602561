"""What is wrong with Pomerium's own options: keys, certificates, addresses, the configuration file itself."""

from __future__ import annotations

from wizard.errors.entry import Entry, entry

_OPTIONS = "pomerium/pomerium config/options.go"
_FILE = "pomerium/pomerium config/options.go; spf13/viper; go-yaml"
_MAKE_KEY = "Make one of 32 random bytes, as `head -c32 /dev/urandom | base64` does."
_YAML = (
    "Pomerium can't read its configuration file: it is no proper YAML.",
    "A tab, a wrong indent, a missing colon or quote makes it so, at the line named or right before it.",
    "Run pomerium-cognito inspect on the file: it names the line.",
)
_TYPE = (
    "An option of Pomerium's has a value of another kind than it takes.",
    "A list is wanted and a text stands there, a time has no unit, or a number is no number.",
    "Look at the option that is named; run pomerium-cognito inspect on the file.",
)
_CERTIFICATE = (
    "Pomerium can't use a certificate or its key.",
    "The base64 or the PEM text is broken, the file is not there or may not be read, or key and certificate do not "
    "belong together.",
    "Give certificate_file and certificate_key_file the full chain and its own key, both as PEM and readable.",
)
_URL = "Write it with scheme and host, as in https://authenticate.YOUR-DOMAIN."

_KEYS: tuple[Entry, ...] = (
    entry(
        "key-length",
        r"'?(?P<name>SHARED_SECRET|COOKIE_SECRET)'?:? .{0,60}got (?P<number>\d+) bytes but want 32|"
        r"(?P<other>SHARED_SECRET|COOKIE_SECRET) want 32 but got (?P<amount>\d+) bytes",
        "The {name}{other} is base64 of {number}{amount} bytes, and has to be of 32.",
        "Pomerium does not start with it.",
        _MAKE_KEY,
        source="https://github.com/pomerium/pomerium/issues/1044; pkg/cryptutil/encrypt.go",
    ),
    entry(
        "shared-secret-base64",
        r"'?SHARED_SECRET'?:?\s(?:setting\s)?(?:is\s)?invalid:?\s?(?:base64|illegal\sbase64\sdata)|"
        r"invalid\s'?SHARED_SECRET'?:\sillegal\sbase64\sdata",
        "The shared_secret is no base64.",
        "Pomerium does not start with it.",
        _MAKE_KEY,
        source="pomerium/pomerium authorize/authorize.go, proxy/proxy.go",
    ),
    entry(
        "cookie-secret-base64",
        r"'?COOKIE_SECRET'?\sinvalid:?\sillegal\sbase64|invalid\s'?COOKIE_SECRET'?:\sillegal\sbase64|"
        r"config: invalid cookie secret: illegal base64",
        "The cookie_secret is no base64.",
        "Pomerium does not start with it.",
        _MAKE_KEY,
        source="pomerium/pomerium authenticate/authenticate.go; Go's encoding/base64",
    ),
    entry(
        "shared-secret-missing",
        r"config: invalid shared-key: empty shared-key|shared-key cannot be empty|"
        r"config: shared-key must be set when running in a distributed mode|empty shared secret",
        "Pomerium has no shared_secret.",
        "Services that run apart need the same one.",
        _MAKE_KEY,
        source=_OPTIONS,
        needs="pomerium",
    ),
    entry(
        "cookie-secret-missing",
        r"\b(?:proxy|authenticate|config): .{0,40}empty cookie secret\b",
        "Pomerium has no cookie_secret.",
        "It encrypts its cookies with it.",
        _MAKE_KEY,
        source=_OPTIONS,
        whole=True,
    ),
    entry(
        "cookie-secret-generated",
        r"using a generated COOKIE_SECRET",
        "Pomerium made up a cookie_secret for this start.",
        "After the next start, and at a second copy of it, all cookies are void.",
        "Write cookie_secret yourself. " + _MAKE_KEY,
        source="pomerium/pomerium internal/log/warnings.go",
        needs="pomerium",
    ),
    entry(
        "secret-file",
        r"config: invalid (?P<name>shared secret|cookie secret|client secret|signing key): (?:open|read|stat) .{1,200}",
        "Pomerium can't read the file of its {name}.",
        "It is not mounted there, or its user may not read it.",
        "Compare the path as seen from inside the container, and the file's rights.",
        source=_OPTIONS,
    ),
    entry(
        "signing-key",
        r"failed\sto\s(?:decode|parse|convert)\s(?:signing\skey|jwks?)\b|invalid signing key|"
        r"cryptutil: failed to find EC PRIVATE KEY|config: .{0,20}signing.key.{0,60}(?:base64|PEM|private key)",
        "Pomerium can't use its signing_key.",
        "It wants a private EC key (P-256) as PEM, in base64.",
        "Make one: openssl ecparam -genkey -name prime256v1 -noout | base64.",
        source="pomerium/pomerium pkg/cryptutil",
        needs="pomerium",
    ),
)

_CERTIFICATES: tuple[Entry, ...] = (
    entry(
        "mtls",
        r"config: bad downstream mTLS settings|cannot set both ca and ca_file|unknown SAN type|"
        r"unknown enforcement option",
        "The options of downstream_mtls don't fit together.",
        "Its authority, its revocation list or its subject names can't be read.",
        "Set one of ca and ca_file, with PEM in base64 or a path that exists.",
        source="pomerium/pomerium config/mtls.go",
        needs="pomerium",
    ),
    entry(
        "certificate-bad",
        r"config: bad (?:cert|certificate) (?:base64|file|entry|key)|failed\sto\sdecode\scertificate\s(?:cert|key)|"
        r"config: .{0,80}(?:failed to find any PEM data|private key does not match public key)|"
        r"tls: (?:failed to find any PEM data|private key does not match public key)|"
        r"config: .{0,60}certificate.{0,80}(?:no such file|permission denied|illegal base64)",
        *_CERTIFICATE,
        source=f"https://github.com/pomerium/pomerium/issues/5225; {_OPTIONS}",
        needs="pomerium",
    ),
    entry(
        "certificate-overlap",
        r"overlaps with (?:local|existing) certs?: skipped",
        "Two certificates for one name: Pomerium takes its own and leaves the other out.",
        "That is no fault where both are valid.",
        "Take the one that is not wanted off the configuration.",
        source="pomerium/pomerium internal/databroker/config_source.go",
        needs="pomerium",
    ),
    entry(
        "certificate-missing",
        r"server will be using a self-signed certificate|no TLS certificate found for domain|"
        r"no certificates? (?:available|configured|supplied)|config: .{0,20}no certificate supplied",
        "Pomerium has no certificate for this host.",
        "It answers with one that it signed itself, which browsers do not trust.",
        "Give it a certificate that names the host, or turn autocert on.",
        source="https://github.com/pomerium/pomerium/issues/2938; config/options.go",
        needs="pomerium",
    ),
    entry(
        "autocert-settings",
        r"config: Autocert EAB (?:MAC Key|Key ID) required|config: decoding base64-urlencoded MAC Key|"
        r"config: providing both Autocert Trusted CA|config: (?:decoding|getting) trusted certificate pool|"
        r"config: bad trusted certificate \(bundle\) file",
        "The options of autocert don't fit together.",
        "A certificate authority of one's own wants its address, and its key pair as base64.",
        "Compare autocert_ca, autocert_eab_key_id, autocert_eab_mac_key and autocert_trusted_ca.",
        source="pomerium/pomerium config/autocert.go",
        needs="pomerium",
    ),
)

_VALUES: tuple[Entry, ...] = (
    entry(
        "service-type",
        r"config: (?P<name>\S*) is an invalid service type",
        "Pomerium knows no service called {name}.",
        "It runs as all, authenticate, authorize, databroker or proxy.",
        "Write services: all.",
        source=_OPTIONS,
    ),
    entry(
        "service-url",
        r"config: bad (?P<name>authenticate-internal-url|signout-redirect-url|authorize-url|authorize-internal-url|"
        r"databroker service url|databroker internal service url|databroker-service-url)\b",
        "Pomerium refuses the address in {name}.",
        "It needs a scheme and a host.",
        _URL,
        source=_OPTIONS,
    ),
    entry(
        "url-bare",
        r"url does contain a valid (?P<part>scheme|hostname)|have you specified protocol \(ex: https\)",
        "An address in Pomerium's configuration has no scheme, or no host.",
        "Pomerium does not start with it.",
        _URL,
        source="pomerium/pomerium internal/urlutil/url.go",
    ),
    entry(
        "callback-path",
        r"'AUTHENTICATE_CALLBACK_PATH' is required",
        "Pomerium's authenticate_callback_path is empty.",
        "People come back from Cognito to it.",
        "Leave the option out: it is /oauth2/callback then.",
        source="pomerium/pomerium authenticate/config.go",
    ),
    entry(
        "log-level",
        r"config: (?:invalid|bad) (?:log_level|proxy_log_level)|(?:unknown|invalid) (?:proxy )?log level|"
        r"invalid (?P<name>access_log_fields|authorize_log_fields)|Unknown Level String",
        "An option of the log takes other words than this one.",
        "log_level takes trace, debug, info, warn and error.",
        "Write log_level: info, and leave access_log_fields and authorize_log_fields out.",
        source="pomerium/pomerium config/log.go, config/options.go",
        needs="pomerium",
    ),
    entry(
        "dns-family",
        r"(?:unknown|invalid) dns_lookup_family",
        "The option dns_lookup_family takes AUTO, V4_ONLY, V6_ONLY, V4_PREFERRED or ALL.",
        "Pomerium does not start with another word.",
        "Write V4_ONLY where IPv6 doesn't work, else leave it out.",
        source="pomerium/pomerium config/dns.go",
    ),
    entry(
        "metrics-options",
        r"config: invalid metrics_addr|config: .{0,20}metrics_(?:basic_auth|certificate|address|client_ca)\w*|"
        r"metrics_basic_auth must be",
        "An option of Pomerium's metrics is not usable.",
        "The address needs host and port; metrics_basic_auth is base64 of NAME:PASSWORD.",
        "Correct it, or leave metrics out.",
        source=_OPTIONS,
    ),
    entry(
        "headers-options",
        r"failed\sto\s(?:decode|parse)\sheaders|header .{1,200} failed to parse: ",
        "Pomerium can't read an option that sets headers.",
        "It wants names and values, as a YAML map or as JSON.",
        "Write set_response_headers as NAME: VALUE pairs.",
        source="pomerium/pomerium config/custom.go",
        needs="pomerium",
    ),
    entry(
        "runtime-flag",
        r"\"message\": ?\"unknown runtime flag\"|unknown runtime flag config_file=",
        "Pomerium has no runtime flag of that name in this version.",
        "It goes on without it.",
        "Take it off runtime_flags.",
        source="pomerium/pomerium config/options.go",
    ),
    entry(
        "policy-file",
        r"config: policy file setting is deprecated",
        "The option policy_file is gone.",
        "Routes stand in the configuration file itself.",
        "Move them to routes.",
        source=_OPTIONS,
    ),
    entry(
        "option-removed",
        r"config option was removed",
        "The configuration file holds an option that Pomerium removed.",
        "The line names it as key; newer versions don't start with it.",
        "Run pomerium-cognito inspect on the file: it names the line.",
        source="pomerium/pomerium config/options_check.go",
        needs="pomerium",
    ),
    entry(
        "no-routes",
        r"missing setting: no policies defined|configuration has no policies",
        "Pomerium has no routes.",
        "Nothing is reached through it.",
        "Write at least one under routes.",
        source="https://github.com/pomerium/pomerium/issues/190; pomerium/pomerium authorize/authorize.go",
    ),
    entry(
        "provider-missing",
        r"You did not set a valid identity provider|'?IDP_PROVIDER'? (?:is )?(?:required|missing)",
        "Pomerium has no identity provider.",
        "It starts without one, and every sign-in ends in a 500.",
        "Write idp_provider: cognito, with the provider URL, the client ID and the secret.",
        source="pomerium/pomerium-helm charts/pomerium/templates/NOTES.txt",
    ),
)

_FILES: tuple[Entry, ...] = (
    entry(
        "scopes-type",
        r"cannot unmarshal !!str .{1,80} into \[\]string",
        "A text stands in Pomerium's configuration where a list belongs.",
        "With Cognito these are mostly the scopes.",
        "Write a list: [openid, email, profile].",
        source="https://github.com/pomerium/pomerium-helm/issues/149",
        needs="pomerium",
    ),
    entry(
        "config-yaml",
        r"(?:While parsing config|failed to (?:read|parse) config\b.{0,120}|config\sfile.{0,120}|"
        r"options?\sfrom\s.{0,120}|converting YAML to JSON): ?(?:yaml|toml|invalid character).{0,200}",
        *_YAML,
        source=_FILE,
        needs="pomerium",
    ),
    entry(
        "config-type",
        r"failed to unmarshal config|\berror\(s\) decoding|cannot unmarshal !!\w+|all keys must be strings|"
        r"time: (?:missing unit in|invalid) duration|cannot parse '\w*' as (?:int|bool|uint)|"
        r"yaml: unmarshal errors|expected type '[\w.\[\]]+', got unconvertible type",
        *_TYPE,
        source=_FILE,
        needs="pomerium",
    ),
    entry(
        "config-yaml",
        r"\byaml: (?:line \d+:|control characters|mapping values|found)",
        *_YAML,
        source=_FILE,
        needs="pomerium",
    ),
    entry(
        "config-file",
        r"failed to read config(?:uration)?(?: file)?:? .{0,120}|Unsupported Config Type|"
        r"open \S*pomerium\S*\.ya?ml: (?:no such file|permission denied|is a directory)|"
        r"read \S*pomerium\S*\.ya?ml: is a directory",
        "Pomerium can't open its configuration file.",
        "It is not at that path, a folder stands in its place, its name has no .yaml, or its user may not read it.",
        "Compare the path behind -config with what the container sees; mount a file there, not a folder.",
        source="https://github.com/pomerium/pomerium/issues/3752; " + _FILE,
        needs="pomerium",
    ),
    entry(
        "config-store",
        r"databroker: (?:validating settings|error (?:validating|building) polic(?:y|ies))|"
        r"error (?:validating|building) polic(?:y|ies)|\bvalidating settings:",
        "What the databroker holds as configuration is not valid, so Pomerium keeps to the old one.",
        "It came from the ingress controller, the console or the API; the words behind say what is wrong.",
        "Correct the route or the setting that is named there.",
        source="pomerium/pomerium internal/databroker/config_source.go",
        needs="pomerium",
    ),
)
ENTRIES: tuple[Entry, ...] = (*_KEYS, *_CERTIFICATES, *_VALUES, *_FILES)

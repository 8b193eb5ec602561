"""What is wrong with a route of Pomerium's: its addresses, its certificates, its policy."""

from __future__ import annotations

from wizard.errors.entry import Entry, entry

_POLICY = "pomerium/pomerium config/policy.go"
_PPL = "pomerium/pomerium pkg/policy/parser"
_BAD = (
    "Pomerium can't read the policy of a route.",
    "A policy is a list of rules; each has allow or deny with and, or, not or nor, and each criterion one key.",
    "Write it as in the documentation: allow, below it and: or or:, below that a list of criteria.",
)
_CERTIFICATE = (
    "Pomerium can't read a certificate that a route names.",
    "The base64 or the file is broken, or only one of certificate and key is there.",
    "Give tls_client_cert and tls_client_key together, and PEM in base64; a file in those options that end in _file.",
)
_TO = (
    "Pomerium refuses the to of a route.",
    "Each address there needs scheme and host; those of one route have to be of one kind, and all or none have a "
    "weight.",
    "Write it like http://SERVICE:PORT.",
)

ENTRIES: tuple[Entry, ...] = (
    entry(
        "policy-criterion",
        r"\bunknown policy criterion: ?(?P<name>[\w./-]+)",
        "Pomerium has no policy criterion {name}.",
        "Groups of Cognito's come in a claim, and a claim is asked for as claim/NAME.",
        "Write claim/cognito:groups: GROUP, or email, domain, user.",
        source=_PPL,
    ),
    entry(
        "policy-bad",
        r"invalid rules in policy: |unsupported conditional \"?[^\"\s]*\"?, only and, or, not, nor and action|"
        r"unsupported type for (?:rules?|rules array|criteri(?:a|on)|criteria array|action): \*?parser\.|"
        r"each criteria may only contain a single key and value|error generating criterion rules",
        *_BAD,
        source=f"https://github.com/pomerium/pomerium/pull/2797; {_PPL}",
        needs="any",
    ),
    entry(
        "route-from",
        r"policy bad source url",
        "Pomerium refuses the from of a route.",
        "It wants scheme and host, as in https://app.YOUR-DOMAIN.",
        "Correct from of that route.",
        source=_POLICY,
        needs="pomerium",
    ),
    entry(
        "route-to",
        r"endpoint hostname must be specified|"
        r"policy bad destination url|either no weights should be provided, or all endpoints|"
        r"zero load balancing weight not permitted|"
        r"cannot mix (?:tcp|udp|unix)\S* and non-\S+ To URLs|cannot mix tcp and non-tcp",
        *_TO,
        source=f"{_POLICY}; config/errors.go",
    ),
    entry(
        "route-to",
        r"(?:failed to parse policy|to URLs): .{0,300}url scheme must be provided",
        *_TO,
        source="pomerium/pomerium config/errors.go",
        whole=True,
    ),
    entry(
        "route-access",
        r"policy route marked as public but contains whitelists|"
        r"accessible for any authenticated user but contains whitelists|"
        r"policy route marked .{0,80}but contains",
        "A route is open to all, and names who is allowed as well.",
        "Pomerium does not start with both.",
        "Take allow_public_unauthenticated_access or allow_any_authenticated_user off, or the list.",
        source=_POLICY,
    ),
    entry(
        "route-redirect",
        r"unsupported redirect response code",
        "A route's redirect has a status that Pomerium doesn't send.",
        "It takes 301, 302, 303, 307 and 308.",
        "Write one of those as response_code.",
        source=_POLICY,
    ),
    entry(
        "route-certificate",
        r"client certificate key and cert both must be non-empty|couldn't (?:decode|load) client (?:cert|key|ca)\w*|"
        r"couldn't (?:decode|load) (?:custom ca|client ca file|downstream client ca)|"
        r"config: couldn't decode .{0,40}(?:cert|ca)\b",
        *_CERTIFICATE,
        source=_POLICY,
    ),
    entry(
        "route-options",
        r"specified both `?kubernetes_service_account_token_file|only `?prefix_rewrite`? or `?regex_rewrite_pattern|"
        r"only prefix_rewrite or regex_rewrite|depends_on is limited to \d+|unsupported depends_on value|"
        r"invalid policy depends_on",
        "Two options of one route exclude one another, or one of them holds too much.",
        "Pomerium does not start with it; the words name the options.",
        "Keep one of them.",
        source=_POLICY,
    ),
    entry(
        "route-scheme",
        r"uses HTTP but only HTTPS is supported",
        "A route's from begins with http.",
        "Pomerium serves people over HTTPS alone; sessions need it.",
        "Write https:// in from.",
        source="pomerium/pomerium config/warnings.go",
    ),
    entry(
        "policy-base64",
        r"'?POLICY'?.{0,60}(?:illegal base64 data|base64 decode)|could not decode (?:base64 )?policy",
        "The environment variable POLICY is no base64.",
        "Pomerium wants the routes' YAML in base64 there.",
        "Encode it: base64 -w0 ROUTES.yaml, or write routes in the configuration file.",
        source="Pomerium's wording as of its first versions, config/options.go",
        needs="pomerium",
    ),
    entry(
        "policy-parse",
        r"config: failed to parse policy:|failed to parse polic(?:y|ies)",
        "Pomerium can't read a route.",
        "A value in it is of another kind than the option takes, or one that it needs is missing.",
        "Run pomerium-cognito inspect on the file: it names the line.",
        source=_POLICY,
        needs="pomerium",
    ),
)

"""What Pomerium's parts say of one another: databroker and its storage, gRPC, Envoy, autocert."""

from __future__ import annotations

from wizard.errors.entry import Entry, entry

_GRPC = "pomerium/pomerium pkg/grpcutil, pkg/grpc/databroker, internal/databroker"
_TROUBLE = "Pomerium documentation, troubleshooting"
_ENVOY = "pomerium/pomerium pkg/envoy"
_AUTOCERT = "pomerium/pomerium internal/autocert/manager.go"
_RPC = r"rpc error: code ?= ?\w+ desc ?= ?.{0,300}"
_UNREACHABLE = (
    "A part of Pomerium doesn't reach its databroker, or another part.",
    "Until it does nobody can sign in; at a start some such lines are usual.",
    "Where they go on, compare databroker_service_url with where the databroker listens, and read its own log.",
)
_STORAGE = (
    "The databroker doesn't reach its storage.",
    "The database is down, or its host and port are others; sessions can't be kept.",
    "Compare databroker_storage_connection_string, and try it from the databroker's own container.",
)
_LOGIN = (
    "The database refuses the databroker's name or password.",
    "Sessions can't be kept without it.",
    "Correct user and password in databroker_storage_connection_string; special characters have to be "
    "percent-encoded there.",
)
_PORT = (
    "Another program listens on a port that Pomerium wants.",
    "A web server, another Pomerium, or one that did not end holds it.",
    "Stop it, or give Pomerium other ports with address, grpc_address and http_redirect_addr.",
)
_DENIED = (
    "Pomerium may not listen on that port.",
    "Ports below 1024 are for root, or for who has CAP_NET_BIND_SERVICE.",
    "Give it that capability, or choose a higher port.",
)
_ENVOY_START = (
    "Envoy, the proxy inside Pomerium, does not run.",
    "Its reason stands in the lines before: a port that is taken, a temporary folder without room or right to run "
    "programs, or another processor.",
    "Look at the lines before; give it a folder for temporary files (TMPDIR) that is writable.",
)
_AUTOCERT_FAILED = (
    "Pomerium got no certificate from the certificate authority.",
    "Until it has one it answers with one that browsers don't trust.",
    "See that the host's name leads to Pomerium and that ports 80 and 443 reach it from the internet.",
)

_BETWEEN: tuple[Entry, ...] = (
    entry(
        "keys-differ",
        r"code ?= ?Unauthenticated desc ?= ?\"?(?:invalid JWT|unauthenticated)|"
        r"error in cryptographic primitive",
        "One part of Pomerium doesn't take another's signature.",
        "They have different shared secrets.",
        "Give all of them one shared_secret, and restart them.",
        source=f"https://github.com/pomerium/pomerium/issues/3889; {_GRPC}",
        needs="pomerium",
    ),
    entry(
        "token-clock",
        r"code ?= ?Unauthenticated desc ?= ?\"?expired JWT",
        "One part of Pomerium takes another's message for one of another time.",
        "The clocks of their hosts differ.",
        "Set the clocks (NTP).",
        source=_GRPC,
        needs="pomerium",
    ),
    entry(
        "internal-trust",
        _RPC + r"x509: certificate signed by unknown authority",
        "Parts of Pomerium do not trust one another.",
        "The certificate of the one is not of an authority that the other knows.",
        "Give them certificates of one authority, and name it in certificate_authority_file.",
        source=f"https://github.com/pomerium/pomerium/issues/1686; {_TROUBLE}",
        needs="pomerium",
    ),
    entry(
        "internal-name",
        _RPC + r"x509: (?:certificate is (?:valid for|not valid for)|cannot validate certificate for|"
        r"certificate relies on legacy)",
        "The certificate of one part of Pomerium doesn't carry the name under which another part asks for it.",
        "Inside a cluster they ask by the Service's name.",
        "Name it in the certificate, or write the certificate's name in override_certificate_name.",
        source=_TROUBLE,
        needs="pomerium",
    ),
    entry(
        "internal-dates",
        _RPC + r"x509: certificate has expired or is not yet valid",
        "The certificate between Pomerium's parts has run out, or a clock is wrong.",
        "No part reaches the databroker with it.",
        "Renew that certificate, restart the parts that use it, and compare the clocks.",
        source="https://github.com/pomerium/pomerium/issues/4586",
        needs="pomerium",
    ),
    entry(
        "internal-plain",
        _RPC + r"(?:first record does not look like a TLS handshake|WRONG_VERSION_NUMBER)",
        "One part of Pomerium speaks TLS to another that does not.",
        "grpc_insecure is set for one of them alone, or the address leads to another port.",
        "Set grpc_insecure alike everywhere; see that databroker_service_url names the port of grpc_address.",
        source=_TROUBLE,
        needs="pomerium",
    ),
    entry(
        "internal-http2",
        _RPC + r"(?:RST_STREAM with error code: PROTOCOL_ERROR|unexpected HTTP status code received|"
        r"malformed header: missing HTTP content-type|received the unexpected content-type|"
        r"error reading server preface)",
        "Something between Pomerium's parts doesn't speak gRPC.",
        "A balancer or another web server stands at the address, or passes HTTP/1.1 alone.",
        "Lead databroker_service_url straight to the databroker's grpc_address.",
        source=f"https://github.com/pomerium/pomerium/issues/420; {_GRPC}",
        needs="pomerium",
    ),
    entry(
        "databroker-restarted",
        r"aborted sync due to mismatched server version|mismatched server version",
        "The databroker was started anew; the other parts fetch everything from it again.",
        "With storage in memory all sessions are gone, and people sign in again.",
        "Nothing needs to be done; for sessions that stay set databroker_storage_type: file or postgres.",
        source=_GRPC,
        needs="pomerium",
    ),
    entry(
        "policy-evaluation",
        r"error during OPA evaluation|eval_cancel_error",
        "Pomerium could not finish judging a request.",
        "Something it needed from the databroker did not come in time, or the visitor left before.",
        "Where it is frequent, look at the databroker's load and log, and raise grpc_client_timeout.",
        source="https://github.com/open-policy-agent/gatekeeper/issues/1363; pomerium/pomerium authorize/evaluator",
        needs="pomerium",
    ),
    entry(
        "parts-unreachable",
        r"rpc error: code ?= ?(?:Unavailable|DeadlineExceeded|Canceled)|leaser: error (?:acquiring|renewing) lease|"
        r"error during initial sync|controlplane: error storing configuration event|"
        r"proxy: error saving databroker records|failed saving new session|"
        r"error (?:getting|acquiring|renewing) (?:databroker )?lease",
        *_UNREACHABLE,
        source=f"https://github.com/pomerium/pomerium/issues/3246; {_TROUBLE}",
        needs="pomerium",
    ),
    entry(
        "events-dropped",
        r"controlplane: dropping event due to full channel",
        "Pomerium dropped a note about its own configuration.",
        "The databroker takes them more slowly than they come.",
        "One is no fault; where it is frequent look at the databroker's log.",
        source="pomerium/pomerium internal/controlplane/events.go",
    ),
)

_STORED: tuple[Entry, ...] = (
    entry(
        "storage-login",
        r"\bWRONGPASS invalid username-password pair|\bNOAUTH Authentication required|ERR invalid password\b|"
        r"\(SQLSTATE 28(?:P01|000)\)|password authentication failed for user|no pg_hba\.conf entry for host",
        *_LOGIN,
        source="PostgreSQL and Redis error texts in pomerium/pomerium pkg/storage",
        needs="pomerium",
    ),
    entry(
        "storage-database",
        r"\(SQLSTATE 3D000\)|database \"?(?P<name>[\w-]+)\"? does not exist",
        "The database that the connection string names is not there.",
        "The databroker makes its tables, and no database.",
        "Create the database, or correct the name in databroker_storage_connection_string.",
        source="PostgreSQL error codes",
        needs="pomerium",
    ),
    entry(
        "storage-rights",
        r"\(SQLSTATE 42501\)|permission denied (?:for|to create) (?:schema|database|table|extension)",
        "The database's user may not make or change what the databroker needs.",
        "It makes a schema called pomerium and its tables there.",
        "Give the user CREATE on the database, or make it the owner.",
        source="PostgreSQL error codes",
        needs="pomerium",
    ),
    entry(
        "storage-unreachable",
        r"failed\sto\sconnect\sto\s`?(?:user|host)=.{0,200}(?:dial|hostname resolving|"
        r"lookup|refused|time(?:d )?out)|storage/postgres: .{0,200}dial|"
        r"redis: .{0,60}dial tcp|desc = redis: err|redis: connection pool timeout|\bdial tcp \S+:(?:6379|5432)\b|"
        r"lookup \S*(?:redis|postgres)\S*.{0,60}no such host",
        *_STORAGE,
        source="https://github.com/pomerium/pomerium/issues/2426; jackc/pgx pgconn",
        needs="pomerium",
    ),
    entry(
        "storage-dsn",
        r"cannot parse `?(?:postgres|host=|dsn)|failed to parse as (?:URL|keyword/value|DSN)|invalid dsn\b",
        "Pomerium can't read the connection string of its storage.",
        "Special characters in the password break it, or it begins with another word than postgres://.",
        "Write postgres://USER:PASSWORD@HOST:5432/DATABASE, with the password percent-encoded.",
        source="jackc/pgx pgconn/config.go; config/options_databroker.go",
        needs="pomerium",
    ),
    entry(
        "storage-dsn-missing",
        r"config: missing databroker storage backend dsn",
        "The databroker's storage is named, and its connection string is not.",
        "Pomerium does not start without it.",
        "Write databroker_storage_connection_string, or databroker_storage_type: file.",
        source="pomerium/pomerium config/options_databroker.go",
    ),
    entry(
        "storage-version",
        r"(?:postgres|redis|databroker): failed to unmarshal (?:data|record)|"
        r"rpc error: .{0,120}failed to unmarshal .{0,60}proto: .{0,40}unknown field",
        "The databroker's storage holds records of another version of Pomerium.",
        "It can't read a field of them.",
        "Run the same version everywhere. Keep a copy before you empty the storage: sessions, registered devices and "
        "what the console or API set go with it.",
        source="https://github.com/pomerium/ingress-controller/issues/441",
        needs="pomerium",
    ),
)

_PROXY: tuple[Entry, ...] = (
    entry(
        "envoy-leftover",
        r"cannot open shared memory region /envoy_shared_memory_\S+.{0,120}|"
        r"(?:cannot bind|unable to bind|error binding) .{0,10}pomerium-envoy-admin\.sock.{0,60}",
        "Envoy, the proxy inside Pomerium, finds something left by an earlier one.",
        "Another Pomerium runs on this host, or one of another user ended without clearing up.",
        "End the other one; once no Envoy runs, remove "
        "/dev/shm/envoy_shared_memory_* and /tmp/pomerium-envoy-admin.sock.",
        source="https://github.com/pomerium/pomerium/pull/1387; https://github.com/envoyproxy/envoy/issues/2106",
    ),
    entry(
        "port-taken",
        r"cannot bind '?\S*?:\d+'?: Address already in use|listen tcp \S*:\d+: bind: address already in use|"
        r"failed\sto\slisten\son\shttp\sredirect\saddr.{0,80}already in use",
        *_PORT,
        source="https://github.com/istio/istio/issues/38824",
        needs="pomerium",
    ),
    entry(
        "port-denied",
        r"listen tcp \S*:\d+: bind: permission denied|"
        r"failed\sto\slisten\son\shttp\sredirect\saddr.{0,80}permission denied",
        *_DENIED,
        source="https://github.com/pomerium/pomerium/issues/2821",
        needs="pomerium",
    ),
    entry(
        "address-family",
        r"Address family not supported by protocol|bind\b.{0,80}: cannot assign requested address",
        "Pomerium wants an address that this host doesn't have.",
        "IPv6 is off, or the address belongs to another host.",
        "Write address: 0.0.0.0:443, and grpc_address and the others alike.",
        source=f"https://github.com/pomerium/pomerium/issues/981; {_ENVOY}",
        needs="pomerium",
    ),
    entry(
        "autocert-staple",
        r"OCSP response is required for must-staple",
        "A certificate demands an OCSP answer, and Pomerium has none.",
        "It was made with must-staple; Let's Encrypt gives no such answers any more.",
        "Set autocert_must_staple: false, and make the certificate anew.",
        source="https://github.com/pomerium/pomerium/pull/2909",
        needs="pomerium",
    ),
    entry(
        "envoy-rejected",
        r"(?:delta|gRPC|xDS) config for type\.googleapis\.com/envoy\S+ (?:update )?rejected:|"
        r"Proto constraint validation failed",
        "Envoy, the proxy inside Pomerium, refuses the configuration that Pomerium made for it.",
        "A route or a certificate holds something that passes Pomerium's own check only; the old one stays in use.",
        "The words behind it name the cluster or the listener: correct that route, certificate or option.",
        source=_ENVOY,
        needs="pomerium",
    ),
    entry(
        "envoy-start",
        r"fork/exec \S*envoy\S*: permission denied",
        "Envoy, the proxy inside Pomerium, may not run from the folder that it was unpacked to.",
        "That folder is for temporary files, and is mounted noexec, as hardened hosts do with /tmp.",
        "Set TMPDIR to a folder that programs may run in, which only Pomerium's user can write.",
        source="https://github.com/pomerium/pomerium/issues/4034",
    ),
    entry(
        "envoy-start",
        r"envoy: subprocess exited|error (?:starting|running) envoy|error creating envoy server|"
        r"error creating temporary working directory for envoy|"
        r"fork/exec \S*envoy\S*:",
        *_ENVOY_START,
        source=_ENVOY,
        needs="pomerium",
    ),
    entry(
        "memory-watch",
        r"not starting resource monitor",
        "Pomerium doesn't watch its use of memory here.",
        "It finds no limit of a container; that is no fault.",
        source=f"{_ENVOY}/resource_monitor_linux.go",
        needs="pomerium",
    ),
)

_CERTIFICATES: tuple[Entry, ...] = (
    entry(
        "autocert-limit",
        r"urn:ietf:params:acme:error:rateLimited|too many (?:certificates|failed authorizations|new orders)|"
        r"\bHTTP 429\b.{0,60}acme",
        "The certificate authority has had enough of Pomerium's requests for now.",
        "Let's Encrypt limits how many certificates a name gets in a week, and how many attempts may fail in an hour.",
        "Wait for the time it names; keep autocert_dir on a disk that stays, and try with autocert_use_staging: true.",
        source="Let's Encrypt, rate limits",
        needs="pomerium",
    ),
    entry(
        "autocert-dns",
        r"DNS problem: (?:NXDOMAIN|SERVFAIL|query timed out)|\bno valid A(?:AAA)? records found|"
        r"acme:error:dns\b",
        "The certificate authority finds no address for the host.",
        "Autocert needs a name that the whole internet can resolve.",
        "Make its DNS record, or give Pomerium a certificate and turn autocert off.",
        source=f"Let's Encrypt, validation errors; {_AUTOCERT}",
        needs="pomerium",
    ),
    entry(
        "autocert-challenge",
        r"Timeout during connect \(likely firewall problem\)|Invalid response from https?://\S+/\.well-known/acme|"
        r"acme:error:(?:connection|unauthorized|tls)\b|challenge failed|solving challenges?:|"
        r"authorization failed: HTTP \d+",
        "The certificate authority did not reach Pomerium itself.",
        "Something on the way to port 443 or 80 keeps it away, or answers in its place.",
        "Let ports 80 and 443 through to Pomerium untouched, or give it a certificate.",
        source=f"https://github.com/pomerium/pomerium/issues/5138; {_AUTOCERT}",
        needs="pomerium",
    ),
    entry(
        "autocert-dir",
        r"(?:mkdir|open|stat) \S*autocert\S*: (?:permission denied|read-only file system)|"
        r"config: autocert (?:dir|folder).{0,60}(?:permission|read-only)",
        "Pomerium may not write to the folder of its certificates.",
        "It keeps keys and certificates of autocert there.",
        "Give its user the folder that autocert_dir names, on a disk that stays.",
        source=_AUTOCERT,
    ),
    entry(
        "autocert-failed",
        r"autocert:? (?:manager: )?failed to (?:obtain|renew|manage|initialize|create)|"
        r"\bobtain cert(?:ificate)? failed|\brenew cert(?:ificate)? failed|failed to obtain client certificate|"
        r"autocert: error (?:obtaining|renewing)|error obtaining certificate",
        *_AUTOCERT_FAILED,
        source=_AUTOCERT,
        needs="pomerium",
    ),
)
ENTRIES: tuple[Entry, ...] = (*_STORED, *_CERTIFICATES, *_PROXY, *_BETWEEN)

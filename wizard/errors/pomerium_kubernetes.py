"""What the ingress controller of Pomerium says: annotations, Secrets, the Pomerium resource, the cluster's refusals."""

from __future__ import annotations

from wizard.errors.entry import Entry, entry

_ANNOTATIONS = "pomerium/ingress-controller pomerium/ingress_annotations.go"
_ROUTES = "pomerium/ingress-controller pomerium/ingress_to_route.go"
_FETCH = "pomerium/ingress-controller controllers/ingress/fetch.go"
_SETTINGS = "pomerium/ingress-controller controllers/settings/fetch.go"
_RESOURCE = "pomerium/ingress-controller apis/ingress/v1/pomerium_types.go"

ENTRIES: tuple[Entry, ...] = (
    entry(
        "annotation-removed",
        r"ingress\.pomerium\.io/(?P<name>[\w-]+)\"? (?:is )?no longer supported",
        "This ingress controller no longer knows the annotation {name}.",
        "The Ingress that carries it is left out.",
        "Take it off; the words name what replaces it.",
        source=_ANNOTATIONS,
    ),
    entry(
        "annotation-unknown",
        r"\bunknown (?:annotation )?\"?ingress\.pomerium\.io/(?P<name>[\w-]+)",
        "The ingress controller knows no annotation {name}.",
        "It is misspelt, or of another version; the Ingress is left out.",
        "Compare it with the list of annotations in Pomerium's documentation.",
        source=_ANNOTATIONS,
    ),
    entry(
        "annotation-secret",
        r"annotation (?P<name>\w+) secret is expected to have type (?P<wanted>[\w./-]+), got (?P<has>[\w./-]+)",
        "The Secret that the annotation {name} names is of the type {has}.",
        "The ingress controller takes one of the type {wanted} there.",
        "Make a Secret of that type and name it; a Secret's type can't be changed.",
        source=_ANNOTATIONS,
    ),
    entry(
        "annotation-policy",
        r"applying policy annotations: .{1,200}",
        "The ingress controller can't read the policy in an annotation of an Ingress.",
        "It wants Pomerium's policy language, a YAML list of rules; the words behind say what stands there.",
        "Write it so: - allow: {{or: [{{domain: {{is: corp.example.com}}}}]}}.",
        source="https://github.com/pomerium/ingress-controller/issues/1018",
    ),
    entry(
        "chart-certificate",
        r"\bA TLS certificate must be available for (?P<part>\w+) when using the ingress controller",
        "Pomerium's chart has no certificate for {part}, so Helm installs nothing.",
        "With the ingress controller that part needs one from the start.",
        "Write config.generateTLS: true to try it out, or name a Secret in authenticate.ingress.tls.secretName.",
        source="https://github.com/pomerium/pomerium-helm/issues/284",
    ),
    entry(
        "ingress-certificate",
        r"\bspec\.TLS\.secretName was empty, could not get default cert",
        "The Ingress names no certificate, and there is no default one.",
        "Its tls has no secretName, and neither the IngressClass nor the Pomerium resource names a default.",
        "Write secretName in tls of the Ingress, or name a default certificate.",
        source="https://github.com/pomerium/ingress-controller/issues/177",
    ),
    entry(
        "annotation-secret",
        r"references secret .{1,120}but the secret wasn't fetched|key \S+ has no data|secret is expected to have type|"
        r"annotation .{0,120}(?:secret|configmap) .{0,80}not found|expected secret \S+ to (?:contain|have)",
        "A Secret that an annotation of an Ingress names can't be used.",
        "It is not in the Ingress's own namespace, or lacks the key, or is of another type.",
        "Make it there, with the key that the words name.",
        source=_ANNOTATIONS,
        needs="pomerium",
    ),
    entry(
        "annotation-value",
        r"(?:parsing ingress|ingress to route|upsert routes?).{0,200}annotations?: .{0,300}",
        "The ingress controller can't read an annotation of an Ingress.",
        "Annotations of Pomerium's hold YAML: true, a time with its unit, or a list in brackets.",
        "The words behind name the annotation; correct its value.",
        source=_ANNOTATIONS,
        needs="pomerium",
    ),
    entry(
        "ingress-host",
        r"\bhost is required\b|rules\.http is required|expected exactly one Host in the TLS spec|deriving host|"
        r"pathType is required|tcp services must |(?:udp|ssh) services must ",
        "An Ingress is not complete enough for Pomerium.",
        "Each rule needs a host, a path with its pathType, and a service; TCP takes one host and no paths.",
        "Complete spec.rules of that Ingress.",
        source=_ROUTES,
        needs="pomerium",
    ),
    entry(
        "ingress-service",
        r"could not find port (?P<port>\S+) on service|refers to service .{1,200}failed to get service information|"
        r"get service \S+: .{0,80}not found|\b(?:Service|Endpoints) \"[\w.-]+\" not found|"
        r"getting? services?: .{0,120}not found",
        "An Ingress leads to a Service or a port that is not there.",
        "The ingress controller leaves the route out until it is.",
        "Compare backend.service.name and its port with the Service, in the same namespace.",
        source=_ROUTES,
        needs="pomerium",
    ),
    entry(
        "ingress-secret",
        r"\btls: get secret \S+: Secret .{1,120} not found|fetch ingress.{0,120}Secret .{1,120} not found",
        "The Secret with an Ingress's certificate is not there.",
        "The ingress controller leaves the route out until it is.",
        "Make it (cert-manager does, by an annotation), or correct tls.secretName.",
        source=_FETCH,
        needs="pomerium",
    ),
    entry(
        "bootstrap-missing",
        r"bootstrap secret:? .{0,120}not found|Secret \"bootstrap\" not found|secret \"?\S*bootstrap\"? not found",
        "The Secret called bootstrap is not there.",
        "It holds the keys of Pomerium; a job called pomerium-gen-secrets makes it at the installation.",
        "See why that job failed, or apply the installation again.",
        source="pomerium/ingress-controller pomerium/ctrl/bootstrap.go",
        needs="pomerium",
    ),
    entry(
        "idp-secret-missing",
        r"(?:idp|identityProvider|request ?params?|requestParamsSecret|secrets): (?:secret: )?"
        r"(?:get |fetch )\S+:? .{0,120}not found|idp secret: is required|secrets?: secret: get .{1,160}not found",
        "The identity provider's Secret that the Pomerium resource names is not there.",
        "Pomerium keeps its old settings, or starts without a provider.",
        "Make it with client_id and client_secret, in the namespace that identityProvider.secret says.",
        source=_SETTINGS,
        needs="pomerium",
    ),
    entry(
        "resource-secret-missing",
        r"(?:ca|casecrets?|caSecrets|postgres(?:ql)?(?:\.secret)?|redis|storage|cookie|jwt)\b.{0,40}: (?:get|fetch) "
        r".{1,160}not found|storage secret must have (?:a )?connection key",
        "A Secret that the Pomerium resource names is not there, or lacks its key.",
        "Pomerium keeps its old settings until it is.",
        "Make it as NAMESPACE/NAME says; the one for storage needs the key connection.",
        source=_SETTINGS,
        needs="pomerium",
        whole=True,
    ),
    entry(
        "resource-missing",
        r"pomeriums?\.ingress\.pomerium\.io \"?(?P<name>[\w-]+)\"? not found|"
        r"(?:settings|global) .{0,40}Pomerium .{0,40}not found",
        "The resource Pomerium called {name} is not there.",
        "The ingress controller takes its settings from it, and does nothing before.",
        "Apply a Pomerium resource under that name; it belongs to no namespace.",
        source="Kubernetes' own text of a resource that is missing",
    ),
    entry(
        "secret-type",
        r"expected secret type kubernetes\.io/(?P<type>tls|\S+), got",
        "A Secret of a certificate is of another type than kubernetes.io/{type}.",
        "The ingress controller doesn't take it.",
        "Make it with kubectl create secret tls.",
        source=_SETTINGS,
        needs="pomerium",
    ),
    entry(
        "storage-dsn",
        r"sslmode must be set in a connection string|if storage is specified, .{0,120}",
        "The Secret of Pomerium's storage holds no complete connection string.",
        "The ingress controller wants sslmode in it.",
        "Write postgres://USER:PASSWORD@HOST:5432/DATABASE?sslmode=require under the key connection.",
        source="pomerium/ingress-controller pomerium/config.go",
        needs="pomerium",
    ),
    entry(
        "storage-memory",
        r"please specify a persistent storage backend",
        "Pomerium keeps its sessions in memory alone.",
        "With each start everybody has to sign in again; more than one copy of it can't work.",
        "Set spec.storage of the Pomerium resource, to file or postgres.",
        source="pomerium/ingress-controller pomerium/config.go",
    ),
    entry(
        "timeouts-order",
        r"read timeout \(.{1,30}\) must be less than write timeout",
        "The time limits of the Pomerium resource are in the wrong order.",
        "Reading may not take longer than writing.",
        "Set spec.timeouts.read below spec.timeouts.write.",
        source="pomerium/ingress-controller pomerium/config.go",
    ),
    entry(
        "ingress-class",
        r"the ingress did not specify an ingressClass|no ingressClass managed by controller|"
        r"IngressClass(?:es\.networking\.k8s\.io)? \"?pomerium\"? not found|"
        r"ingressClass \S+ (?:is )?not (?:found|managed)",
        "The ingress controller of Pomerium doesn't take this Ingress for its own.",
        "It names no ingressClassName, or one that belongs to another controller.",
        "Write ingressClassName: pomerium.",
        source="pomerium/ingress-controller controllers/ingress/ingress_class.go",
        needs="pomerium",
    ),
    entry(
        "ingress-namespace",
        r"is not in the namespace list this controller is managing",
        "The ingress controller doesn't look after this namespace.",
        "It was started with --namespaces.",
        "Add the namespace there, or take the option off.",
        source="pomerium/ingress-controller controllers/ingress/ingress_class.go",
    ),
    entry(
        "cluster-rights",
        r"is forbidden: User \"?system:serviceaccount:[\w-]*pomerium[\w:-]*|"
        r"is forbidden: User \"?system:serviceaccount:[\w-]+:[\w-]*pomerium[\w-]*",
        "Kubernetes refuses something to Pomerium's service account.",
        "Its ClusterRole is older than the controller, or was changed.",
        "Apply the installation of the controller's own version again: it brings the roles along.",
        source="Kubernetes' own text of missing rights (RBAC)",
    ),
    entry(
        "resource-invalid",
        r"authenticate is required if identityProvider is set|identityProvider is required if authenticate is set|"
        r"secret is required unless provider is 'hosted'|"
        r"\bpomerium\b.{0,200}spec\.(?:secrets|authenticate\S*|identityProvider\S*|certificates\S*|storage\S*)"
        r"\"?: (?:Required|Invalid) value",
        "Kubernetes doesn't take the Pomerium resource: a field is missing, or not as it has to be.",
        "It wants spec.secrets, and identityProvider and authenticate with an https URL together.",
        "Complete the field that is named.",
        source=_RESOURCE,
    ),
    entry(
        "resource-scope",
        r"pomerium CRD is cluster-scoped|the namespace from the provided option .{0,40}pomerium",
        "The Pomerium resource belongs to no namespace.",
        "It is there once for the whole cluster.",
        "Take metadata.namespace off.",
        source="pomerium/ingress-controller cmd",
        needs="pomerium",
    ),
)

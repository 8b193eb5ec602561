"""A Kubernetes API server on loopback, as much of one as kubectl diff and apply ask: three kinds, no validation.

Discovery, GET, POST, PATCH (merge by keys) with dry runs, for Secrets, ConfigMaps, and Pomerium where its controller
is installed. Its field validation is a real one's for unknown fields of Pomerium only, by the facts' list.
"""

from __future__ import annotations

import base64
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

GROUP = "ingress.pomerium.io"
CORE = {"secrets": "Secret", "configmaps": "ConfigMap", "namespaces": "Namespace"}
VERBS = ["create", "get", "list", "patch", "update"]


class Cluster:
    """`objects` by path; `calls` are method, path, query, dry run; `namespaces` are there, others not."""

    def __init__(self):
        self.objects, self.calls, self.namespaces = {}, [], {"default", "pomerium"}
        self.pomerium = True
        self.providers = None  # the enum, where it is checked
        self.forbidden = set()
        self.locked = False  # whether it knows nobody; over plain http kubectl sends no token
        self.silent = threading.Event()
        self.server = Server(("127.0.0.1", 0), type("Bound", (Handler,), {"cluster": self}))
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def close(self):
        self.silent.set()
        self.server.shutdown()
        self.server.server_close()

    def writes(self):
        return [call for call in self.calls if call[0] != "GET" and not call[2]]

    def config(self, path, **more):
        """A kubeconfig with this cluster as `dev`."""
        context = {"cluster": "loopback", "user": "ada"} | more
        whole = {
            "apiVersion": "v1",
            "kind": "Config",
            "clusters": [{"name": "loopback", "cluster": {"server": self.url}}],
            "users": [{"name": "ada", "user": {"token": "practice-token"}}],
            "contexts": [{"name": "dev", "context": context}],
            "current-context": "dev",
        }
        path.write_text(json.dumps(whole))
        return path


def resource(name, kind, namespaced):
    return {"name": name, "singularName": kind.lower(), "namespaced": namespaced, "kind": kind, "verbs": VERBS}


def merged(old, new):
    """RFC 7396."""
    if not isinstance(new, dict):
        return new
    found = dict(old) if isinstance(old, dict) else {}
    for key, value in new.items():
        if value is None:
            found.pop(key, None)
        elif not key.startswith("$"):
            found[key] = merged(found.get(key), value)
    return found


def stored(thing):
    """stringData goes into data, as the API server does it."""
    plain = thing.pop("stringData", None)
    if plain:
        encoded = {key: base64.b64encode(text.encode()).decode() for key, text in plain.items()}
        thing["data"] = thing.get("data", {}) | encoded
    return thing


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        """kubectl closes connections as it ends."""


class Handler(BaseHTTPRequestHandler):
    cluster: Cluster
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        """Nothing on standard error."""

    def answer(self, status, body):
        text = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def refuse(self, status, reason, message):
        self.answer(
            status,
            {
                "kind": "Status",
                "apiVersion": "v1",
                "status": "Failure",
                "reason": reason,
                "message": message,
                "code": status,
            },
        )

    def discovery(self, path):
        found = {
            "/api": {"kind": "APIVersions", "versions": ["v1"]},
            "/api/v1": {
                "kind": "APIResourceList",
                "groupVersion": "v1",
                "resources": [resource(name, kind, name != "namespaces") for name, kind in CORE.items()],
            },
        }
        groups = []
        if self.cluster.pomerium:
            version = {"groupVersion": f"{GROUP}/v1", "version": "v1"}
            groups = [{"name": GROUP, "versions": [version], "preferredVersion": version}]
            found[f"/apis/{GROUP}/v1"] = {
                "kind": "APIResourceList",
                "groupVersion": f"{GROUP}/v1",
                "resources": [resource("pomerium", "Pomerium", False)],
            }
        found["/apis"] = {"kind": "APIGroupList", "apiVersion": "v1", "groups": groups}
        found["/version"] = {"major": "1", "minor": "32", "gitVersion": "v1.32.0"}
        return found.get(path)

    def validating(self, path):
        """An OpenAPI document that says only that fields are validated by the server."""
        parameters = [{"name": "fieldValidation", "in": "query"}, {"name": "dryRun", "in": "query"}]
        if path == "/openapi/v3":
            names = ["api/v1", f"apis/{GROUP}/v1"]
            return {"paths": {name: {"serverRelativeURL": f"/openapi/v3/{name}"} for name in names}}
        group, kinds = ("", CORE.values()) if path.endswith("api/v1") else (GROUP, ["Pomerium"])
        paths = {
            f"/x/{kind}": {
                "patch": {
                    "parameters": parameters,
                    "responses": {},
                    "x-kubernetes-group-version-kind": {"group": group, "version": "v1", "kind": kind},
                }
            }
            for kind in kinds
        }
        return {"openapi": "3.0.0", "info": {"title": "loopback", "version": "1"}, "paths": paths}

    def do_GET(self):
        path = urlsplit(self.path).path
        found = self.discovery(path)
        if found is None and path.startswith("/openapi/v3"):
            found = self.validating(path)
        if found is not None:
            self.answer(200, found)
            return
        self.handle_object("GET", None)

    def do_POST(self):
        self.handle_object("POST", self.body())

    def do_PATCH(self):
        self.handle_object("PATCH", self.body())

    def body(self):
        return json.loads(self.rfile.read(int(self.headers["Content-Length"])))

    def handle_object(self, method, body):
        parts = urlsplit(self.path)
        dry = "dryRun" in parse_qs(parts.query)
        self.cluster.calls.append((method, parts.path, dry))
        if self.cluster.locked:
            self.refuse(401, "Unauthorized", "Unauthorized")
            return
        kind = next((word for word in ("secrets", "configmaps", "pomerium") if f"/{word}" in parts.path), "")
        if kind in self.cluster.forbidden:
            message = f'{kind} is forbidden: User "ada" cannot {method.lower()} resource "{kind}" in API group ""'
            self.refuse(403, "Forbidden", message)
            return
        path = parts.path if method != "POST" else f"{parts.path}/{body['metadata']['name']}"
        old = self.cluster.objects.get(path)
        if method == "GET":
            self.answer(200, old) if old else self.refuse(404, "NotFound", f'{path} "x" not found')
            return
        namespace = parts.path.split("/namespaces/")[1].split("/")[0] if "/namespaces/" in parts.path else "default"
        if namespace not in self.cluster.namespaces:
            self.refuse(404, "NotFound", f'namespaces "{namespace}" not found')
            return
        new = stored(merged(old or {}, body))
        provider = new.get("spec", {}).get("identityProvider", {}).get("provider")
        if provider and self.cluster.providers and provider not in self.cluster.providers:
            known = ", ".join(f'"{each}"' for each in self.cluster.providers)
            why = f'spec.identityProvider.provider: Unsupported value: "{provider}": supported values: {known}'
            self.refuse(422, "Invalid", f'Pomerium.ingress.pomerium.io "global" is invalid: {why}')
            return
        if new != old:
            new["metadata"] |= {"uid": "u-1", "resourceVersion": str(len(self.cluster.calls))}
        if not dry:
            self.cluster.objects[path] = new
        self.answer(200 if old else 201, new)

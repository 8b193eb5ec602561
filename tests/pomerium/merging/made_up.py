"""Files as somebody could have written them, with a few of our keys among their own: made up from a number.

Each foreign line holds a word that stands nowhere else, so that a test can tell that it stayed.
"""

from __future__ import annotations

import random
import string
from typing import Any

OURS = ("authenticate_service_url", "idp_provider", "idp_provider_url", "idp_client_id", "idp_client_secret")
OLD = {
    "authenticate_service_url": ["https://old.example.com", "https://authenticate.corp.example.com/"],
    "idp_provider": ["oidc", "cognito", "google"],
    "idp_provider_url": ["https://cognito-idp.${AWS-REGION}.amazonaws.com/${USER-POOL-ID}", "https://x.example.com/"],
    "idp_client_id": ["304a12ktcc5djt9d7enj6dsjkg", "other", "1234567890"],
    "idp_client_secret": ["0ld-s3cret", "a b # c", "it's"],
}
_PLACES = ("pomerium", "http_redirect_addr", "log_level", "grpc_address", "über", "autocert_dir")


class MadeUp:
    """One made-up file; `random` decides everything, so a number names it."""

    def __init__(self, number: int) -> None:
        self.random = random.Random(number)
        self.count = 0
        self.newline = self.random.choice(["\n", "\n", "\r\n"])

    def word(self) -> str:
        """A word that no other line has."""
        self.count += 1
        return f"w{self.count}{self.random.choice(['', '-x', '_é', '.y'])}"

    def maybe(self, share: float = 0.5) -> bool:
        return self.random.random() < share

    def end(self) -> str:
        """What may follow a value: blanks, a comment."""
        return self.random.choice(["", "", "", "  ", f"  # {self.word()}", f" #{self.word()}\t"])

    def finished(self, lines: list[str]) -> bytes:
        """The lines as a file's bytes: line ends, a mark before, the last line end missing."""
        text = self.newline.join(lines) + self.newline
        if self.maybe(0.2):
            text = text.removesuffix(self.newline)
        bom = "\ufeff" if self.maybe(0.2) else ""
        return (bom + text).encode()

    # --- YAML

    def scalar(self, value: str) -> str:
        single, double = "'" + value.replace("'", "''") + "'", '"' + value + '"'
        plain = value if not any(c in value for c in "#'{ ") and not value.isdigit() else single
        return self.random.choice([plain, single, double])

    def foreign(self) -> list[str]:
        """One key of somebody's own."""
        key = f"{self.random.choice(_PLACES)}_{self.word()}"
        kinds = [
            [f"{key}: {self.scalar(self.word())}{self.end()}"],
            [f"{key}:   {{a: {self.word()},b: [1,  2]}}{self.end()}"],
            [f"{key}:{self.end()}", f"    - {self.word()}   ", f"    # {self.word()}", f"    - b: {self.word()}"],
            [f"{key}: |{self.random.choice(['', '-', '+'])}", f"  {self.word()}", "", f"    deep {self.word()}  "],
            [f"{key}: >-", f"  folded {self.word()}", f"  # no comment {self.word()}"],
            [f"{key}:", f"  b: &a{self.count} {{x: {self.word()}}}", f"  c: *a{self.count - 1}"],
            [f'"{key}": "two {self.word()}', f'  lines {self.word()}"'],
            [f"? {key}", f": {self.word()}"],
        ]
        return self.random.choice(kinds)

    def between(self) -> list[str]:
        """Comments and blank lines."""
        found = [f"# {self.word()}", "", "   ", f"#{self.word()}  idp_provider: no", "#"]
        return [self.random.choice(found) for _ in range(self.random.choice([0, 0, 1, 2]))]

    def scopes(self) -> list[str]:
        old = self.random.choice([["openid"], ["email", "openid", "profile"], ["openid", "a", "b", "offline_access"]])
        kinds = [
            [f"idp_scopes: [{', '.join(old)}]{self.end()}"],
            [f"idp_scopes: {','.join(old)}{self.end()}"],
            [f"idp_scopes: '{', '.join(old)}'{self.end()}"],
            [f"idp_scopes:{self.end()}", *(f"  - {scope}" for scope in old)],
            ["idp_scopes:", *(f'- "{scope}"' for scope in old)],
        ]
        return self.random.choice(kinds)

    def ours(self) -> list[list[str]]:
        """Some of our keys, with values of before."""
        found = []
        for key in OURS:
            if self.maybe(0.6):
                value = self.random.choice(OLD[key])
                gap = self.random.choice([" ", " ", "   "])
                found.append([f"{key}:{gap}{self.scalar(value)}{self.end()}"])
        return found + ([self.scopes()] if self.maybe(0.6) else [])

    def routes(self) -> list[str]:
        """Routes of somebody's own."""
        own = ["routes:", f"  - from: https://{self.word().replace('é', 'e')}.example.com", "    to: http://b  "]
        return [*own, f"    policy: [{{allow: {{or: [{{email: {{is: {self.word()}}}}}]}}}}]", f"  # {self.word()}"]

    def config(self) -> list[str]:
        """The lines of a config.yaml."""
        blocks = self.ours() + [self.foreign() for _ in range(self.random.randint(0, 6))]
        blocks += [self.routes()] if self.maybe(0.3) else []
        self.random.shuffle(blocks)
        lines = [*self.between(), *([] if self.maybe(0.8) else ["---"])]
        for block in blocks:
            lines += [*self.between(), *block]
        return lines + self.between()

    # --- environment

    def env(self, plain: bool) -> list[str]:
        """The lines of an environment file; `plain` is Docker's form."""
        lines: list[str] = []
        ours = [key.upper() for key in OURS if self.maybe(0.6)] + (["IDP_SCOPES"] if self.maybe(0.6) else [])
        names = ours + [f"OWN_{number}" for number in range(self.random.randint(0, 6))]
        self.random.shuffle(names)
        export = "export " if not plain and self.maybe(0.3) else ""
        for name in names:
            lines += [line for line in self.between() if not plain or line.strip() or self.maybe()]
            if name in ours:
                old = OLD.get(name.lower(), ["openid,email,profile", "openid, profile", "profile,openid,email"])
                lines.append(f"{export}{name}={self.env_value(self.random.choice(old), plain, mine=True)}")
            else:
                lines += f"{export}{name}={self.env_value('my ' + self.word(), plain)}".split("\n")
        return [*lines, *self.between()]

    def env_value(self, value: str, plain: bool, mine: bool = False) -> str:
        if plain:
            return value + self.random.choice(["", "", "  ", " # kept"])
        double = '"' + value + '"' + self.end()
        single = double if "'" in value else f"'{value}'{self.end()}"
        bare = value if set(value) <= set(string.ascii_letters + string.digits + ":/.-,") else single
        more = (
            [] if mine else [f"'two {self.word()}\nlines {self.word()}'", f"$OTHER{self.end()}", f"a={self.word()}&b=1"]
        )
        return self.random.choice([double, single, bare, *more])

    # --- Compose

    def compose(self) -> list[str]:
        """A Compose file, Pomerium's service among others, its environment as a mapping or as a list."""
        dashed = self.maybe()
        ours = [key.upper() for key in OURS if self.maybe(0.6)] + (["IDP_SCOPES"] if self.maybe(0.6) else [])
        names = ours + [f"OWN_{number}" for number in range(self.random.randint(1, 4))]
        self.random.shuffle(names)
        given = []
        for name in names:
            olds = OLD.get(name.lower(), ["openid,email,profile", "profile,openid,email"])
            value = self.random.choice([old.replace("$", "$$") for old in olds]) if name in ours else self.word()
            text = self.scalar(f"{name}={value}") if dashed else f"{name}: {self.scalar(value)}"
            given += [*self.between(), f"      {'- ' if dashed else ''}{text}{self.end()}"]
        mine = [f"  sso:{self.end()}", "    image: pomerium/pomerium:v0.30.0", "    environment:", *given]
        mine += [f"    ports: ['443:443']{self.end()}"] if self.maybe() else []
        other = ["  other:", f"    image: {self.word()}", f"    environment: {{IDP_PROVIDER: {self.word()}}}"]
        services = [mine, other] if self.maybe() else [other, mine]
        return [*self.between(), f"services:{self.end()}", *services[0], *services[1], f"volumes: {{{self.word()}: }}"]

    # --- Kubernetes

    def other_object(self) -> list[str]:
        """An object that is nobody's business."""
        return [
            f"# {self.word()}",
            "apiVersion: apps/v1",
            self.random.choice(["kind: Deployment", "kind: 'Ingress'", "kind: Service  "]),
            f"metadata: {{name: {self.word()}}}",
            "spec:",
            f"    idp_provider: {self.word()}",
            "    args: |-",
            f"        url: {self.word()}",
        ]

    def config_map(self) -> list[str]:
        """A ConfigMap with a config.yaml in it."""
        indent = " " * self.random.choice([3, 4, 6])
        inside = [line for line in self.config() if line != "---"]
        while inside and (not inside[0].strip() or inside[0].startswith(" ")):
            inside = inside[1:]
        inside = inside or ["log_level: info"]
        name = self.random.choice(["config.yaml", '"config.yaml"', "config.yml"])
        head = f"  {name}: |{self.random.choice(['', '-', '+'])}{self.end()}"
        data = ["data:", head, *(indent + line if line.strip() else line for line in inside)]
        data += [f"  other: {self.word()}"] if self.maybe(0.3) else []
        meta = [
            "metadata:",
            "  name: pomerium",
            *(["  namespace: pomerium"] if self.maybe() else []),
            f"  # {self.word()}",
        ]
        sections = [["apiVersion: v1"], ["kind: ConfigMap"], meta, data]
        self.random.shuffle(sections)
        return [line for section in sections for line in section]

    def secret(self, name: str, texts: dict[str, str]) -> list[str]:
        """A Secret with these values, some in base64."""
        import base64

        coded = {key: base64.b64encode(text.encode()).decode() for key, text in texts.items()}
        where, found = ("data", coded) if self.maybe() else ("stringData", texts)
        lines = ["apiVersion: v1", "kind: Secret", f"metadata: {{name: {name}}}{self.end()}", f"{where}:"]
        own = [f"  own_{self.word()}: {coded and 'b3du'}"]
        return [*lines, *(f"  {key}: {self.scalar(text)}{self.end()}" for key, text in found.items()), *own]

    def resource(self) -> list[str]:
        """A Pomerium resource."""
        scopes = self.random.choice([[], ["    scopes: [openid, email]"], ["    scopes:", "    - openid", "    - a"]])
        return [
            "apiVersion: ingress.pomerium.io/v1",
            "kind: Pomerium",
            f"metadata: {{name: global}}{self.end()}",
            "spec:",
            f"  secrets: pomerium/bootstrap{self.end()}",
            f"  authenticate: {{url: 'https://old.example.com'}}{self.end()}",
            "  identityProvider:",
            f"    provider: oidc{self.end()}",
            *scopes,
            f"    secret: pomerium/idp  # {self.word()}",
            *([f"    requestParams: {{a: {self.word()}}}"] if self.maybe() else []),
            *([f"  certificates: [pomerium/{self.word()}]"] if self.maybe() else []),
        ]

    def manifest(self, *objects: list[str]) -> list[str]:
        """Several documents, ours among others."""
        parts = [*objects, *(self.other_object() for _ in range(self.random.randint(0, 2)))]
        self.random.shuffle(parts)
        lines = list(parts[0])
        for part in parts[1:]:
            lines += [self.random.choice(["---", "---  ", f"--- # {self.word()}"]), *part]
        return ["---", *lines] if self.maybe(0.2) else lines


def with_values(options: dict[str, Any], there: dict[str, Any]) -> dict[str, Any]:
    """What a config is to load to: ours over theirs, scopes as they stand where they are the same ones."""
    found = dict(there)
    for key, value in options.items():
        old = there.get(key)
        if key == "idp_scopes" and old is not None:
            as_list = old.split(",") if isinstance(old, str) else old
            same = sorted(as_list) == sorted(value)
            found[key] = old if same else ",".join(value) if isinstance(old, str) else value
        elif key == "authenticate_service_url" and old == value + "/":
            continue
        else:
            found[key] = value
    return found

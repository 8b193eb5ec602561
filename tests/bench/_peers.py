"""The programs that `engine` measures: ours, Terraform, a script of the AWS CLI, a boto3 script; each does the same."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any, ClassVar

COMMAND = str(Path(sys.executable).with_name("pomerium-cognito"))
AUTHENTICATE = "https://authenticate.corp.example.com"
MIRRORS = ("opt/*/registry.*", "usr/share/*/registry.*", "usr/local/share/*/registry.*")
NO_TERRAFORM = (
    "Terraform is left out: install it, then `terraform providers mirror /usr/local/share/terraform` in a folder whose"
    " main.tf requires hashicorp/aws"
)
CLI_FOLDER = Path(tempfile.gettempdir()) / "pomerium-cognito-bench" / "awscli"
NO_CLI = f"The AWS CLI is left out: {sys.executable} -m venv {CLI_FOLDER} && {CLI_FOLDER}/bin/pip install awscli"
OURS, TERRAFORM, CLI, BOTO3 = "pomerium-cognito", "Terraform", "AWS CLI", "boto3 script"
DEEDS = ("apply", "plan", "undo")
RESOURCES = """
terraform {{
  required_providers {{
    aws = {{ source = "hashicorp/aws" }}
  }}
}}
provider "aws" {{
  region = "eu-west-1"
  access_key = "x"
  secret_key = "y"
  skip_credentials_validation = true
  skip_requesting_account_id = true
  skip_metadata_api_check = true
  endpoints {{ cognitoidp = "{url}" }}
}}
resource "aws_cognito_user_pool" "p" {{
  name = "{name}"
  username_attributes = ["email"]
  auto_verified_attributes = ["email"]
  mfa_configuration = "OPTIONAL"
  software_token_mfa_configuration {{ enabled = true }}
  admin_create_user_config {{ allow_admin_create_user_only = true }}
}}
resource "aws_cognito_user_pool_client" "c" {{
  name = "pomerium"
  user_pool_id = aws_cognito_user_pool.p.id
  generate_secret = true
  callback_urls = ["{site}/oauth2/callback"]
  logout_urls = ["{site}/.pomerium/signed_out"]
  allowed_oauth_flows = ["code"]
  allowed_oauth_flows_user_pool_client = true
  allowed_oauth_scopes = ["openid", "email", "profile"]
  supported_identity_providers = ["COGNITO"]
}}
resource "aws_cognito_user_pool_domain" "d" {{
  domain = "{name}"
  user_pool_id = aws_cognito_user_pool.p.id
}}
"""
# fmt: off
APPLY = (  # operation, request, what of the answer is kept as which id
    ("create-user-pool", {
        "PoolName": "{name}", "UsernameAttributes": ["email"], "AutoVerifiedAttributes": ["email"],
        "AdminCreateUserConfig": {"AllowAdminCreateUserOnly": True},
    }, ("pool", "UserPool.Id")),
    ("set-user-pool-mfa-config", {
        "UserPoolId": "{pool}", "MfaConfiguration": "OPTIONAL", "SoftwareTokenMfaConfiguration": {"Enabled": True},
    }, None),
    ("create-user-pool-client", {
        "UserPoolId": "{pool}", "ClientName": "pomerium", "GenerateSecret": True, "AllowedOAuthFlows": ["code"],
        "AllowedOAuthFlowsUserPoolClient": True, "AllowedOAuthScopes": ["openid", "email", "profile"],
        "CallbackURLs": [f"{AUTHENTICATE}/oauth2/callback"], "SupportedIdentityProviders": ["COGNITO"],
        "LogoutURLs": [f"{AUTHENTICATE}/.pomerium/signed_out"],
    }, ("client", "UserPoolClient.ClientId")),
    ("create-user-pool-domain", {"UserPoolId": "{pool}", "Domain": "{name}"}, None),
)
PLAN = (
    ("describe-user-pool", {"UserPoolId": "{pool}"}, None),
    ("get-user-pool-mfa-config", {"UserPoolId": "{pool}"}, None),
    ("describe-user-pool-client", {"UserPoolId": "{pool}", "ClientId": "{client}"}, None),
    ("describe-user-pool-domain", {"Domain": "{name}"}, None),
    ("list-identity-providers", {"UserPoolId": "{pool}"}, None),
)
UNDO = (
    ("delete-user-pool-client", {"UserPoolId": "{pool}", "ClientId": "{client}"}, None),
    ("delete-user-pool-domain", {"UserPoolId": "{pool}", "Domain": "{name}"}, None),
    ("delete-user-pool", {"UserPoolId": "{pool}"}, None),
)
# fmt: on
CALLS: dict[str, Any] = {"apply": APPLY, "plan": PLAN, "undo": UNDO}
SCRIPT = """
import boto3, pathlib
c = boto3.client("cognito-idp")
ids = {"name": %r} | {f: pathlib.Path(f).read_text() for f in ("pool", "client") if pathlib.Path(f).exists()}
def fill(v):
    if isinstance(v, str): return v.format(**ids)
    if isinstance(v, list): return [fill(i) for i in v]
    return {k: fill(i) for k, i in v.items()} if isinstance(v, dict) else v
for operation, request, made in %r:
    a = getattr(c, operation.replace("-", "_"))(**fill(request))
    if made:
        for key in made[1].split("."): a = a[key]
        ids[made[0]] = a
        pathlib.Path(made[0]).write_text(a)
"""


class Way(ABC):
    """One program that does the deeds; each run is for a name of its own in a folder of its own."""

    title: ClassVar[str]

    def __init__(self, home: Path, env: dict[str, str]) -> None:
        self.home, self.env = home, env
        self.folder = home

    def deeds(self) -> tuple[str, ...]:
        """What it can do."""
        return DEEDS

    def prepare(self, name: str) -> None:
        """What is there before the first deed, not timed."""
        self.folder = self.home / f"{type(self).__name__}-{name}"
        self.folder.mkdir()

    @abstractmethod
    def command(self, deed: str, name: str) -> list[str]:
        """The deed as a command line."""

    def run(self, deed: str, name: str, watch: bool = False) -> tuple[float, float]:
        """Seconds, and MB where it is watched."""
        with tempfile.TemporaryFile() as told:
            began = time.perf_counter()
            process = subprocess.Popen(
                self.command(deed, name), cwd=self.folder, env=self.env, stdout=told, stderr=subprocess.STDOUT
            )
            sampled = peak_of_tree(process) if watch else 0.0
            _, status, usage = os.wait4(process.pid, 0)
            seconds = time.perf_counter() - began
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode:
                told.seek(0)
                sys.exit(f"{self.title} {deed} ends with {process.returncode}: {told.read()[-800:].decode()}")
        return seconds, max(sampled, usage.ru_maxrss / 1024)


class Ours(Way):
    """The installed command."""

    title = OURS

    def deeds(self) -> tuple[str, ...]:
        """Without `undo` where the command has none."""
        asked = subprocess.run([COMMAND, "undo", "--help"], env=self.env, capture_output=True, check=False)
        return DEEDS if asked.returncode == 0 else DEEDS[:2]

    def prepare(self, name: str) -> None:
        """Write the setup; moto has no managed login, and peers protect nothing from deletion."""
        super().prepare(name)
        options = ["--authenticate-url", AUTHENTICATE, "--region", "eu-west-1", "--prefix", name]
        options += ["--set", "domain.managed_login=false", "--set", "pool.deletion_protection=false"]
        command = [COMMAND, "new", "-o", "setup.yaml", *options]
        subprocess.run(command, cwd=self.folder, env=self.env, check=True, capture_output=True)

    def command(self, deed: str, name: str) -> list[str]:
        """The command without asking, and without the checks over HTTP that no peer has."""
        more = {"apply": ["--yes", "--no-verify"], "plan": [], "undo": ["--yes"]}[deed]
        return [COMMAND, deed, "setup.yaml", "--secrets", "none", *more]


class Terraform(Way):
    """Terraform from a local mirror of its AWS provider; `init` is not timed."""

    title = TERRAFORM

    def prepare(self, name: str) -> None:
        """Configuration and provider."""
        super().prepare(name)
        text = RESOURCES.format(url=self.env["AWS_ENDPOINT_URL"], name=name, site=AUTHENTICATE)
        (self.folder / "main.tf").write_text(text)
        command = ["terraform", "init", "-input=false"]
        subprocess.run(command, cwd=self.folder, env=self.env, check=True, capture_output=True)

    def command(self, deed: str, name: str) -> list[str]:
        """The verbs of Terraform."""
        verbs = {"apply": ["apply", "-auto-approve"], "plan": ["plan"], "undo": ["destroy", "-auto-approve"]}
        return ["terraform", *verbs[deed], "-input=false"]


class AwsCli(Way):
    """A shell script of `aws cognito-idp` for the same calls; ids are kept in files."""

    title = CLI

    def command(self, deed: str, name: str) -> list[str]:
        """The script."""
        lines = ["set -e", *(f"{id}=$(cat {id} 2>/dev/null) || true" for id in ("pool", "client"))]
        for operation, request, made in CALLS[deed]:
            body = json.dumps(request).replace('"', '\\"').replace("{name}", name)
            for id in ("pool", "client"):
                body = body.replace(f"{{{id}}}", f"${id}")
            line = f'{CLI_FOLDER}/bin/aws cognito-idp {operation} --cli-input-json "{body}"'
            lines.append(
                f"{made[0]}=$({line} --query {made[1]} --output text); echo ${made[0]} > {made[0]}" if made else line
            )
        return ["bash", "-c", "\n".join(lines)]


class Boto3(Way):
    """A script that does the calls and nothing else."""

    title = BOTO3

    def command(self, deed: str, name: str) -> list[str]:
        """The script."""
        return [sys.executable, "-c", SCRIPT % (name, CALLS[deed])]


def peak_of_tree(process: subprocess.Popen[bytes]) -> float:
    """MB of the process and all below it at the worst moment seen, until the process has ended."""
    peak = 0
    while True:
        pids, total = [process.pid], 0
        while pids:
            proc = Path(f"/proc/{pids.pop()}")
            with contextlib.suppress(OSError):
                total += int((proc / "statm").read_text().split()[1])
                pids += [
                    int(pid) for task in (proc / "task").iterdir() for pid in (task / "children").read_text().split()
                ]
        peak = max(peak, total)
        if os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            return peak * os.sysconf("SC_PAGE_SIZE") / 2**20
        time.sleep(0.01)


def here(home: Path, env: dict[str, str]) -> list[type[Way]]:
    """Ours, and the peers that are here; the others are told with what installs them."""
    found: list[type[Way]] = [Ours, Boto3]
    mirrors = [there.parent for pattern in MIRRORS for there in Path("/").glob(pattern)]
    if shutil.which("terraform") and mirrors:
        rc = home / "terraform.rc"
        rc.write_text(f'provider_installation {{\n  filesystem_mirror {{\n    path = "{mirrors[0]}"\n  }}\n}}\n')
        env["TF_CLI_CONFIG_FILE"] = str(rc)
        found.append(Terraform)
    else:
        print(NO_TERRAFORM)
    if not (CLI_FOLDER / "bin" / "aws").exists():
        made = subprocess.run([sys.executable, "-m", "venv", str(CLI_FOLDER)], capture_output=True, check=False)
        if made.returncode == 0:
            command = [str(CLI_FOLDER / "bin" / "pip"), "install", "-q", "awscli"]
            subprocess.run(command, capture_output=True, check=False)
    if (CLI_FOLDER / "bin" / "aws").exists():
        found.append(AwsCli)
    else:
        print(NO_CLI)
    return found

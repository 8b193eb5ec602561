"""Seconds for one pool, client and domain on one moto server: `apply --no-verify`, Terraform, a plain boto3 script.

Run by hand: python tests/bench/apply_on_moto.py [rounds]. Whole processes, taken in turns; medians and ratios.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 5
COMMAND = str(Path(sys.executable).with_name("pomerium-cognito"))
MIRRORS = ("/opt/*/registry.*", "/usr/share/*/registry.*", "/usr/local/share/*/registry.*")
TERRAFORM = """
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
  callback_urls = ["https://authenticate.corp.example.com/oauth2/callback"]
  logout_urls = ["https://authenticate.corp.example.com/.pomerium/signed_out"]
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
SCRIPT = """
import boto3, sys
c = boto3.client("cognito-idp", region_name="eu-west-1")
p = c.create_user_pool(PoolName=sys.argv[1], UsernameAttributes=["email"], AutoVerifiedAttributes=["email"],
                       AdminCreateUserConfig={"AllowAdminCreateUserOnly": True})["UserPool"]["Id"]
c.set_user_pool_mfa_config(UserPoolId=p, MfaConfiguration="OPTIONAL", SoftwareTokenMfaConfiguration={"Enabled": True})
c.create_user_pool_client(UserPoolId=p, ClientName="pomerium", GenerateSecret=True, AllowedOAuthFlows=["code"],
    AllowedOAuthFlowsUserPoolClient=True, AllowedOAuthScopes=["openid", "email", "profile"],
    CallbackURLs=["https://authenticate.corp.example.com/oauth2/callback"], SupportedIdentityProviders=["COGNITO"],
    LogoutURLs=["https://authenticate.corp.example.com/.pomerium/signed_out"])
c.create_user_pool_domain(UserPoolId=p, Domain=sys.argv[1])
"""


def main() -> None:
    """Print the three medians and their ratios."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "journeys"))
    from programs import clean_environment, moto_server

    with tempfile.TemporaryDirectory() as folder, moto_server() as url:
        home = Path(folder)
        env = clean_environment(home) | {"AWS_ENDPOINT_URL": url, "POMERIUM_COGNITO_ISSUER_BASE": url}
        ways: dict[str, Callable[[str], None]] = {
            "apply --no-verify": lambda name: ours(home, env, name),
            "boto3 script": lambda name: run([sys.executable, "-c", SCRIPT, name], home, env),
        }
        if terraform_ready(home, env, url):
            ways["terraform apply"] = lambda name: terraform(home, env, url, name)
        seconds: dict[str, list[float]] = {way: [] for way in ways}
        for turn in range(ROUNDS):
            for way, do in ways.items():
                name = f"bench-{way.split()[0]}-{turn}"
                if way.startswith("apply"):
                    run([COMMAND, "new", "-o", f"{name}.yaml", *new_options(name)], home, env)
                began = time.perf_counter()
                do(name)
                seconds[way].append(time.perf_counter() - began)
    base = statistics.median(seconds["apply --no-verify"])
    for way, taken in seconds.items():
        median = statistics.median(taken)
        print(f"{way:18} {median:6.2f} s   {median / base:5.2f} of ours   ({min(taken):.2f} to {max(taken):.2f})")


def new_options(name: str) -> list[str]:
    """Options of `new` for a setup that moto can hold: it has no managed login."""
    url = "https://authenticate.corp.example.com"
    return ["--authenticate-url", url, "--region", "eu-west-1", "--prefix", name, "--set", "domain.managed_login=false"]


def ours(home: Path, env: dict[str, str], name: str) -> None:
    run([COMMAND, "apply", f"{name}.yaml", "--yes", "--no-verify", "--secrets", "none"], home, env)


def terraform_ready(home: Path, env: dict[str, str], url: str) -> bool:
    """Whether Terraform and a local mirror of its AWS provider are here; `init` is not part of the time."""
    mirrors = [found.parent for pattern in MIRRORS for found in Path("/").glob(pattern.lstrip("/"))]
    if not (shutil.which("terraform") and mirrors):
        print("terraform apply     not measured: no terraform with a local provider mirror here")
        return False
    rc = home / "terraform.rc"
    rc.write_text(f'provider_installation {{\n  filesystem_mirror {{\n    path = "{mirrors[0]}"\n  }}\n}}\n')
    env["TF_CLI_CONFIG_FILE"] = str(rc)
    (home / "main.tf").write_text(TERRAFORM.format(url=url, name="x"))
    run(["terraform", "init", "-input=false"], home, env)
    return True


def terraform(home: Path, env: dict[str, str], url: str, name: str) -> None:
    (home / "main.tf").write_text(TERRAFORM.format(url=url, name=name))
    (home / "terraform.tfstate").unlink(missing_ok=True)
    run(["terraform", "apply", "-auto-approve", "-input=false"], home, env)


def run(command: list[str], home: Path, env: dict[str, str]) -> None:
    done = subprocess.run(command, cwd=home, env=os.environ | env, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{command[0]} ends with {done.returncode}: {(done.stdout + done.stderr)[-800:]}")


if __name__ == "__main__":
    main()

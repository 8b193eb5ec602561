"""Terraform: what exists as resources of the AWS provider, with import blocks that adopt it.

An app client's `generate_secret` can't be read back, and a difference in it replaces the client: it is ignored, as is
the schema, of which the provider reads more than anybody wrote (hashicorp/terraform-provider-aws, user_pool.go).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from wizard.cognito.handover.hcl import Block, Raw, block
from wizard.cognito.snapshot import Answer, Snapshot

_POOL, _CLIENT, _DOMAIN, _GROUP = (
    f"aws_cognito_{name}" for name in ("user_pool", "user_pool_client", "user_pool_domain", "user_group")
)
_HEAD = """\
# {name}: taken over from what stands in account {account}.
# terraform init && terraform plan    says how many are imported, and that nothing is added, changed or destroyed.
# The client secret is not in here; Terraform's state will hold it in clear, so keep the state where secrets may be.
"""


def files(have: Snapshot, shapes: Callable[[str], Any]) -> dict[str, str]:
    """One file, `main.tf`."""
    del shapes
    pool = have.pool or {}
    parts = [_HEAD.format(name=pool.get("Name", ""), account=have.identity.account).rstrip("\n")]
    parts += [block(each) for each in _providers(have)]
    for each in _resources(have):
        parts.append(block(each))
    return {"main.tf": "\n\n".join(parts) + "\n"}


def _providers(have: Snapshot) -> Iterator[Block]:
    needed = {"source": "hashicorp/aws", "version": ">= 5.100"}
    yield Block("terraform", {"required_version": ">= 1.5", "": Block("required_providers", {"aws": needed})})
    yield Block("provider", {"region": have.identity.region}, ("aws",))


def _resources(have: Snapshot) -> Iterator[Block]:
    pool = have.pool or {}
    yield _import(f"{_POOL}.this", str(pool["Id"]))
    yield Block("resource", _pool(pool, have.mfa or {}), (_POOL, "this"))
    if have.client:
        yield _import(f"{_CLIENT}.pomerium", f"{pool['Id']}/{have.client_id}")
        yield Block("resource", _client(have.client), (_CLIENT, "pomerium"))
    for member, label in (("Domain", "prefix"), ("CustomDomain", "custom")):
        name = pool.get(member)
        if name:
            yield _import(f"{_DOMAIN}.{label}", str(name))
            yield Block("resource", _domain(str(name), have.domain(str(name)) or {}), (_DOMAIN, label))
    for number, group in enumerate(sorted(have.groups), 1):
        yield _import(f"{_GROUP}.group_{number}", f"{pool['Id']}/{group}")
        yield Block("resource", {"name": group, "user_pool_id": _this()}, (_GROUP, f"group_{number}"))


def _import(to: str, name: str) -> Block:
    return Block("import", {"to": Raw(to), "id": name})


def _this() -> Raw:
    return Raw(f"{_POOL}.this.id")


def _pool(pool: Answer, mfa: Answer) -> dict[str, Any]:
    body: dict[str, Any] = {
        "name": pool.get("Name"),
        "user_pool_tier": pool.get("UserPoolTier"),
        "deletion_protection": pool.get("DeletionProtection"),
        "username_attributes": pool.get("UsernameAttributes"),
        "alias_attributes": pool.get("AliasAttributes"),
        "auto_verified_attributes": pool.get("AutoVerifiedAttributes"),
        "mfa_configuration": mfa.get("MfaConfiguration", pool.get("MfaConfiguration")),
        "tags": dict(pool.get("UserPoolTags") or {}),
    }
    blocks = {
        "username_configuration": _mapped(pool.get("UsernameConfiguration"), {"CaseSensitive": "case_sensitive"}),
        "admin_create_user_config": _mapped(
            pool.get("AdminCreateUserConfig"), {"AllowAdminCreateUserOnly": "allow_admin_create_user_only"}
        ),
        "password_policy": _mapped((pool.get("Policies") or {}).get("PasswordPolicy"), _PASSWORD),
        "email_configuration": _mapped(pool.get("EmailConfiguration"), _EMAIL),
        "sms_configuration": _mapped(pool.get("SmsConfiguration"), _SMS),
        "software_token_mfa_configuration": _mapped(mfa.get("SoftwareTokenMfaConfiguration"), {"Enabled": "enabled"}),
        "account_recovery_setting": _recovery(pool),
    }
    body |= {name: Block(name, found) for name, found in blocks.items() if found}
    return body | {"lifecycle": Block("lifecycle", {"prevent_destroy": True, "ignore_changes": Raw("[schema]")})}


_PASSWORD = {
    "MinimumLength": "minimum_length",
    "RequireLowercase": "require_lowercase",
    "RequireUppercase": "require_uppercase",
    "RequireNumbers": "require_numbers",
    "RequireSymbols": "require_symbols",
    "TemporaryPasswordValidityDays": "temporary_password_validity_days",
    "PasswordHistorySize": "password_history_size",
}
_EMAIL = {
    "EmailSendingAccount": "email_sending_account",
    "SourceArn": "source_arn",
    "From": "from_email_address",
    "ReplyToEmailAddress": "reply_to_email_address",
    "ConfigurationSet": "configuration_set",
}
_SMS = {"SnsCallerArn": "sns_caller_arn", "ExternalId": "external_id", "SnsRegion": "sns_region"}


def _mapped(found: Mapping[str, Any] | None, names: Mapping[str, str]) -> dict[str, Any]:
    return {names[key]: value for key, value in (found or {}).items() if key in names}


def _recovery(pool: Answer) -> dict[str, Any]:
    ways = (pool.get("AccountRecoverySetting") or {}).get("RecoveryMechanisms") or []
    blocks = [Block("recovery_mechanism", {"name": way["Name"], "priority": way["Priority"]}) for way in ways]
    return {"recovery_mechanism": blocks} if blocks else {}


_PLAIN = {
    "ClientName": "name",
    "CallbackURLs": "callback_urls",
    "LogoutURLs": "logout_urls",
    "DefaultRedirectURI": "default_redirect_uri",
    "SupportedIdentityProviders": "supported_identity_providers",
    "AllowedOAuthFlows": "allowed_oauth_flows",
    "AllowedOAuthFlowsUserPoolClient": "allowed_oauth_flows_user_pool_client",
    "AllowedOAuthScopes": "allowed_oauth_scopes",
    "ExplicitAuthFlows": "explicit_auth_flows",
    "PreventUserExistenceErrors": "prevent_user_existence_errors",
    "EnableTokenRevocation": "enable_token_revocation",
    "EnablePropagateAdditionalUserContextData": "enable_propagate_additional_user_context_data",
    "AuthSessionValidity": "auth_session_validity",
    "IdTokenValidity": "id_token_validity",
    "AccessTokenValidity": "access_token_validity",
    "RefreshTokenValidity": "refresh_token_validity",
    "ReadAttributes": "read_attributes",
    "WriteAttributes": "write_attributes",
}
_UNITS = {"IdToken": "id_token", "AccessToken": "access_token", "RefreshToken": "refresh_token"}


def _client(client: Answer) -> dict[str, Any]:
    body: dict[str, Any] = {"user_pool_id": _this(), **_mapped(client, _PLAIN)}
    units = _mapped(client.get("TokenValidityUnits"), _UNITS)
    if units:
        body["token_validity_units"] = Block("token_validity_units", units)
    keep = Raw("[generate_secret]")
    return body | {"lifecycle": Block("lifecycle", {"prevent_destroy": True, "ignore_changes": keep})}


def _domain(name: str, described: Answer) -> dict[str, Any]:
    certificate = (described.get("CustomDomainConfig") or {}).get("CertificateArn")
    return {
        "domain": name,
        "user_pool_id": _this(),
        "certificate_arn": certificate,
        "managed_login_version": described.get("ManagedLoginVersion"),
    }

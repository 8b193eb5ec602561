"""What exists is changed in the named keys alone: the stand-in resets every member that an update leaves out."""

import dataclasses

import pytest

from wizard.errors import AmazonRefused, InputRefused
from wizard.setup.model import SmsSender

ACCOUNT = "123456789012"
RICH = {
    "Policies": {
        "PasswordPolicy": {"MinimumLength": 9, "RequireNumbers": True, "PasswordHistorySize": 3},
        "SignInPolicy": {"AllowedFirstAuthFactors": ["PASSWORD", "WEB_AUTHN"]},
    },
    "LambdaConfig": {"PreSignUp": f"arn:aws:lambda:eu-west-1:{ACCOUNT}:function:check"},
    "AutoVerifiedAttributes": ["email"],
    "UsernameAttributes": ["email"],
    "VerificationMessageTemplate": {"DefaultEmailOption": "CONFIRM_WITH_LINK"},
    "UserAttributeUpdateSettings": {"AttributesRequireVerificationBeforeUpdate": ["email"]},
    "DeviceConfiguration": {"ChallengeRequiredOnNewDevice": True},
    "EmailConfiguration": {
        "EmailSendingAccount": "DEVELOPER",
        "SourceArn": f"arn:aws:ses:eu-west-1:{ACCOUNT}:identity/corp.example.com",
        "ReplyToEmailAddress": "help@corp.example.com",
    },
    "SmsConfiguration": {
        "SnsCallerArn": f"arn:aws:iam::{ACCOUNT}:role/sms",
        "ExternalId": "abc",
        "SnsRegion": "eu-west-1",
    },
    "UserPoolTags": {"team": "it"},
    "AdminCreateUserConfig": {
        "AllowAdminCreateUserOnly": True,
        "InviteMessageTemplate": {"EmailMessage": "Hello {username}, {####} is the code.", "EmailSubject": "Hello"},
    },
    "AccountRecoverySetting": {"RecoveryMechanisms": [{"Priority": 1, "Name": "verified_email"}]},
    "UserPoolTier": "PLUS",
    "UserPoolAddOns": {"AdvancedSecurityMode": "AUDIT"},
    "DeletionProtection": "ACTIVE",
}
CLIENT = {
    "ClientName": "portal",
    "GenerateSecret": True,
    "AccessTokenValidity": 30,
    "TokenValidityUnits": {"AccessToken": "minutes"},
    "ReadAttributes": ["email", "name", "email_verified"],
    "ExplicitAuthFlows": ["ALLOW_USER_AUTH"],
    "SupportedIdentityProviders": ["COGNITO"],
    "CallbackURLs": ["https://portal.example.com/cb"],
    "DefaultRedirectURI": "https://portal.example.com/cb",
    "AllowedOAuthFlows": ["implicit"],
    "AllowedOAuthScopes": ["openid", "phone"],
    "AllowedOAuthFlowsUserPoolClient": True,
    "AuthSessionValidity": 7,
    "PreventUserExistenceErrors": "ENABLED",
}


@pytest.fixture
def there(world):
    """Ids of a pool and an app client that somebody made, with a classic login page."""
    pool = world.cognito.create_user_pool(PoolName=world.name, **RICH)["UserPool"]["Id"]
    client = world.cognito.create_user_pool_client(UserPoolId=pool, **CLIENT)["UserPoolClient"]["ClientId"]
    world.cognito.create_user_pool_domain(UserPoolId=pool, Domain=world.name)
    world.cognito.set_user_pool_mfa_config(
        UserPoolId=pool,
        MfaConfiguration="OPTIONAL",
        SoftwareTokenMfaConfiguration={"Enabled": True},
        SmsMfaConfiguration={
            "SmsAuthenticationMessage": "Your code: {####}",
            "SmsConfiguration": RICH["SmsConfiguration"],
        },
        WebAuthnConfiguration={"UserVerification": "required"},
    )
    world.writes()
    return pool, client


def adopting(world, there, **more):
    return world.setup(pool__id=there[0], client__id=there[1], **more)


def test_of_a_pool_nothing_changes_but_what_is_named(world, there):
    pool = there[0]
    before, factors = world.described(pool), world.cognito.get_user_pool_mfa_config(UserPoolId=pool)
    world.apply(adopting(world, there, pool__password__minimum_length=14, pool__tags=(("cost", "7"),)))
    after = world.described(pool)
    assert after["Policies"]["PasswordPolicy"].pop("MinimumLength") == 14
    assert before["Policies"]["PasswordPolicy"].pop("MinimumLength") == 9
    assert after.pop("UserPoolTags") == {"team": "it", "cost": "7"}
    del before["UserPoolTags"]
    assert after == before
    kept = world.cognito.get_user_pool_mfa_config(UserPoolId=pool)
    assert {**kept, "ResponseMetadata": 0} == {**factors, "ResponseMetadata": 0}
    assert sorted(world.writes()) == ["UpdateUserPool", "UpdateUserPoolClient"]


def test_of_a_client_nothing_changes_but_what_is_named_and_what_sign_in_needs(world, there):
    pool, client = there
    before = world.described(pool, client)
    world.apply(adopting(world, there, client__id_token_minutes=20))
    after = world.described(pool, client)
    base = f"https://{world.name}.example.com"
    assert after == before | {
        "IdTokenValidity": 20,
        "TokenValidityUnits": {"AccessToken": "minutes", "IdToken": "minutes"},
        "CallbackURLs": ["https://portal.example.com/cb", f"{base}/oauth2/callback"],
        "LogoutURLs": [f"{base}/.pomerium/signed_out"],
        "AllowedOAuthFlows": ["code", "implicit"],
        "AllowedOAuthScopes": ["openid", "phone", "email", "profile"],
        "ExplicitAuthFlows": ["ALLOW_USER_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
    }
    assert world.plan(adopting(world, there, client__id_token_minutes=20)).empty


def test_a_client_that_was_never_for_a_login_page_is_made_fit_for_one(world, there):
    bare = {"UserPoolId": there[0], "ClientName": "bare", "GenerateSecret": True}
    made = world.cognito.create_user_pool_client(**bare, ExplicitAuthFlows=["ADMIN_NO_SRP_AUTH"])["UserPoolClient"]
    world.apply(adopting(world, (there[0], made["ClientId"])))
    after = world.described(there[0], made["ClientId"])
    assert after["SupportedIdentityProviders"] == ["COGNITO"]
    assert after["AllowedOAuthScopes"] == ["openid", "email", "profile"]
    assert after["AllowedOAuthFlowsUserPoolClient"] is True
    assert after["ExplicitAuthFlows"] == ["ADMIN_NO_SRP_AUTH"]


def test_senders_keep_what_the_setup_has_no_key_for(world, there):
    setup = adopting(
        world,
        there,
        pool__email__source_arn=f"arn:aws:ses:eu-west-1:{ACCOUNT}:identity/other.example.com",
        pool__sms__role_arn=f"arn:aws:iam::{ACCOUNT}:role/sms2",
    )
    world.apply(setup)
    after = world.described(there[0])
    assert after["EmailConfiguration"]["ReplyToEmailAddress"] == "help@corp.example.com"
    assert after["EmailConfiguration"]["SourceArn"].endswith("other.example.com")
    assert after["SmsConfiguration"] == RICH["SmsConfiguration"] | {"SnsCallerArn": f"arn:aws:iam::{ACCOUNT}:role/sms2"}
    assert world.plan(setup).empty


@pytest.mark.parametrize(
    ("more", "state", "on"),
    [
        ({"pool__mfa": "required"}, "ON", {"SoftwareTokenMfaConfiguration", "SmsMfaConfiguration"}),
        ({"pool__mfa": "required", "pool__mfa_methods": ("totp",)}, "ON", {"SoftwareTokenMfaConfiguration"}),
        ({"pool__mfa_methods": ("sms",)}, "OPTIONAL", {"SmsMfaConfiguration"}),
        ({"pool__mfa": "off"}, "OFF", set()),
    ],
)
def test_the_second_factor_changes_and_passkeys_and_messages_stay(world, there, more, state, on):
    world.apply(adopting(world, there, **more))
    now = world.cognito.get_user_pool_mfa_config(UserPoolId=there[0])
    assert now["MfaConfiguration"] == state
    assert {name for name in now if name.endswith("MfaConfiguration")} == on | {"MfaConfiguration"}
    assert now["WebAuthnConfiguration"] == {"UserVerification": "required"}
    if "SmsMfaConfiguration" in on:
        assert now["SmsMfaConfiguration"]["SmsConfiguration"] == RICH["SmsConfiguration"]
        assert now["SmsMfaConfiguration"]["SmsAuthenticationMessage"] == "Your code: {####}"
    assert world.plan(adopting(world, there, **more)).empty


def test_a_second_factor_that_was_off_needs_a_way_and_has_one(world, there):
    world.apply(adopting(world, there, pool__mfa="off"))
    world.apply(adopting(world, there, pool__mfa="optional"))
    now = world.cognito.get_user_pool_mfa_config(UserPoolId=there[0])
    assert (now["MfaConfiguration"], now["SoftwareTokenMfaConfiguration"]) == ("OPTIONAL", {"Enabled": True})


def test_mfa_by_email_is_seen_once_it_is_on(world, there):
    # recovery by e-mail and a second factor by e-mail: Amazon takes both, people then have one of them
    setup = adopting(world, there, pool__mfa="required", pool__mfa_methods=("email", "totp"))
    world.apply(setup)
    assert "EmailMfaConfiguration" in world.cognito.get_user_pool_mfa_config(UserPoolId=there[0])
    assert world.plan(setup).empty


def test_a_switch_to_managed_login_gives_every_client_a_style_first(world, there):
    pool, client = there
    other = world.cognito.create_user_pool_client(UserPoolId=pool, ClientName="grafana")["UserPoolClient"]["ClientId"]
    world.writes()
    world.apply(adopting(world, there, domain__managed_login=True))
    sent = world.writes()
    assert sent.count("CreateManagedLoginBranding") == 2
    assert sent[-1] == "UpdateUserPoolDomain"
    for each in (client, other):
        world.cognito.describe_managed_login_branding_by_client(UserPoolId=pool, ClientId=each)
    assert world.plan(adopting(world, there, domain__managed_login=True)).empty


def test_a_domain_that_nobody_named_stays_classic_and_needs_no_style(world, there):
    world.apply(adopting(world, there))
    assert world.writes() == ["UpdateUserPoolClient"]
    found = world.cognito.describe_user_pool_domain(Domain=world.name)["DomainDescription"]
    assert found["ManagedLoginVersion"] == 1


def test_what_is_fixed_at_creation_is_refused_and_nothing_is_sent(world, there):
    with pytest.raises(InputRefused, match="fixed since it was made"):
        world.apply(adopting(world, there, pool__sign_in=("username",)))
    with pytest.raises(InputRefused, match="never renamed"):
        world.apply(adopting(world, there, domain__prefix=f"{world.name}-x"))
    public = world.cognito.create_user_pool_client(UserPoolId=there[0], ClientName="spa")["UserPoolClient"]["ClientId"]
    world.writes()
    with pytest.raises(InputRefused, match="no secret") as caught:
        world.apply(adopting(world, (there[0], public)))
    assert "another client.name" in str(caught.value)
    assert world.writes() == []


def test_another_client_name_makes_another_client_after_one_was_adopted(world, there):
    pool, client = there
    world.apply(adopting(world, there))
    world.apply(world.setup(pool__id=pool, client__name="pomerium"))
    assert len(world.clients(pool)) == 2
    assert world.described(pool, client)["ClientName"] == "portal"


def test_an_adopted_pool_is_not_taken_for_ours_once_its_id_is_gone_from_the_file(world, there):
    world.apply(adopting(world, there))
    found = world.plan(world.setup(domain__prefix=f"{world.name}-new"))
    assert "pool" in [action.id for action in found.actions if action.change == "create"]
    assert any(there[0] in note for note in found.notes)


@pytest.mark.parametrize(("pool", "client"), [("eu-west-1_Nobody123", None), (None, "nobody0nobody0nobody0nobod")])
def test_an_id_that_does_not_exist_is_named(world, there, pool, client):
    setup = world.setup(pool__id=pool or there[0], client__id=client)
    with pytest.raises(InputRefused, match=pool or client):
        world.apply(setup)
    assert world.writes() == []


def test_a_lite_pool_gets_its_tier_before_what_needs_it(world):
    pool = world.cognito.create_user_pool(PoolName=world.name, UserPoolTier="LITE", UsernameAttributes=["email"])
    ids = {"UserPoolId": pool["UserPool"]["Id"]}
    world.cognito.create_user_pool_client(**ids, ClientName="pomerium", GenerateSecret=True)
    world.cognito.create_user_pool_domain(**ids, Domain=world.name)
    world.writes()
    setup = world.setup(pool__id=ids["UserPoolId"], pool__tier="essentials", domain__managed_login=True)
    world.apply(setup)
    sent = world.writes()
    assert sent[0] == "UpdateUserPool"
    assert sent[-1] == "UpdateUserPoolDomain"


@pytest.mark.parametrize("factors", [("SoftwareTokenMfaConfiguration",), ("SoftwareTokenMfaConfiguration", "Sms")])
def test_text_messages_that_come_on_with_an_update_are_put_back(world, factors):
    sender = {"SnsCallerArn": f"arn:aws:iam::{ACCOUNT}:role/sms", "ExternalId": "abc"}
    pool = world.cognito.create_user_pool(PoolName=world.name, SmsConfiguration=sender)["UserPool"]["Id"]
    sms = {"SmsMfaConfiguration": {"SmsConfiguration": sender}} if "Sms" in factors else {}
    totp = {"SoftwareTokenMfaConfiguration": {"Enabled": True}, "MfaConfiguration": "ON"}
    world.cognito.set_user_pool_mfa_config(UserPoolId=pool, **totp, **sms)
    world.writes()
    other = SmsSender(f"arn:aws:iam::{ACCOUNT}:role/other", "xyz")
    world.apply(adopting(world, (pool, None), pool__sms=other, domain__prefix=None))
    updates = [name for name in world.writes() if name in ("UpdateUserPool", "SetUserPoolMfaConfig")]
    assert updates == ["UpdateUserPool"] + ["SetUserPoolMfaConfig"] * (not sms)
    after = world.cognito.get_user_pool_mfa_config(UserPoolId=pool)
    del after["ResponseMetadata"]
    new = {"SnsCallerArn": other.role_arn, "ExternalId": "xyz"}
    assert world.described(pool)["SmsConfiguration"] == new
    assert after == totp | ({"SmsMfaConfiguration": {"SmsConfiguration": new}} if sms else {})
    assert world.plan(adopting(world, (pool, None), pool__sms=other, domain__prefix=None)).empty


def meanwhile(world, between, operation, deed):
    """Adapters with which somebody does this once, right after the operation's first answer."""
    left = [deed]

    def at(name, call):
        answer = call()
        if name == operation and left:
            left.pop()()
        return answer

    return dataclasses.replace(world.adapters, session=between(world.adapters.session, at))


def test_of_the_second_factor_what_somebody_changed_after_the_plan_stays(world, there, between):
    pool = there[0]
    factors = {"MfaConfiguration": "OPTIONAL", "SoftwareTokenMfaConfiguration": {"Enabled": True}}
    theirs = {"SmsAuthenticationMessage": "Theirs: {####}", "SmsConfiguration": RICH["SmsConfiguration"]}
    passkeys = {"UserVerification": "preferred", "RelyingPartyId": "corp.example.com"}

    def change():
        world.cognito.set_user_pool_mfa_config(
            UserPoolId=pool, **factors, SmsMfaConfiguration=theirs, WebAuthnConfiguration=passkeys
        )

    adapters = meanwhile(world, between, "get_user_pool_mfa_config", change)
    world.apply(adopting(world, there, pool__mfa="required"), adapters=adapters)
    now = world.cognito.get_user_pool_mfa_config(UserPoolId=pool)
    assert now["MfaConfiguration"] == "ON"
    assert now["SmsMfaConfiguration"]["SmsAuthenticationMessage"] == "Theirs: {####}"
    assert now["WebAuthnConfiguration"] == passkeys


def test_of_a_domain_what_somebody_changed_after_the_plan_stays(world, between):
    pool = world.cognito.create_user_pool(PoolName=world.name)["UserPool"]["Id"]
    ids = {"UserPoolId": pool, "Domain": world.name}
    world.cognito.create_user_pool_domain(**ids, ManagedLoginVersion=1)
    setup = world.setup(pool__id=pool, domain__managed_login=True)
    first, second = (
        {"Failover": {"SecondaryRegion": region, "PrimaryRoute53HealthCheckId": "abc"}}
        for region in ("eu-west-2", "eu-west-3")
    )

    def route(routing=second):
        world.cognito.update_user_pool_domain(**ids, ManagedLoginVersion=1, Routing=routing)

    route(first)
    world.apply(setup, adapters=meanwhile(world, between, "describe_user_pool_domain", route))
    now = world.cognito.describe_user_pool_domain(Domain=world.name)["DomainDescription"]
    assert (now["ManagedLoginVersion"], now["Routing"]) == (2, second)


def test_a_second_factor_that_changes_more_than_was_asked_is_told(world, there, between):
    pool = there[0]

    def at(name, call):
        answer = call()
        if name == "set_user_pool_mfa_config":
            world.cognito.set_user_pool_mfa_config(
                UserPoolId=pool, MfaConfiguration="ON", SoftwareTokenMfaConfiguration={"Enabled": True}
            )
        return answer

    adapters = dataclasses.replace(world.adapters, session=between(world.adapters.session, at))
    with pytest.raises(AmazonRefused, match="changed more than it was asked to"):
        world.apply(adopting(world, there, pool__mfa="required"), adapters=adapters)


def test_a_callback_that_somebody_added_after_the_plan_is_not_lost(world, there, between):
    pool, client = there
    ids = {"UserPoolId": pool, "ClientId": client}
    urls = [*CLIENT["CallbackURLs"], "https://theirs.example.com/cb"]

    def add():
        have = {key: value for key, value in CLIENT.items() if key not in ("GenerateSecret", "CallbackURLs")}
        world.cognito.update_user_pool_client(**ids, **have, CallbackURLs=urls)

    setup = adopting(world, there)
    with pytest.raises(AmazonRefused, match="Somebody changed CallbackURLs"):
        world.apply(setup, adapters=meanwhile(world, between, "describe_user_pool_client", add))
    assert world.described(pool, client)["CallbackURLs"] == urls
    world.apply(setup)
    assert {*urls, *setup.callback_urls} == set(world.described(pool, client)["CallbackURLs"])


def test_a_tag_that_somebody_added_after_the_plan_is_not_lost(world, there, between):
    pool = there[0]
    arn = world.described(pool)["Arn"]
    setup = adopting(world, there, pool__tags=(("cost", "7"),))

    def add():
        world.cognito.tag_resource(ResourceArn=arn, Tags={"theirs": "x"})

    with pytest.raises(AmazonRefused, match="Somebody changed UserPoolTags"):
        world.apply(setup, adapters=meanwhile(world, between, "describe_user_pool", add))
    world.apply(setup)
    assert world.described(pool)["UserPoolTags"] == {"team": "it", "theirs": "x", "cost": "7"}

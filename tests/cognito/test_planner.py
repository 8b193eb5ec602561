"""The planner is pure: plans by the dozen from snapshots that nobody asked Amazon for."""

import botocore.session
import botocore.validate
import pytest

from wizard.cognito.planner import plan
from wizard.cognito.session import Identity
from wizard.cognito.snapshot import TAG, Addresses, Person, Snapshot
from wizard.cognito.wholeupdate import overlaid
from wizard.setup.model import Password, Setup, User
from wizard.vault import Secret

ME = Identity("123456789012", "arn:aws:iam::123456789012:user/ada", "eu-west-1", "aws")
PLACES = Addresses("eu-west-1")
URL = "https://authenticate.corp.example.com"
SIGNED_OUT = URL + "/.pomerium/signed_out"


def setup(**more):
    wanted = Setup()
    values = {"name": "corp", "aws.region": "eu-west-1", "pool.name": "corp", "domain.prefix": "corp"}
    values["pomerium.authenticate_url"] = URL
    for path, value in (values | more).items():
        wanted = wanted.replace(path.replace("__", "."), value)
    return wanted


POOL = {
    "Id": "eu-west-1_AbCdEf123",
    "Name": "corp",
    "UsernameAttributes": ["email"],
    "UserPoolTags": {TAG: "corp", "team": "it"},
    "Domain": "corp",
    "Policies": {"PasswordPolicy": {"MinimumLength": 12}},
    "AdminCreateUserConfig": {"AllowAdminCreateUserOnly": True},
    "DeletionProtection": "ACTIVE",
    "UserPoolTier": "ESSENTIALS",
}
THEIRS = POOL | {"UserPoolTags": {"team": "it"}}
CLIENT = {
    "ClientId": "abc",
    "ClientName": "pomerium",
    "CallbackURLs": [URL + "/oauth2/callback"],
    "LogoutURLs": [SIGNED_OUT],
    "AllowedOAuthFlows": ["code"],
    "AllowedOAuthFlowsUserPoolClient": True,
    "AllowedOAuthScopes": ["email", "openid", "profile"],
    "SupportedIdentityProviders": ["COGNITO"],
    "ExplicitAuthFlows": ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"],
    "IdTokenValidity": 1,
    "TokenValidityUnits": {"IdToken": "hours"},
}
MFA = {"MfaConfiguration": "OPTIONAL", "SoftwareTokenMfaConfiguration": {"Enabled": True}}


def having(**more):
    values = {
        "pool": POOL,
        "mfa": MFA,
        "client": CLIENT,
        "client_secret": Secret("s"),
        "domains": {"corp": {"Domain": "corp", "ManagedLoginVersion": 2}},
        "styled": True,
    }
    return Snapshot(ME, PLACES, **(values | more))


def by_id(found):
    return {action.id: action for action in found.actions}


def test_from_nothing_everything_is_made_in_an_order_that_holds():
    found = plan(
        setup(groups=("admins",), users=(User("ada@corp.example.com", None, ("admins",)),)), Snapshot(ME, PLACES)
    )
    ids = [a.id for a in found.actions]
    assert ids == ["pool", "mfa", "client", "branding", "domain", "group:admins", "user:ada@corp.example.com"]
    for action in found.actions:
        assert all(ids.index(name) < ids.index(action.id) for name in action.waits_for), action
    assert by_id(found)["domain"].waits_for == ("pool",)
    assert by_id(found)["branding"].waits_for == ("pool", "client")
    assert set(by_id(found)["user:ada@corp.example.com"].waits_for) == {"pool", "mfa", "group:admins"}
    assert found.count("create") == 7
    assert not found.refusals


CREATIONS = {
    "pool": ("CreateUserPool", {}),
    "mfa": ("SetUserPoolMfaConfig", {"UserPoolId": "eu-west-1_a"}),
    "client": ("CreateUserPoolClient", {"UserPoolId": "eu-west-1_a"}),
    "domain": ("CreateUserPoolDomain", {"UserPoolId": "eu-west-1_a"}),
    "group:admins": ("CreateGroup", {"UserPoolId": "eu-west-1_a"}),
}


@pytest.mark.parametrize("sign_in", [("email",), ("email", "phone_number"), ("username",), ("username", "email")])
def test_requests_are_what_botocores_service_model_takes(sign_in):
    wanted = setup(
        groups=("admins",),
        pool__sign_in=sign_in,
        pool__email__source_arn="arn:aws:ses:eu-west-1:123456789012:identity/corp.example.com",
        pool__sms__role_arn="arn:aws:iam::123456789012:role/sms",
        pool__mfa_methods=("totp", "sms", "email"),
        pool__tags=(("team", "it"),),
    )
    actions = by_id(plan(wanted, Snapshot(ME, PLACES)))
    model = botocore.session.get_session().get_service_model("cognito-idp")
    for name, (operation, ids) in CREATIONS.items():
        request = {**overlaid({}, actions[name].wanted), **ids}
        report = botocore.validate.ParamValidator().validate(request, model.operation_model(operation).input_shape)
        assert not report.has_errors(), report.generate_report()


def test_a_new_pool_is_as_the_contract_says():
    wanted = overlaid({}, by_id(plan(setup(), Snapshot(ME, PLACES)))["pool"].wanted)
    assert wanted["UsernameConfiguration"] == {"CaseSensitive": False}
    assert wanted["AdminCreateUserConfig"] == {"AllowAdminCreateUserOnly": True}
    assert wanted["AccountRecoverySetting"]["RecoveryMechanisms"] == [{"Priority": 1, "Name": "verified_email"}]
    assert wanted["Schema"][0]["Required"]
    assert wanted["AutoVerifiedAttributes"] == ["email"]
    assert wanted["DeletionProtection"] == "ACTIVE"
    assert wanted["UserPoolTags"] == {TAG: "corp"}
    assert (
        "phone_number"
        in overlaid({}, by_id(plan(setup(pool__sms__role_arn="arn:x"), Snapshot(ME, PLACES)))["pool"].wanted)[
            "AutoVerifiedAttributes"
        ]
    )


def test_a_new_client_takes_the_code_flow_alone_and_hides_who_exists():
    wanted = by_id(plan(setup(), Snapshot(ME, PLACES)))["client"].wanted
    assert wanted["GenerateSecret"] is True
    assert wanted["AllowedOAuthFlows"] == ["code"]
    assert wanted["PreventUserExistenceErrors"] == "ENABLED"
    assert wanted["CallbackURLs"] == [URL + "/oauth2/callback"]
    assert wanted["LogoutURLs"] == [SIGNED_OUT]


def test_what_is_as_wanted_needs_nothing():
    wanted = setup(
        client__id_token_minutes=60,
        client__scopes=("openid", "email", "profile"),
        pool__password=Password(named=frozenset({"minimum_length"})),
        pool__tier="essentials",
        pool__tags=(("team", "it"),),
        pool__mfa="optional",
        domain__managed_login=True,
    )
    found = plan(wanted, having())
    assert found.empty
    assert not found.refusals


def test_only_named_keys_change_an_existing_pool():
    shorter = overlaid(THEIRS, {"Policies.PasswordPolicy.MinimumLength": 8})
    found = plan(setup(pool__deletion_protection=False), having(pool=shorter))
    assert by_id(found)["pool"].wanted == {"DeletionProtection": "INACTIVE"}
    assert by_id(found)["pool"].fields[0].before == "ACTIVE"
    assert len(found.actions) == 1


def test_what_an_answer_leaves_out_is_no_difference():
    bare = {key: POOL[key] for key in ("Id", "Name", "UsernameAttributes", "Domain")}
    found = plan(
        setup(pool__tier="plus", pool__deletion_protection=True), having(pool=bare, domains={"corp": {}}, styled=True)
    )
    assert "pool" not in by_id(found)


def test_tags_are_added_and_never_taken_away():
    found = plan(setup(pool__tags=(("cost", "7"),)), having())
    assert by_id(found)["pool"].wanted["UserPoolTags"] == {TAG: "corp", "team": "it", "cost": "7"}


def test_a_sign_in_that_differs_is_refused_with_what_it_would_cost():
    found = plan(setup(pool__sign_in=("username", "email")), having())
    assert [r.rule for r in found.refusals] == ["pool.sign_in.fixed"]
    assert "new client ID" in found.refusals[0].mend


def test_a_client_without_a_secret_is_refused():
    found = plan(setup(), having(client_secret=None))
    assert [r.rule for r in found.refusals] == ["client.secret.missing"]
    managed = having(client={**CLIENT, "ClientSecretArn": "arn"}, client_secret=None)
    assert [r.rule for r in plan(setup(), managed).refusals] == ["client.secret.managed"]


def test_derived_urls_join_those_that_are_there_and_explicit_lists_stand_alone():
    there = {**CLIENT, "CallbackURLs": ["https://other.example.com/cb"]}
    joined = by_id(plan(setup(), having(pool=THEIRS, client=there)))["client"].wanted
    assert joined == {"CallbackURLs": ["https://other.example.com/cb", URL + "/oauth2/callback"]}
    explicit = setup(client__callback_urls=(URL + "/oauth2/callback",))
    assert by_id(plan(explicit, having(client=there)))["client"].wanted == {"CallbackURLs": [URL + "/oauth2/callback"]}


def test_what_sign_in_cannot_do_without_is_set_though_not_named():
    there = {**CLIENT, "AllowedOAuthFlows": ["implicit"], "ExplicitAuthFlows": ["ALLOW_USER_SRP_AUTH"]}
    wanted = by_id(plan(setup(), having(pool=THEIRS, client=there)))["client"].wanted
    assert wanted["AllowedOAuthFlows"] == ["code", "implicit"]
    assert wanted["ExplicitAuthFlows"] == ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]


@pytest.mark.parametrize(
    ("minutes", "units", "validity", "differs"),
    [
        (60, {"IdToken": "hours"}, 1, False),
        (60, {}, 1, False),
        (60, {"IdToken": "seconds"}, 3600, False),
        (30, {}, 1, True),
    ],
)
def test_lifetimes_are_compared_in_time_not_in_numbers(minutes, units, validity, differs):
    there = {**CLIENT, "IdTokenValidity": validity, "TokenValidityUnits": units}
    found = by_id(plan(setup(client__id_token_minutes=minutes), having(client=there)))
    assert ("client" in found) == differs
    if differs:
        assert found["client"].wanted == {"IdTokenValidity": 30, "TokenValidityUnits.IdToken": "minutes"}


def test_the_second_factor_changes_by_its_own_call_with_what_is_there():
    there = {**MFA, "WebAuthnConfiguration": {"UserVerification": "preferred"}}
    wanted = by_id(plan(setup(pool__mfa="required"), having(mfa=there)))["mfa"].wanted
    assert wanted == {
        "MfaConfiguration": "ON",
        "SoftwareTokenMfaConfiguration": {"Enabled": True},
        "WebAuthnConfiguration": {"UserVerification": "preferred"},
    }
    off = by_id(plan(setup(pool__mfa="off"), having()))["mfa"].wanted
    assert off == {"MfaConfiguration": "OFF"}
    assert "mfa" not in by_id(plan(setup(pool__mfa="off"), Snapshot(ME, PLACES)))


def test_another_prefix_is_refused_and_one_of_another_pool_of_yours_too():
    found = plan(setup(domain__prefix="other"), having())
    assert [(r.rule, r.fix) for r in found.refusals] == [("domain.prefix.fixed", "corp")]
    taken = plan(setup(), Snapshot(ME, PLACES, elsewhere="eu-west-1_other"))
    assert [r.rule for r in taken.refusals] == ["domain.prefix.yours"]
    assert taken.refusals[0].fix != "corp"


def test_switching_to_managed_login_waits_for_the_style_of_every_client():
    classic = having(
        pool=THEIRS,
        domains={"corp": {"ManagedLoginVersion": 1}},
        styled=False,
        unstyled=(("abc", "pomerium"), ("other", "grafana")),
    )
    found = by_id(plan(setup(domain__managed_login=True), classic))
    assert found["domain"].wanted == {"Domain": "corp", "ManagedLoginVersion": 2}
    assert set(found["domain"].waits_for) == {"branding", "branding:other"}
    assert "grafana" in found["branding:other"].title
    assert "branding" not in by_id(plan(setup(), classic))


def test_a_custom_domain_takes_its_certificate_along():
    arn = "arn:aws:acm:us-east-1:123456789012:certificate/x"
    wanted = setup(domain__prefix=None, domain__custom="auth.corp.example.com", domain__certificate_arn=arn)
    action = by_id(plan(wanted, Snapshot(ME, PLACES)))["domain"]
    assert action.wanted["CustomDomainConfig"] == {"CertificateArn": arn}
    assert action.sentence == "https://auth.corp.example.com"


def test_people_who_are_there_are_only_put_into_the_groups_they_lack():
    ada = User("ada@corp.example.com", None, ("admins", "it"))
    there = having(groups=frozenset({"admins", "it"}), people={ada.email: Person("uuid", frozenset({"it"}))})
    found = plan(setup(users=(ada,), groups=("admins", "it")), there)
    assert [a.id for a in found.actions] == ["user:ada@corp.example.com"]
    assert found.actions[0].wanted == {"Username": "uuid", "email": ada.email, "groups": ("admins",)}
    assert found.actions[0].change == "update"


def test_several_matches_stop_everything():
    problem = plan(setup(pool__sign_in=("username",)), having()).refusals[0]
    found = plan(setup(), Snapshot(ME, PLACES, problems=(problem,)))
    assert found.empty
    assert found.refusals == (problem,)


ISSUER = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEf123"
LOGIN = "https://corp.auth.eu-west-1.amazoncognito.com"
STAND_IN = Addresses("eu-west-1", issuer_base="http://127.0.0.1:9/", login_base="http://127.0.0.1:9")


@pytest.mark.parametrize(
    ("places", "more", "issuer", "login"),
    [
        (PLACES, {}, ISSUER, LOGIN),
        (PLACES, {"IssuerConfiguration": {"Type": "UPDATED"}}, ISSUER.replace("//", "//issuer-"), LOGIN),
        (PLACES, {"CustomDomain": "auth.corp.example.com"}, ISSUER, "https://auth.corp.example.com"),
        (
            Addresses("us-gov-west-1", "aws-us-gov"),
            {},
            "https://cognito-idp.us-gov-west-1.amazonaws.com/eu-west-1_AbCdEf123",
            "https://corp.auth-fips.us-gov-west-1.amazoncognito.com",
        ),
        (STAND_IN, {}, "http://127.0.0.1:9/eu-west-1_AbCdEf123", "http://127.0.0.1:9"),
        (PLACES, {"Domain": None}, ISSUER, ""),
    ],
)
def test_issuer_and_login_url_come_from_what_the_pool_is(places, more, issuer, login):
    have = Snapshot(ME, places, pool={**POOL, **more})
    assert have.issuer == issuer
    assert have.login_url == login

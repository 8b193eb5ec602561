"""Setups that are applied against the stand-in, for one thing to be made wrong: by boto3, or in a proxy between."""

import datetime
import email.utils
import json
import re
import threading
import time

import browser
import httpx
from between import Between

from wizard.cognito.session import Access, Session
from wizard.events import Cancel
from wizard.jobs.adapters import Adapters
from wizard.jobs.apply import Apply
from wizard.jobs.sign_in import TestSignIn
from wizard.jobs.verify import Verify
from wizard.setup.model import Allow, Route, Setup, User
from wizard.vault import FileStore

PASSWORD, REGION = "Correct-Horse-9", "eu-west-1"
KEYS = ("AKIAPRACTICE00000000", "practice")
OFF = 600.0  # seconds, ten minutes
ROUTE = Route("https://app.corp.example.com", "http://app:80", (Allow(group="admins"),))


def corp(name, **more):
    """A setup with one person in one group, whom a route lets in; keys are paths with __ for the dots."""
    values = {
        "name": name,
        "aws__region": REGION,
        "pool__name": name,
        "domain__prefix": name,
        "pomerium__authenticate_url": f"https://{name}.example.com",
        "pomerium__route": ROUTE,
        "groups": ("admins",),
        "users": (User(browser.USER, groups=("admins",)),),
    }
    made = Setup()
    for path, value in (values | more).items():
        made = made.replace(path.replace("__", "."), value)
    return made


class World:
    """A setup that stands at the stand-in, what is between, and the person who signs in."""

    def __init__(self, url, folder, setup):
        self.proxy, self.setup, self.url = Between(url), setup, url
        folder.mkdir(exist_ok=True)
        self.adapters = self.reaching(folder, self.proxy.url)
        self.cognito = Session(Access(REGION, endpoint=url, keys=KEYS)).client("cognito-idp")
        made = Apply(self.reaching(folder, url), setup, None).run(lambda event: None, Cancel()).snapshot
        self.pool, self.client = {"UserPoolId": made.pool_id}, {"ClientId": made.client_id}
        self.ours = {**self.pool, **self.client}
        self.events, self.passwords = [], [PASSWORD]
        users = self.setup.users
        self.name = (users[0].username if users else None) or browser.USER
        self.who = {**self.pool, "Username": self.name}
        if users:
            self.cognito.admin_set_user_password(**self.who, Password=PASSWORD, Permanent=True)
            self.attribute("email", browser.USER)
            self.attribute("email_verified", "true")

    def reaching(self, folder, api):
        """The jobs' way out: Amazon's API at `api`, everything else through the proxy."""
        session = Session(Access(self.setup.aws.region, endpoint=api, keys=KEYS))
        store = FileStore(folder / "secrets.json")

        def http():
            return httpx.Client(trust_env=False, proxy=self.proxy.url)

        return Adapters(session, store, http, folder, True, self.url, self.url)

    def verify(self, setup=None):
        """The results of every check without a person."""
        return Verify(self.adapters, setup or self.setup, 0).run(self.events.append, Cancel()).results

    def sign_in(self, seconds=60.0):
        """The same, and those of a person's sign-in."""
        job = TestSignIn(self.adapters, self.setup, self.browse, seconds=seconds, patience=0)
        return job.run(self.events.append, Cancel()).results

    def browse(self, address):
        """A browser that does what a person would, beside the job."""
        threading.Thread(target=browser.go, args=(self.passwords, address, self.name), daemon=True).start()
        return True

    def change_client(self, **members):
        """Somebody changes the app client; the rest stays."""
        shape = self.cognito.meta.service_model.operation_model("UpdateUserPoolClient").input_shape
        now = self.cognito.describe_user_pool_client(**self.ours)["UserPoolClient"]
        kept = {name: value for name, value in now.items() if name in shape.members}
        self.cognito.update_user_pool_client(**kept | members)

    def attribute(self, name, value):
        """Somebody changes the person's attribute; '' takes it away."""
        self.cognito.admin_update_user_attributes(**self.who, UserAttributes=[{"Name": name, "Value": value}])

    def close(self):
        """End what stands between."""
        self.proxy.close()


def wrong_secret(world):
    """A new secret is made at Amazon and the old one deleted, which the program still keeps."""
    old = world.cognito.list_user_pool_client_secrets(**world.ours)["ClientSecrets"][0]["ClientSecretId"]
    world.cognito.add_user_pool_client_secret(**world.ours)
    world.cognito.delete_user_pool_client_secret(**world.ours, ClientSecretId=old)


def no_style(world):
    """The client's style is deleted."""
    style = world.cognito.describe_managed_login_branding_by_client(**world.ours)["ManagedLoginBranding"]
    world.cognito.delete_managed_login_branding(**world.pool, ManagedLoginBrandingId=style["ManagedLoginBrandingId"])


def out_of_the_group(world):
    """The person leaves the one group."""
    world.cognito.admin_remove_user_from_group(**world.who, GroupName="admins")


def old_keys(world):
    """A cache in between serves a key set of before; the key that signs now is not in it."""
    import jwt
    from cryptography.hazmat.primitives.asymmetric import rsa

    public = rsa.generate_private_key(public_exponent=65537, key_size=2048).public_key()
    jwk = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(public)) | {"kid": "old=", "alg": "RS256", "use": "sig"}

    def after(passing):
        if passing.path.endswith("/jwks.json"):
            passing.answer(200, json.dumps({"keys": [jwk]}), "application/json")

    world.proxy.after = after


def no_key(world):
    """What stands between takes every key out of the set."""

    def after(passing):
        if passing.path.endswith("/jwks.json"):
            passing.answer(200, '{"keys":[]}', "application/json")

    world.proxy.after = after


def clock_off(seconds, *, api=False):
    """Amazon's clock is that much behind this computer's; with `api` its signatures are judged by it, too."""

    def seed(world):
        def after(passing):
            told = time.time() - seconds
            passing.header("Date", email.utils.formatdate(told, usegmt=True))
            signed = passing.sent.get("x-amz-date", "")
            if api and signed:
                refuse_signature(passing, signed, datetime.datetime.fromtimestamp(told, datetime.UTC))

        world.proxy.after = after

    return seed


def refuse_signature(passing, signed, now):
    """As AWS words it, in JSON or, for STS, in XML."""
    form = "%Y%m%dT%H%M%SZ"
    edge = now + datetime.timedelta(minutes=5)
    text = f"Signature not yet current: {signed} is still later than {now:{form}} ({edge:{form}} + 5 min.)"
    if "x-amz-target" in passing.sent:
        passing.answer(400, json.dumps({"__type": "InvalidSignatureException", "message": text}), "application/json")
        return
    code = "SignatureDoesNotMatch"
    body = f"<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>{text}</Message></Error>"
    passing.answer(403, body + "</ErrorResponse>", "text/xml")


def expired_credentials(world):
    """Amazon takes the AWS access key no longer."""

    def before(passing):
        if "authorization" in passing.sent and "x-amz-date" in passing.sent:
            text = "The security token included in the request is expired"
            if "x-amz-target" in passing.sent:
                passing.answer(
                    400, json.dumps({"__type": "ExpiredTokenException", "message": text}), "application/json"
                )
                return
            inner = f"<Error><Type>Sender</Type><Code>ExpiredToken</Code><Message>{text}</Message></Error>"
            passing.answer(403, f"<ErrorResponse>{inner}</ErrorResponse>", "text/xml")

    world.proxy.before = before


def slash_in_issuer(world):
    """What stands between adds a slash to the issuer that the discovery document names."""

    def after(passing):
        if passing.path.endswith("/openid-configuration"):
            passing.body = re.sub(rb'("issuer": ?"[^"]+)"', rb'\1/"', passing.body)

    world.proxy.after = after


def region_in_path(world):
    """The issuer is asked for in another region, whose answer to this pool's id comes back."""

    def before(passing):
        passing.path = passing.path.replace(f"/{REGION}_", "/us-east-1_")

    world.proxy.before = before


def blocking(*paths, status=403):
    """A proxy that answers itself, with a page, in place of these paths; of Amazon's API '/' is the path."""

    def seed(world):
        def before(passing):
            path = passing.path.partition("?")[0]
            if any(path.endswith(end) for end in paths):
                more = {"Proxy_Authenticate": "Basic"} if status == 407 else {}
                passing.answer(status, "<html><title>Access denied</title><p>by policy</p></html>", **more)

        world.proxy.before = before

    return seed

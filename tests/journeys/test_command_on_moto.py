"""The same commands on moto's server, a stand-in that is not ours; nothing is softened for it."""

import stat

import yaml
from programs import CountingProxy, Program

NEW = ["--authenticate-url", "https://authenticate.corp.example.com", "--region", "eu-west-1", "--prefix", "corp-staff"]

UNDONE = [*NEW[:-1], "corp-undone"]


def on(url, tmp_path):
    places = {"AWS_ENDPOINT_URL": url, "POMERIUM_COGNITO_ISSUER_BASE": url, "POMERIUM_COGNITO_LOGIN_BASE": url}
    return Program(tmp_path, **places)


def test_new_check_plan_apply_plan_save_and_a_verify_that_looks(moto, tmp_path):
    proxy = CountingProxy(moto)
    program = on(proxy.url, tmp_path)
    program.run("new", "-o", "s.yaml", *NEW, "--set", "domain.managed_login=false")
    program.run("check", "s.yaml")
    none = ("--secrets", "none")
    assert "so reads were tried" in program.run("preflight", "s.yaml", *none)  # moto simulates nothing
    program.run("plan", "s.yaml", "--detailed-exitcode", *none, code=5)
    assert proxy.writes == []
    program.run("apply", "s.yaml", "--yes", "--no-verify", *none)
    first = sorted(proxy.writes)
    assert first == ["CreateUserPool", "CreateUserPoolClient", "CreateUserPoolDomain", "SetUserPoolMfaConfig"]
    program.run("apply", "s.yaml", "--yes", "--no-verify", *none)
    assert sorted(proxy.writes) == first
    program.run("plan", "s.yaml", "--detailed-exitcode", *none)
    program.run("save", "s.yaml", *none)
    config = yaml.safe_load(program.file("config.yaml"))
    assert config["idp_scopes"] == ["openid", "email", "profile"]
    assert stat.S_IMODE((tmp_path / "config.yaml").stat().st_mode) == 0o600
    told = program.run("verify", "s.yaml", *none, code=4)
    assert "/oauth2/authorize" in told
    proxy.close()


def test_a_pool_of_another_computer_is_found_by_its_tag(moto, tmp_path):
    here, there = tmp_path / "here", tmp_path / "there"
    for folder in (here, there):
        folder.mkdir()
    first, second = on(moto, here), on(moto, there)
    for program in (first, second):
        program.run("new", "-o", "s.yaml", *NEW, "--set", "domain.managed_login=false")
    first.run("apply", "s.yaml", "--yes", "--no-verify", "--secrets", "none")
    second.run("plan", "s.yaml", "--detailed-exitcode", "--secrets", "none")


def test_an_undo_leaves_the_account_as_it_was(moto, tmp_path):
    proxy = CountingProxy(moto)
    program = on(proxy.url, tmp_path)
    program.run("new", "-o", "s.yaml", *UNDONE, "--set", "domain.managed_login=false", "--set", "groups=[admins]")
    none = ("--secrets", "none")
    program.run("apply", "s.yaml", "--yes", "--no-verify", *none)
    before = len(proxy.writes)
    program.run("undo", "s.yaml", *none, code=2)  # nobody can be asked
    assert len(proxy.writes) == before
    program.run("undo", "s.yaml", "--yes", *none)
    assert proxy.writes[before:] == ["DeleteUserPoolDomain", "UpdateUserPool", "DeleteUserPool"]
    assert "Nothing to undo" in program.run("undo", "s.yaml", "--yes", *none)
    assert len(proxy.writes) == before + 3
    program.run("apply", "s.yaml", "--yes", "--no-verify", *none)
    program.run("undo", "s.yaml", "--yes", *none)
    proxy.close()


def test_nobody_listens(tmp_path):
    program = on("http://127.0.0.1:9", tmp_path)
    program.run("new", "-o", "s.yaml", *NEW)
    told = program.run("plan", "s.yaml", "--secrets", "none", code=3)
    assert "Traceback" not in told
    assert "127.0.0.1:9" in told


def test_the_former_docs_page_comes_out_of_the_program(moto, tmp_path):
    program = on(moto, tmp_path)
    authorize = "https://pomerium-authorize-service.default.svc.cluster.local"
    sets = ["domain.managed_login=false", "pomerium.version=0.22", f"pomerium.authorize_url={authorize}"]
    program.run("new", "-o", "s.yaml", *NEW, *[word for s in sets for word in ("--set", s)])
    program.run("apply", "s.yaml", "--yes", "--no-verify", "--secrets", "none")
    program.run("render", "s.yaml", "--format", "configmap-inline", "-o", "cm.yaml", "--secrets", "none")
    manifest = yaml.safe_load(program.file("cm.yaml"))
    assert manifest["metadata"] == {"name": "pomerium-config"}
    inner = yaml.safe_load(manifest["data"]["config.yaml"])
    assert inner["idp_provider"] == "oidc"
    assert inner["authorize_service_url"] == authorize

"""What journeys run: the command, moto's server, a proxy that counts, a keyring's session, a screen."""

from __future__ import annotations

import contextlib
import http.client
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

COMMAND = str(Path(sys.executable).with_name("pomerium-cognito"))
READS = ("Describe", "List", "Get", "Admin" + "Get", "AdminList")


def clean_environment(home: Path) -> dict[str, str]:
    """An environment of its own for the program: no AWS settings of this user's, nothing that leaves loopback."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("AWS_", "POMERIUM_", "XDG_"))}
    return kept | {
        "HOME": str(home),
        "POMERIUM_COGNITO_HOME": str(home / "state"),
        "AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE",
        "AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        "AWS_DEFAULT_REGION": "eu-west-1",
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_ENDPOINT_URL": "http://127.0.0.1:9",
        "QT_QPA_PLATFORM": "offscreen",
        "NO_COLOR": "1",
    }


def free_port() -> int:
    """A port of loopback that nobody listens on now."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


def wait_for_port(port: int, process: subprocess.Popen[bytes], seconds: float = 30) -> None:
    """Return once something listens there."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.3):
            return
        time.sleep(0.05)
    raise AssertionError(f"nothing listens on {port}")


@contextlib.contextmanager
def moto_server() -> Iterator[str]:
    """moto's server on loopback, empty; gives its URL."""
    port = free_port()
    command = [sys.executable, "-m", "moto.server", "-p", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for_port(port, process)
        yield f"http://127.0.0.1:{port}"
    finally:
        end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process that a test started; one that does not heed is killed."""
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


class CountingProxy:
    """Forwards to an endpoint and keeps the names of the operations that came by, in order."""

    def __init__(self, upstream: str) -> None:
        self.operations: list[str] = []
        host = upstream.partition("//")[2]
        seen = self.operations

        class Forwarding(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *args: object) -> None:
                """Say nothing."""

            def forward(self) -> None:
                body = self.rfile.read(int(self.headers.get("content-length") or 0))
                target = (self.headers.get("X-Amz-Target") or "").rpartition(".")[2]
                seen.append(target or self.path)
                with contextlib.closing(http.client.HTTPConnection(host, timeout=30)) as connection:
                    headers = {k: v for k, v in self.headers.items() if k.lower() != "connection"}
                    connection.request(self.command, self.path, body, headers)
                    answer = connection.getresponse()
                    data = answer.read()
                self.send_response(answer.status)
                for name, value in answer.getheaders():
                    if name.lower() not in ("connection", "transfer-encoding", "content-length", "server", "date"):
                        self.send_header(name, value)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            do_GET = do_POST = forward

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Forwarding)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def writes(self) -> list[str]:
        """The Cognito operations that came by and write."""
        return [name for name in self.operations if not name.startswith((*READS, "/"))]

    def close(self) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class Program:
    """The installed command in a home of its own."""

    def __init__(self, home: Path, **env: str) -> None:
        self.home = home
        self.env = clean_environment(home) | env

    def run(self, *args: str, code: int = 0, seconds: float = 120) -> str:
        """Everything that it prints; fails the test when it ends with another status."""
        done = subprocess.run(
            [*self.before, COMMAND, *args],
            cwd=self.home,
            env=self.env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=seconds,
            check=False,
        )
        told = done.stdout + done.stderr
        assert done.returncode == code, f"{' '.join(args)} ends with {done.returncode}, not {code}:\n{told[-1500:]}"
        return told

    before: tuple[str, ...] = ()

    def file(self, name: str) -> str:
        """The text of a file in its home."""
        return (self.home / name).read_text()


KEYRING_SESSION = """
export XDG_DATA_HOME=$HOME/data XDG_RUNTIME_DIR=$HOME/run
mkdir -p "$XDG_DATA_HOME" "$XDG_RUNTIME_DIR"
chmod 700 "$XDG_RUNTIME_DIR"
printf test | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
exec "$@"
"""


def keyring_session() -> tuple[str, ...]:
    """What to put before a command so that it runs with a real, unlocked gnome-keyring on a bus of its own."""
    return ("dbus-run-session", "--", "bash", "-c", KEYRING_SESSION, "keyring")


@contextlib.contextmanager
def screen() -> Iterator[str]:
    """An X screen of its own; gives its DISPLAY."""
    with tempfile.NamedTemporaryFile("r") as told:
        read, write = os.pipe()
        command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x900x24", "-nolisten", "tcp", "-noreset"]
        process = subprocess.Popen(command, pass_fds=(write,), stderr=told.fileno())
        os.close(write)
        with os.fdopen(read) as number:
            display = number.readline().strip()
        assert display, "Xvfb did not start"
        try:
            yield f":{display}"
        finally:
            end(process)


def missing_tools(*names: str) -> list[str]:
    """Those of the named programs that are not on this machine."""
    return [name for name in names if not shutil.which(name)]

"""The sandbox behind fal's own names, and the two clients that call it."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from tls_front import HOSTS, Authority, Front  # noqa: E402

PROGRAM = str(Path(os.environ.get("FALSH_PROGRAM", ".build/debug/falsh")).resolve())
KEY = "11111111-2222-3333-4444-555555555555:0123456789abcdef0123456789abcdef"


class Sandbox:
    """`falsh serve`, for the time of the run."""

    def __init__(self, folder: Path) -> None:
        words = [PROGRAM, "serve", "--port", "0", "--pace", "0.1", "--key", KEY, "--addresses", "platform-hosts"]
        environment = {"PATH": os.environ["PATH"], "HOME": str(folder)}
        self.process = subprocess.Popen(words, stderr=subprocess.PIPE, text=True, env=environment, cwd=folder)
        line = self.process.stderr.readline()
        found = re.search(r"http://127\.0\.0\.1:(\d+)", line)
        assert found, f"the sandbox did not start: {line}"
        self.port = int(found.group(1))

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(10)


@pytest.fixture(scope="session")
def sandbox(tmp_path_factory):
    sandbox = Sandbox(tmp_path_factory.mktemp("sandbox"))
    yield sandbox
    sandbox.stop()


@pytest.fixture(scope="session")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def front(sandbox, authority):
    front = Front(sandbox.port, authority)
    yield front
    front.shutdown()
    front.server_close()


@pytest.fixture
def fal(front, authority, monkeypatch):
    """The official client, which finds fal's names at the front."""
    resolve = socket.getaddrinfo

    def resolve_here(host, port, *arguments, **options):
        name = host.decode() if isinstance(host, bytes) else host
        if name in HOSTS:
            return resolve("127.0.0.1", front.port, *arguments, **options)
        return resolve(host, port, *arguments, **options)

    monkeypatch.setattr(socket, "getaddrinfo", resolve_here)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.certificate))
    import fal_client

    return fal_client.SyncClient(key=KEY)


class Shell:
    """The program, which reaches fal's names through the front as its proxy."""

    def __init__(self, front: Front, authority: Authority, folder: Path) -> None:
        self.folder = folder
        self.environment = {
            "PATH": os.environ["PATH"], "HOME": str(folder), "FAL_KEY": KEY,
            "HTTPS_PROXY": f"http://127.0.0.1:{front.port}", "SSL_CERT_FILE": str(authority.certificate),
        }

    def run(self, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [PROGRAM, *words], cwd=self.folder, env=self.environment | variables,
            capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL)

    def line(self, text: str) -> str:
        """Runs one line; gives its standard output."""
        done = self.run("--json", "--yes", "-c", text)
        assert done.returncode == 0, f"{text}: {done.returncode}\n{done.stderr}"
        return done.stdout


@pytest.fixture
def falsh(front, authority, tmp_path):
    return Shell(front, authority, tmp_path)


@pytest.fixture
def picture(tmp_path) -> Path:
    """The smallest PNG there is: one pixel."""
    path = tmp_path / "pixel.png"
    path.write_bytes(bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154"
        "08d763f8cfc000000301010018dd8db00000000049454e44ae426082"))
    return path

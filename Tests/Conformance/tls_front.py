"""fal's host names on this machine.

A TLS server stands before the sandbox under every name the platform has, with
certificates of an authority made for the run. It passes requests on as they
are and keeps a record of them. Callers reach it as a CONNECT proxy, or by
having the names resolved to it; both arrive at the same port.
"""

from __future__ import annotations

import http.client
import http.server
import select
import socket
import socketserver
import ssl
import threading
from dataclasses import dataclass, field
from pathlib import Path

import trustme

HOSTS = [
    "fal.run", "queue.fal.run", "rest.fal.ai", "api.fal.ai", "fal.ai", "v3.fal.media", "v3b.fal.media",
]

# What belongs to one connection and is not passed on.
HOP_BY_HOP = {"connection", "keep-alive", "proxy-connection", "te", "transfer-encoding", "upgrade"}


@dataclass(frozen=True)
class Exchange:
    """One request as it arrived, and the status of its answer."""

    host: str
    method: str
    target: str
    headers: list[tuple[str, str]]
    body: bytes
    status: int

    def header(self, name: str) -> str | None:
        found = [value for key, value in self.headers if key.lower() == name.lower()]
        return found[0] if found else None


@dataclass
class Authority:
    """A certificate authority that nobody else trusts."""

    folder: Path
    certificate: Path = field(init=False)
    context: ssl.SSLContext = field(init=False)

    def __post_init__(self) -> None:
        authority = trustme.CA()
        self.certificate = self.folder / "authority.pem"
        authority.cert_pem.write_to_path(str(self.certificate))
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(*HOSTS).configure_cert(self.context)


class Front(socketserver.ThreadingTCPServer):
    """The TLS server; `exchanges` is what went through it."""

    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 256

    def __init__(self, sandbox_port: int, authority: Authority) -> None:
        super().__init__(("127.0.0.1", 0), Connection)
        self.sandbox_port = sandbox_port
        self.authority = authority
        self.exchanges: list[Exchange] = []
        self.tls_handshakes = 0
        self._lock = threading.Lock()
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def port(self) -> int:
        return self.server_address[1]

    def record(self, exchange: Exchange) -> None:
        with self._lock:
            self.exchanges.append(exchange)

    def note_handshake(self) -> None:
        with self._lock:
            self.tls_handshakes += 1

    def handle_error(self, request, client_address) -> None:
        """A caller that hangs up is no fault of the server."""


class Connection(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Front

    def setup(self) -> None:
        first = self.request.recv(7, socket.MSG_PEEK)
        if first == b"CONNECT":
            self._answer_connect()
        self.request = self.server.authority.context.wrap_socket(self.request, server_side=True)
        self.server.note_handshake()
        super().setup()

    def _answer_connect(self) -> None:
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            head += self.request.recv(1)
        self.request.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")

    def do_any(self) -> None:
        if self.headers.get("Upgrade", "").lower() == "websocket":
            return self._lead_on()
        body = self._body()
        upstream = http.client.HTTPConnection("127.0.0.1", self.server.sandbox_port, timeout=60)
        upstream.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
        for name, value in self.headers.items():
            if name.lower() not in HOP_BY_HOP | {"content-length"}:
                upstream.putheader(name, value)
        if body or self.command in ("POST", "PUT"):
            upstream.putheader("Content-Length", str(len(body)))
        upstream.endheaders(body)
        answer = upstream.getresponse()
        self.server.record(
            Exchange(
                self.headers["Host"], self.command, self.path, list(self.headers.items()), body, answer.status))
        self._pass_on(answer)
        upstream.close()

    do_GET = do_POST = do_PUT = do_HEAD = do_any

    def _lead_on(self) -> None:
        """Passes everything on, in both directions, until one end closes."""
        self.close_connection = True
        head = f"{self.command} {self.path} HTTP/1.1\r\n"
        head += "".join(f"{name}: {value}\r\n" for name, value in self.headers.items())
        with socket.create_connection(("127.0.0.1", self.server.sandbox_port)) as upstream:
            upstream.sendall((head + "\r\n").encode())
            answer = upstream.recv(1 << 16)
            status = int(answer.split(b" ")[1])
            self.server.record(
                Exchange(self.headers["Host"], self.command, self.path, list(self.headers.items()), b"", status))
            self.connection.sendall(answer)
            ends = {self.connection: upstream, upstream: self.connection}
            while True:
                ready = [self.connection] if self.connection.pending() else select.select(list(ends), [], [])[0]
                for end in ready:
                    part = end.recv(1 << 16)
                    if not part:
                        return
                    ends[end].sendall(part)

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding", "").lower() == "chunked":
            return b"".join(self._chunks())
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def _chunks(self):
        while size := int(self.rfile.readline().split(b";")[0], 16):
            yield self.rfile.read(size)
            self.rfile.readline()
        while self.rfile.readline().strip():
            pass

    def _pass_on(self, answer: http.client.HTTPResponse) -> None:
        self.send_response_only(answer.status, answer.reason)
        for name, value in answer.getheaders():
            if name.lower() not in HOP_BY_HOP:
                self.send_header(name, value)
        is_chunked = answer.getheader("Content-Length") is None
        if is_chunked:
            self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        while part := answer.read1(1 << 16):
            self.wfile.write(b"%x\r\n%s\r\n" % (len(part), part) if is_chunked else part)
        if is_chunked:
            self.wfile.write(b"0\r\n\r\n")

    def log_message(self, *arguments) -> None:
        """The record is kept by the server."""

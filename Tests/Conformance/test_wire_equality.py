"""The requests that falsh sends, beside those of the official client.

For every operation both are made to do the same, and what arrives at the
front is compared: method, host, path, query, the headers that mean something,
and the body as JSON. What differs is listed with its reason.
"""

from __future__ import annotations

import json
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

import fal_client
import pytest

IMAGE = "fal-ai/flux-2/klein/9b"
EDIT = "fal-ai/qwen-image-max/edit"
VIDEO = "fal-ai/veo3.1"
CHAT = "openrouter/router"
REALTIME = "fal-ai/flux-2/klein/realtime"

# What a server looks at. The rest (User-Agent, Accept-Encoding …) names the caller.
MEANINGFUL = [
    "authorization", "content-type", "x-fal-queue-priority", "x-fal-request-timeout", "x-fal-runner-hint",
    "x-fal-object-lifecycle-preference", "x-fal-object-lifecycle", "x-fal-file-name", "x-fal-store-io",
    "x-fal-no-retry", "x-app-fal-disable-fallbacks",
]


@dataclass(frozen=True)
class Wire:
    """What counts of a request."""

    method: str
    host: str
    path: str
    query: tuple = ()
    headers: tuple = ()
    body: str = ""

    @classmethod
    def of(cls, exchange, request_ids=()):
        target = urlsplit(exchange.target)
        path = target.path
        for identifier in request_ids:
            path = path.replace(identifier, "REQUEST")
        headers = tuple(
            (name, normal(exchange.header(name))) for name in MEANINGFUL if exchange.header(name) is not None)
        body = normal(exchange.body.decode("utf-8", "backslashreplace"))
        return cls(exchange.method, exchange.host, path, tuple(parse_qsl(target.query)), headers, body)


def normal(text):
    """JSON with its keys in order and without its blanks; any other text as it is."""
    try:
        return json.dumps(json.loads(text), sort_keys=True)
    except ValueError:
        return text


@dataclass
class Operation:
    """The same thing, said to both."""

    name: str
    # {id} stands for a request that is there already.
    falsh: str
    # Called with the client, the file "pixel.png" and that request's id.
    official: Callable
    # Which of the requests is compared, by its path's end.
    about: str


OPERATIONS = [
    Operation(
        "submit", f'{IMAGE} "a fox" seed=7 num_images=2 --async',
        lambda fal, *_: fal.submit(IMAGE, {"prompt": "a fox", "seed": 7, "num_images": 2}), f"/{IMAGE}"),
    Operation(
        "submit, text beyond ASCII", f"""{IMAGE} 'fuchs, 狐, 🦊 "und" \\ mehr' --async""",
        lambda fal, *_: fal.submit(IMAGE, {"prompt": 'fuchs, 狐, 🦊 "und" \\ mehr'}), f"/{IMAGE}"),
    Operation(
        "submit, nested input", f'{IMAGE} "a fox" image_size.width=640 image_size.height=480 --async',
        lambda fal, *_: fal.submit(IMAGE, {"prompt": "a fox", "image_size": {"width": 640, "height": 480}}), f"/{IMAGE}"),
    Operation(
        "submit, duration as text", f'{VIDEO} "a storm" duration=4s generate_audio=false --async',
        lambda fal, *_: fal.submit(VIDEO, {"prompt": "a storm", "duration": "4s", "generate_audio": False}), f"/{VIDEO}"),
    Operation(
        "priority", f'{IMAGE} "a fox" --priority low --async',
        lambda fal, *_: fal.submit(IMAGE, {"prompt": "a fox"}, priority="low"), f"/{IMAGE}"),
    Operation(
        "start timeout", f'{IMAGE} "a fox" --start-timeout 30 --async',
        lambda fal, *_: fal.submit(IMAGE, {"prompt": "a fox"}, start_timeout=30), f"/{IMAGE}"),
    Operation(
        "webhook", f'{IMAGE} "a fox" --webhook https://example.com/hook?a=1&b=2 --async',
        lambda fal, *_: fal.submit(IMAGE, {"prompt": "a fox"}, webhook_url="https://example.com/hook?a=1&b=2"),
        f"/{IMAGE}"),
    Operation(
        "lifecycle", f'{IMAGE} "a fox" --lifecycle 1h --async',
        lambda fal, *_: fal.submit(
            IMAGE, {"prompt": "a fox"},
            headers={"X-Fal-Object-Lifecycle-Preference": '{"expiration_duration_seconds": 3600}'}), f"/{IMAGE}"),
    Operation(
        "status", f"status {{id}} --model {IMAGE}", lambda fal, _, id: fal.status(IMAGE, id), "/status"),
    Operation("logs", f"logs {{id}} --model {IMAGE}", lambda fal, _, id: fal.status(IMAGE, id, with_logs=True), "/status"),
    Operation(
        "result", f"result {{id}} --model {IMAGE}", lambda fal, _, id: fal.result(IMAGE, id), "/REQUEST"),
    Operation(
        "cancel", f"cancel {{id}} --model {IMAGE}", lambda fal, _, id: cancel(fal, id), "/cancel"),
    Operation(
        "run", f'{IMAGE} "a fox" --sync', lambda fal, *_: fal.run(IMAGE, {"prompt": "a fox"}), f"/{IMAGE}"),
    Operation(
        "realtime token", f'realtime {REALTIME} "in oils" image_url=@pixel.png', lambda fal, path, _: connect(fal),
        "/tokens/"),
    Operation(
        "realtime", f'realtime {REALTIME} "in oils" image_url=@pixel.png', lambda fal, path, _: connect(fal),
        f"/{REALTIME}"),
    Operation(
        "upload token", "upload @pixel.png", lambda fal, path, _: fal.upload_file(str(path)), "/storage/auth/token"),
    Operation(
        "upload", "upload @pixel.png", lambda fal, path, _: fal.upload_file(str(path)), "/files/upload"),
]

# What differs, by operation and part of the request, and why.
REASONS = {
    ("start timeout", "headers"): "x-fal-request-start-timeout is the newer name, and wins where both are sent",
    ("status", "query"): "logs=false is what goes without saying",
    ("logs", "query"): "logs=1 is the documented form of logs=true",
    ("realtime", "query"): "the token is another one each time",
    ("upload", "host"): "the token says where to upload; the official client has an older name written down",
}


def connect(fal):
    try:
        with fal.realtime(REALTIME, path=""):
            pass
    except ssl.SSLError:
        # The client's reader and its goodbye use one TLS connection from two
        # threads, which now and then ends so. What counts is the request,
        # which was answered by then; without it nothing is found to compare.
        pass


def cancel(fal, id):
    try:
        fal.cancel(IMAGE, id)
    except fal_client.FalClientHTTPError as error:
        # It has ended already; what counts is the request.
        assert error.status_code == 400


def compared(exchanges, operation):
    ids = {part for exchange in exchanges for part in exchange.target.split("?")[0].split("/") if len(part) == 36}
    found = [Wire.of(exchange, ids) for exchange in exchanges]
    return [wire for wire in found if wire.path.endswith(operation.about)][-1]


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
def test_requests_are_equal(operation, falsh, fal, front, picture):
    id = fal.submit(IMAGE, {"prompt": "a fox"}).request_id if "{id}" in operation.falsh else ""
    front.exchanges.clear()
    falsh.run("--json", "--yes", "-c", operation.falsh.replace("{id}", id))
    ours = compared(front.exchanges, operation)
    front.exchanges.clear()
    operation.official(fal, picture, id)
    theirs = compared(front.exchanges, operation)
    for part in ("method", "host", "path", "query", "headers", "body"):
        mine, other = getattr(ours, part), getattr(theirs, part)
        if (operation.name, part) in REASONS:
            assert mine != other, f"{operation.name}: the {part} is listed as different, and is not"
        else:
            assert mine == other, f"{operation.name}: {part}"

"""The official Python client against the sandbox: it must not notice that this is not fal."""

import asyncio
import json
import ssl

import fal_client
import httpx
import pytest
import websockets

from conftest import KEY

IMAGE = "fal-ai/flux-2/klein/9b"
EDIT = "fal-ai/qwen-image-max/edit"
VIDEO = "fal-ai/veo3.1"
CHAT = "openrouter/router"
REALTIME = "fal-ai/flux-2/klein/realtime"


def requests(front):
    return [(exchange.method, exchange.host, exchange.target.split("?")[0]) for exchange in front.exchanges]


def fetched(url, authority):
    return httpx.get(url, verify=ssl.create_default_context(cafile=authority.certificate))


class TestQueue:
    def test_submit_gives_urls_of_the_platform(self, fal, front):
        handle = fal.submit(IMAGE, {"prompt": "a fox"})
        assert handle.response_url == f"https://queue.fal.run/fal-ai/flux-2/requests/{handle.request_id}"
        assert handle.status_url == handle.response_url + "/status"
        assert handle.cancel_url == handle.response_url + "/cancel"
        assert requests(front) == [("POST", "queue.fal.run", f"/{IMAGE}")]

    def test_submitted_request_is_followed_to_its_result(self, fal, authority):
        handle = fal.submit(IMAGE, {"prompt": "a fox", "seed": 7})
        seen = [type(status) for status in handle.iter_events(with_logs=True, interval=0.01)]
        assert seen[-1] is fal_client.Completed
        assert set(seen[:-1]) <= {fal_client.Queued, fal_client.InProgress}
        result = handle.get()
        assert result["seed"] == 7
        picture = fetched(result["images"][0]["url"], authority)
        assert picture.status_code == 200
        assert picture.headers["content-type"].startswith("image/")

    def test_subscribe_hands_out_logs_and_the_request_id(self, fal):
        ids, lines = [], []

        def note(status):
            lines.extend(line["message"] for line in getattr(status, "logs", None) or [])

        result = fal.subscribe(
            IMAGE, {"prompt": "a fox"}, with_logs=True, interval=0.01, on_enqueue=ids.append, on_queue_update=note)
        assert len(ids) == 1 and len(ids[0]) == 36
        assert result["images"]
        assert lines, "a completed request has told what it did"

    def test_status_and_result_by_request_id(self, fal):
        handle = fal.submit(IMAGE, {"prompt": "a fox"})
        handle.get()
        assert isinstance(fal.status(IMAGE, handle.request_id, with_logs=True), fal_client.Completed)
        assert fal.result(IMAGE, handle.request_id)["prompt"] == "a fox"

    def test_cancel_of_a_queued_request(self, fal):
        handle = fal.submit(VIDEO, {"prompt": "a storm"})
        handle.cancel()
        with pytest.raises(fal_client.FalClientHTTPError) as error:
            handle.get(interval=0.01)
        assert error.value.status_code >= 400

    def test_priority_hint_start_timeout_and_webhook_are_taken(self, fal, front):
        fal.submit(
            IMAGE, {"prompt": "a fox"}, priority="low", hint="a", start_timeout=30, webhook_url="https://example.com/hook")
        assert [exchange.status for exchange in front.exchanges] == [200]


class TestRunAndStream:
    def test_run_holds_one_connection(self, fal, front):
        assert fal.run(IMAGE, {"prompt": "a fox"})["images"]
        assert requests(front) == [("POST", "fal.run", f"/{IMAGE}")]

    def test_stream_of_a_language_model(self, fal):
        events = list(fal.stream(CHAT, {"prompt": "two words about foxes", "model": "google/gemini-2.5-flash"}))
        assert len(events) > 1
        outputs = [event["output"] for event in events]
        assert all(later.startswith(earlier) for earlier, later in zip(outputs, outputs[1:]))
        assert [event.get("partial") for event in events][-1] in (False, None)

    def test_asyncio_client(self, fal, front, monkeypatch):
        # Its connections are made to the port of the URL, whatever a resolver says of ports.
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{front.port}")

        async def generate():
            client = fal_client.AsyncClient(key=KEY)
            return await client.subscribe(IMAGE, {"prompt": "an owl"}, with_logs=True, interval=0.01)

        assert asyncio.run(generate())["prompt"] == "an owl"


class TestRealtime:
    @pytest.fixture
    def input(self, picture):
        return {"prompt": "in oils", "image_url": fal_client.encode_file(picture)}

    def test_inputs_are_answered_over_one_connection(self, fal, front, input):
        with fal.realtime(REALTIME) as connection:
            for seed in (1, 2):
                connection.send(input | {"seed": seed})
                result = connection.recv()
                assert result["seed"] == seed
                assert result["images"][0]["content"].startswith(b"\x89PNG")
                assert result["images"][0]["content_type"] == "image/png"
        assert requests(front) == [
            ("POST", "rest.fal.ai", "/tokens/"), ("GET", "fal.run", f"/{REALTIME}/realtime")]

    def test_key_stands_for_a_token(self, fal, front, input):
        with fal.realtime(REALTIME, use_jwt=False, path="") as connection:
            connection.send(input)
            assert connection.recv()["images"]
        assert requests(front) == [("GET", "fal.run", f"/{REALTIME}")]

    def test_error_of_the_model_ends_the_connection(self, fal, input):
        with fal.realtime(REALTIME) as connection:
            connection.send(input | {"num_inference_steps": 99})
            with pytest.raises(fal_client.client.RealtimeError) as error:
                connection.recv()
        assert error.value.error == "INTERNAL_ERROR" and error.value.reason

    def test_model_that_has_none_is_refused(self, fal):
        with pytest.raises(websockets.exceptions.InvalidStatus) as error:
            with fal.realtime(VIDEO):
                pass
        assert error.value.response.status_code == 404

    def test_asyncio_client(self, fal, front, input, monkeypatch):
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{front.port}")

        async def generate():
            async with fal_client.AsyncClient(key=KEY).realtime(REALTIME) as connection:
                await connection.send(input)
                return await connection.recv()

        assert asyncio.run(generate())["images"]

    def test_falsh_goes_the_same_way(self, falsh, front, picture):
        # Through the front as its proxy, and with its certificate.
        line = f'["in oils", "in ink"] | realtime {REALTIME} image_url=@pixel.png seed=1 | count'
        assert falsh.line(line) == "2\n"
        paths = [(exchange.method, exchange.target.split("?")[0], exchange.status) for exchange in front.exchanges]
        assert paths[-2:] == [("POST", "/tokens/", 200), ("GET", f"/{REALTIME}", 101)]
        assert front.exchanges[-1].header("authorization") is None


class TestUploads:
    def test_upload_of_a_file(self, fal, front, picture, authority):
        url = fal.upload_file(str(picture))
        assert url.startswith("https://v3b.fal.media/files/")
        assert fetched(url, authority).content == picture.read_bytes()
        assert requests(front)[:2] == [
            ("POST", "rest.fal.ai", "/storage/auth/token"), ("POST", "v3.fal.media", "/files/upload")]

    def test_uploaded_file_is_an_input(self, fal, picture):
        url = fal.upload_file(str(picture))
        assert fal.subscribe(EDIT, {"prompt": "at night", "image_urls": [url]}, interval=0.01)["images"]

    def test_multipart_upload(self, fal, front, tmp_path, authority, monkeypatch):
        monkeypatch.setattr(fal_client.client, "MULTIPART_THRESHOLD", 1 << 20)
        monkeypatch.setattr(fal_client.client, "MULTIPART_CHUNK_SIZE", 1 << 20)
        content = bytes(index * 7 % 251 for index in range((5 << 20) // 2))
        file = tmp_path / "long.bin"
        file.write_bytes(content)
        url = fal.upload_file(str(file))
        assert fetched(url, authority).content == content
        parts = [exchange for exchange in front.exchanges if "/multipart/" in exchange.target and exchange.method == "PUT"]
        assert sorted(len(part.body) for part in parts) == [1 << 19, 1 << 20, 1 << 20]

    def test_upload_through_the_storage_service(self, fal, front, authority):
        url = fal.upload(b"words", "text/plain", file_name="words.txt", repository="fal")
        assert fetched(url, authority).content == b"words"
        assert ("POST", "rest.fal.ai", "/storage/upload/initiate") in requests(front)


class TestErrors:
    def test_wrong_key_is_401(self, fal):
        client = fal_client.SyncClient(key="not:right")
        with pytest.raises(fal_client.FalClientHTTPError) as error:
            client.submit(IMAGE, {"prompt": "a fox"})
        assert error.value.status_code == 401

    def test_invalid_input_is_422_with_its_field(self, fal):
        with pytest.raises(fal_client.FalClientHTTPError) as error:
            fal.subscribe(IMAGE, {"prompt": "a fox", "num_images": 99}, interval=0.01)
        assert error.value.status_code == 422
        detail = json.loads(error.value.response.text)["detail"][0]
        assert detail["loc"] == ["body", "num_images"]
        assert detail["type"] == "less_than_equal"

    def test_unknown_model_is_404(self, fal):
        with pytest.raises(fal_client.FalClientHTTPError) as error:
            fal.submit("fal-ai/there-is-no-such-model", {"prompt": "a fox"})
        assert error.value.status_code == 404

    def test_unknown_request_is_404(self, fal):
        with pytest.raises(fal_client.FalClientHTTPError) as error:
            fal.status(IMAGE, "00000000-0000-0000-0000-000000000000")
        assert error.value.status_code == 404

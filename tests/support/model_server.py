"""A tiny server that answers like a language model's, or fails like one. On 127.0.0.1 only."""

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def chunk(text, finish=None):
    """One event of a streamed answer."""
    choice = {"index": 0, "delta": {"content": text}, "finish_reason": finish}
    return b"data: " + json.dumps({"object": "chat.completion.chunk", "choices": [choice]}).encode() + b"\n\n"


def answer(text):
    """A whole streamed answer, a word an event."""
    return [*(chunk(word + " ") for word in text.split(" ")), chunk("", "stop"), b"data: [DONE]\n\n"]


class ModelServer:
    """Answers every request with `status`, then writes `events` one by one.

    An event that is a `threading.Event` is waited for; `None` breaks the connection off. `told` are further
    headers. `later_statuses` are those of the requests after the first. `left` is set where the other side
    is gone before the end.
    """

    def __init__(self, events=(), status=200, kind="text/event-stream", told=()):
        self.events, self.status, self.told = events, status, {"Content-Type": kind, **dict(told)}
        self.later_statuses = []
        self.requests = []
        self.headers = []
        self.left = threading.Event()


@contextmanager
def serving(server):
    """The address of a running server."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            server.requests.append(json.loads(body))
            server.headers.append(self.headers)
            later = server.later_statuses
            self.send_response(
                later[len(server.requests) - 2] if later and server.requests[1:] else server.status
            )
            for name, value in server.told.items():
                self.send_header(name, value)
            broken = None in server.events
            if broken:  # a length that is never reached: the client sees the line break
                self.send_header("Content-Length", "1000000")
            self.end_headers()
            for event in server.events:
                if event is None:
                    break
                if isinstance(event, threading.Event):
                    event.wait(10)
                elif not self.wrote(event):
                    server.left.set()
                    break
            self.close_connection = True

        def wrote(self, event):
            try:
                self.wfile.write(event)
                self.wfile.flush()
            except ConnectionError:
                return False
            return True

        def log_message(self, *_):
            pass

    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=running.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{running.server_port}/v1"
    finally:
        running.shutdown()
        running.server_close()
        thread.join()

"""An editor for tests and measurements: it starts `briefgen lsp` as a process and speaks the protocol with it."""

from __future__ import annotations

import json
import queue
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

PATIENCE = 60.0
"""Seconds after which an answer that has not come will not come."""


class Refusal(Exception):  # noqa: N818 - an answer, if not the one hoped for
    """The server's answer to a request that it did not carry out: its message."""


class Client:
    """One session. Positions are the protocol's: lines and columns from 0, in the units of UTF-16."""

    def __init__(self, command: Sequence[str], root: Path, capabilities: Mapping[str, Any] | None = None) -> None:
        self.root = root
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.texts: dict[str, str] = {}
        self.versions: dict[str, int] = {}
        self.published: dict[str, Any] = {}
        """What was published last about each file, by its name."""
        self.asked: list[Any] = []
        """What the server asked of the editor."""
        self.errors = ""
        self._number = 0
        self._answers: dict[int, Any] = {}
        self._incoming: queue.Queue[Any] = queue.Queue()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()
        given = {"processId": None, "rootUri": root.as_uri(), "capabilities": capabilities or {}}
        self.server = self.request("initialize", given)
        self.notify("initialized", {})

    def uri(self, name: str) -> str:
        return (self.root / name).as_uri()

    def open(self, name: str, text: str | None = None) -> None:
        self.texts[name] = (self.root / name).read_text("utf-8") if text is None else text
        self.versions[name] = 1
        document = {"uri": self.uri(name), "languageId": "yaml", "version": 1, "text": self.texts[name]}
        self.notify("textDocument/didOpen", {"textDocument": document})

    def write(self, name: str, text: str) -> None:
        """Change an open file to this text."""
        self.texts[name] = text
        self.versions[name] += 1
        document = {"uri": self.uri(name), "version": self.versions[name]}
        self.notify("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})

    def replace(self, name: str, old: str, new: str) -> None:
        assert self.texts[name].count(old) == 1, f"{old!r} is not there once in {name}"
        self.write(name, self.texts[name].replace(old, new))

    def close(self, name: str) -> None:
        del self.texts[name], self.versions[name]
        self.notify("textDocument/didClose", {"textDocument": {"uri": self.uri(name)}})

    def position(self, name: str, words: str, into: int | None = None) -> dict[str, int]:
        """The position in a file of words that stand there once, or so many characters into them; else behind them."""
        assert self.texts[name].count(words) == 1, f"{words!r} is not there once in {name}"
        offset = self.texts[name].index(words) + (len(words) if into is None else into)
        before = self.texts[name][:offset].split("\n")
        return {"line": len(before) - 1, "character": len(before[-1].encode("utf-16-le")) // 2}

    def at(self, name: str, words: str, into: int | None = None) -> dict[str, Any]:
        """The same as parameters of a request."""
        return {"textDocument": {"uri": self.uri(name)}, "position": self.position(name, words, into)}

    def words(self, name: str, stretch: Mapping[str, Any]) -> str:
        """The words in a range of a file."""
        text = self.texts.get(name) or (self.root / name).read_text("utf-8")
        lines = [line.encode("utf-16-le") for line in text.split("\n")]
        start, end = stretch["start"], stretch["end"]
        lines = lines[start["line"] : end["line"] + 1]
        lines[-1] = lines[-1][: end["character"] * 2]
        lines[0] = lines[0][start["character"] * 2 :]
        return b"\n\0".join(lines).decode("utf-16-le")

    def findings(self, name: str) -> list[Any]:
        """What was published last about a file."""
        return list(self.published.get(name, {}).get("diagnostics", []))

    def until(self, holds: Callable[[], Any]) -> Any:
        """Listen until something holds; gives what that is."""
        end = time.monotonic() + PATIENCE
        while not (found := holds()):
            self._take(end)
        return found

    def checked(self, name: str) -> list[Any]:
        """Listen until something is published about a file as it is now; gives the findings."""
        self.until(lambda: self.published.get(name, {}).get("version") == self.versions[name])
        return self.findings(name)

    def request(self, method: str, params: Any) -> Any:
        """The answer to a request. Raises `Refusal`."""
        self._number += 1
        number = self._number
        self._send({"id": number, "method": method, "params": params})
        self.until(lambda: number in self._answers)
        answer = self._answers.pop(number)
        if "error" in answer:
            raise Refusal(answer["error"]["message"])
        return answer["result"]

    def notify(self, method: str, params: Any) -> None:
        self._send({"method": method, "params": params})

    def end(self) -> int:
        """End the session as the protocol has it; the exit code."""
        self.request("shutdown", None)
        return self.leave()

    def leave(self) -> int:
        """Leave without asking for the end; the exit code."""
        self.notify("exit", None)
        return self.wait()

    def wait(self) -> int:
        """Wait until the server has ended; the exit code. What it said against it is in `errors`."""
        code = self.process.wait(PATIENCE)
        self._listener.join(PATIENCE)
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            assert stream is not None
            if stream is self.process.stderr:
                self.errors = stream.read().decode()
            stream.close()
        return code

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def _listen(self) -> None:
        stream = self.process.stdout
        assert stream is not None
        length = 0
        while head := stream.readline():
            if head.lower().startswith(b"content-length"):
                length = int(head.partition(b":")[2])
            elif not head.strip():
                self._incoming.put(json.loads(stream.read(length)))
        self._incoming.put(None)

    def _take(self, end: float) -> None:
        try:
            message = self._incoming.get(timeout=max(0.0, end - time.monotonic()))
        except queue.Empty:
            raise AssertionError("the server did not answer in time") from None
        if message is None:
            self.wait()
            raise AssertionError(f"the server has ended: {self.errors}")
        if message.get("method") == "textDocument/publishDiagnostics":
            uri = message["params"]["uri"]
            self.published[uri.removeprefix(self.uri("") + "/").removeprefix(self.uri(""))] = message["params"]
        elif "method" in message:
            self.asked.append(message)
            if "id" in message:
                self._send({"id": message["id"], "result": None})
        else:
            self._answers[message["id"]] = message

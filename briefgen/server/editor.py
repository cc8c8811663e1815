"""The editor at the other end: its open files, and what it is told about them."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple, TypeVar
from urllib.parse import unquote

from lsprotocol import types
from pygls.exceptions import FeatureNotificationError
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from briefgen import __version__
from briefgen.diagnostics import Diagnostic, Severity
from briefgen.server.desk import Answer, Buffer, Desk
from briefgen.server.desks import Desks
from briefgen.server.positions import Lines, lines
from briefgen.spans import Span

_log = logging.getLogger(__name__)
PAUSE = 0.02
"""Seconds without a change after which one is looked at."""

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.ADVICE: types.DiagnosticSeverity.Information,
}

Told = tuple[int | None, list[types.Diagnostic]]
"""What was published last about a file, for which of its versions."""
T = TypeVar("T")


class Place(NamedTuple):
    """A position in a file of a project."""

    desk: Desk
    name: str
    lines: Lines
    offset: int = 0


class Editor(LanguageServer):
    """The open files by project, and the findings last published."""

    def __init__(self) -> None:
        # Whole texts: pygls ends a line at signs that end none in the protocol, and would change another line.
        super().__init__("briefgen", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)
        self.desks = Desks()
        self.ended = False
        """Whether the editor asked for the end before it took leave."""
        self._told: dict[Desk, dict[str, Told]] = defaultdict(dict)
        self._at_work: set[asyncio.Task[None]] = set()
        self._thread = ThreadPoolExecutor(1, "desk")

    def desk(self, uri: str) -> Desk | None:
        """The project of a file; None where it is none of ours."""
        path = to_fs_path(uri)
        document = self.workspace.text_documents.get(unquote(uri))
        return self.desks.of(Path(path), document.source if document else "") if path else None

    def place(self, uri: str, position: types.Position | None = None) -> Place | None:
        """A position in an open file; None where the file is none of ours."""
        desk = self.desk(uri)
        if desk is None or (name := desk.name(Path(to_fs_path(uri) or ""))) is None:
            return None
        found = self.lines(desk.text(name))
        return Place(desk, name, found, found.offset(position) if position else 0)

    def lines(self, text: str) -> Lines:
        """A text's lines as the editor counts them."""
        return lines(text, self.workspace.position_encoding or types.PositionEncodingKind.Utf16)

    def uri(self, desk: Desk, name: str) -> str:
        """The address of a file: the editor's own where it is open."""
        return self._opened(desk).get(name) or str(from_fs_path(str(desk.folder / name)))

    def _opened(self, desk: Desk) -> dict[str, str]:
        documents = self.workspace.text_documents.values()
        return {name: each.uri for each in documents if (name := desk.name(Path(each.path))) is not None}

    def check(self, desk: Desk) -> None:
        """Begin to say what is wrong with a project, unless it changes meanwhile."""
        # Not awaited by the handler: pygls would log a traceback for each that is still at it when the editor leaves.
        desk.buffers = self._buffers(desk)
        task = asyncio.ensure_future(self._check(desk))
        self._at_work.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._at_work.discard(task)
        if not task.cancelled() and isinstance(error := task.exception(), Exception):
            _log.error("a check has failed", exc_info=error)
            self.report_server_error(error, FeatureNotificationError)

    async def _check(self, desk: Desk) -> None:
        desk.turn += 1
        turn = desk.turn
        await asyncio.sleep(PAUSE)
        answers = desk.answers(turn)
        while turn == desk.turn and (answer := await self.worked_out(next, answers, None)) is not None:
            if turn == desk.turn:
                self._publish(desk, answer)

    async def worked_out(self, function: Callable[..., T], *arguments: Any) -> T:
        """What a function gives, on the thread that works things out, one after the other."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, function, *arguments)

    def _buffers(self, desk: Desk) -> dict[str, Buffer]:
        found = {}
        for document in self.workspace.text_documents.values():
            if (name := desk.name(Path(document.path))) is not None:
                found[name] = Buffer(document.source, document.version)
        return found

    def _publish(self, desk: Desk, answer: Answer) -> None:
        """Tell the editor what is new: of each file, all its findings, which replace those it was told before."""
        found: dict[str, list[types.Diagnostic]] = defaultdict(list)
        opened, told = self._opened(desk), self._told[desk]
        for finding in sorted(answer.findings, key=lambda each: (each.span, each.rule)):
            file = finding.span.file
            uri = opened.get(file) or self.uri(desk, file)
            found[uri].append(self.diagnostic(finding, self.lines(answer.checked.texts.get(file, ""))))
        versions = {opened[name]: buffer.version for name, buffer in answer.buffers.items() if name in opened}
        for uri in sorted({*found, *versions, *told}):
            items, version = found.get(uri, []), versions.get(uri)
            if told.get(uri, (None, [])) != (version, items):
                told[uri] = (version, items)
                self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, items, version))

    def diagnostic(self, finding: Diagnostic, in_lines: Lines) -> types.Diagnostic:
        """A finding as the protocol has it."""
        return types.Diagnostic(
            in_lines.of(finding.span),
            "\n".join(words for words in (finding.message, finding.hint) if words),
            _SEVERITIES[finding.severity],
            finding.rule,
            source="briefgen",
        )

    def location(self, desk: Desk, span: Span) -> types.Location:
        """A stretch of a file as it is now."""
        return types.Location(self.uri(desk, span.file), self.lines(desk.text(span.file)).of(span))

    def edit(
        self, desk: Desk, edits: dict[str, list[types.TextEdit]], buffers: Mapping[str, Buffer]
    ) -> types.WorkspaceEdit:
        """Edits of files by their names, for the versions that these buffers were where the editor asks for them."""
        workspace = self.client_capabilities.workspace
        asked = workspace and workspace.workspace_edit
        if not (asked and asked.document_changes):
            return types.WorkspaceEdit({self.uri(desk, name): found for name, found in edits.items()})
        changes = [
            types.TextDocumentEdit(
                types.OptionalVersionedTextDocumentIdentifier(
                    self.uri(desk, name), buffers[name].version if name in buffers else None
                ),
                list(found),
            )
            for name, found in edits.items()
        ]
        return types.WorkspaceEdit(document_changes=list(changes))

"""What the protocol asks, given to those who know, and their answers in its terms."""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from briefgen.build.project import is_yaml
from briefgen.server import shapes
from briefgen.server.completing import complete
from briefgen.server.cursor import cursor
from briefgen.server.editor import Editor, Place
from briefgen.server.entries import about, plain
from briefgen.server.links import Named, declared, mentioned, named
from briefgen.server.memory import Known
from briefgen.server.mending import mending
from briefgen.server.outline import outline
from briefgen.server.renaming import Refused, renamed
from briefgen.server.shifts import Shift
from briefgen.spans import Span


class NotDone(JsonRpcException):
    """What was rightly asked and cannot be done. The message is for the person at the editor."""

    CODE = -32803


def serve() -> bool:
    """Serve an editor over standard input and output until it takes leave; whether it asked for the end before."""
    editor = Editor()
    for name, (function, options) in _FEATURES.items():
        editor.feature(name, options)(function)
    # Of these, the person was told: they are no fault of the server, which pygls would log with a traceback.
    logging.getLogger("pygls.protocol.json_rpc").addFilter(
        lambda record: not (record.exc_info and isinstance(record.exc_info[1], NotDone))
    )
    gc.disable()  # garbage is collected between answers: see `Desk`
    editor.start_io()
    for desk in editor.desks:
        desk.turn += 1  # nobody waits for what is still worked out
    return editor.ended


def changed(ls: Editor, params: Any) -> None:
    """A file was opened, changed, saved or closed."""
    if (desk := ls.desk(params.text_document.uri)) is not None:
        ls.check(desk)


def changed_on_disk(ls: Editor, _params: types.DidChangeWatchedFilesParams) -> None:
    """Files were changed by somebody else."""
    for desk in ls.desks:
        ls.check(desk)


def begun(ls: Editor, _params: types.InitializedParams) -> None:
    """The editor is ready: ask it to tell of files that somebody else changes."""
    workspace = ls.client_capabilities.workspace
    watched = workspace and workspace.did_change_watched_files
    if watched and watched.dynamic_registration:
        name = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
        options = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher("**/*.{yaml,yml,md}")])
        ls.client_register_capability(types.RegistrationParams([types.Registration("files", name, options)]))


def ended(ls: Editor, _params: None) -> None:
    """The editor asks for the end."""
    ls.ended = True


def completion(ls: Editor, params: types.CompletionParams) -> types.CompletionList | None:
    """What may be written at a position."""
    place = ls.place(params.text_document.uri, params.position)
    return place and complete(place.desk.dossier, place.name, place.lines, place.offset)


def hover(ls: Editor, params: types.HoverParams) -> types.Hover | None:
    """What is known of the record, key or word at a position."""
    place = ls.place(params.text_document.uri, params.position)
    if place is None:
        return None
    if (id_ := _named(place)) is not None:
        shown, start, end = about(place.desk.dossier, id_.id), id_.start, id_.end
    elif is_yaml(place.name) and (here := cursor(place.lines.text, place.offset)) is not None:
        word = place.lines.text[here.start : here.end]
        words = {} if here.is_key else shapes.words(here.path, place.desk.dossier.project.scale)
        meaning = shapes.meaning(here.path) if here.is_key else words.get(word)
        shown, start, end = [f"`{word}`: {plain(meaning)}"] if meaning else [], here.start, here.end
    else:
        return None
    asked = ls.client_capabilities.text_document and ls.client_capabilities.text_document.hover
    formats = (asked and asked.content_format) or [types.MarkupKind.Markdown]
    in_plain = types.MarkupKind.Markdown not in formats
    text = "\n\n".join(shown) if not in_plain else "\n".join(map(_unmarked, shown))
    kind = types.MarkupKind.PlainText if in_plain else types.MarkupKind.Markdown
    return types.Hover(types.MarkupContent(kind, text), place.lines.range(start, end)) if shown else None


def definition(ls: Editor, params: types.DefinitionParams) -> list[types.Location] | None:
    """Where the record at a position is written, in all its revisions."""
    return _locations(ls, params, declared)


def references(ls: Editor, params: types.ReferenceParams) -> list[types.Location] | None:
    """Where the record at a position is named."""
    found = _locations(ls, params, mentioned)
    if found is not None and params.context.include_declaration:
        return [*(_locations(ls, params, declared) or ()), *found]
    return found


def prepared(ls: Editor, params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
    """Whether what stands at a position can be renamed, and what that is."""
    place = ls.place(params.text_document.uri, params.position)
    if place is None or (id_ := _named(place)) is None or not about(place.desk.dossier, id_.id):
        return None
    return types.PrepareRenamePlaceholder(place.lines.range(id_.start, id_.end), id_.id)


async def rename(ls: Editor, params: types.RenameParams) -> types.WorkspaceEdit | None:
    """The edits that give the record at a position another id."""
    place = ls.place(params.text_document.uri, params.position)
    if place is None or (id_ := _named(place)) is None:
        return None
    desk = place.desk
    buffers = dict(desk.buffers)
    try:
        known, spans = await ls.worked_out(renamed, desk, id_.id, params.new_name)
    except Refused as refused:
        raise NotDone(str(refused)) from None
    edits: dict[str, list[types.TextEdit]] = {}
    for span in spans:
        found = ls.lines(known.texts[span.file]).of(span)
        edits.setdefault(span.file, []).append(types.TextEdit(found, params.new_name))
    return ls.edit(desk, edits, buffers)


def symbols(ls: Editor, params: types.DocumentSymbolParams) -> list[types.DocumentSymbol] | None:
    """The records of a file, by section."""
    place = ls.place(params.text_document.uri)
    if place is None or not is_yaml(place.name):
        return None
    return outline(place.desk.memory.places(place.name, place.lines.text), place.lines)


def actions(ls: Editor, params: types.CodeActionParams) -> list[types.CodeAction] | None:
    """How findings in a range can be mended."""
    place = ls.place(params.text_document.uri)
    last = place.desk.last if place else None
    if place is None or last is None or last.checked.texts.get(place.name) != place.lines.text:
        return None
    found = []
    for finding in last.findings:
        reach = place.lines.of(finding.span) if finding.span.file == place.name else None
        if reach and reach.start <= params.range.end and params.range.start <= reach.end:
            mended = mending(finding, place.lines)
            if mended is not None:
                edit = types.TextEdit(place.lines.of(mended.span), mended.text)
                told = ls.diagnostic(finding, place.lines)
                found.append(
                    types.CodeAction(
                        f"Write `{mended.text}`",
                        kind=types.CodeActionKind.QuickFix,
                        diagnostics=[told],
                        is_preferred=True,
                        edit=ls.edit(place.desk, {place.name: [edit]}, last.buffers),
                    )
                )
    return found


def _named(place: Place) -> Named | None:
    return named(place.name, place.lines.text, place.offset)


def _locations(
    ls: Editor, params: types.DefinitionParams | types.ReferenceParams, find: Callable[[Known, str], list[Span]]
) -> list[types.Location] | None:
    place = ls.place(params.text_document.uri, params.position)
    known = place.desk.known if place else None
    if place is None or known is None or (id_ := _named(place)) is None:
        return None
    spans = find(known, id_.id)
    shift = Shift(known.texts, {name: place.desk.text(name) for name in {span.file for span in spans}})
    return [ls.location(place.desk, moved) for span in spans if (moved := shift.span(span)) is not None]


def _unmarked(line: str) -> str:
    return line.replace("**", "").replace("`", "").replace("\\", "")


_FEATURES: dict[str, tuple[Callable[..., Any], Any]] = {
    types.INITIALIZED: (begun, None),
    types.SHUTDOWN: (ended, None),
    types.TEXT_DOCUMENT_DID_OPEN: (changed, None),
    types.TEXT_DOCUMENT_DID_CHANGE: (changed, None),
    types.TEXT_DOCUMENT_DID_SAVE: (changed, None),
    types.TEXT_DOCUMENT_DID_CLOSE: (changed, None),
    types.WORKSPACE_DID_CHANGE_WATCHED_FILES: (changed_on_disk, None),
    types.TEXT_DOCUMENT_COMPLETION: (completion, types.CompletionOptions(["@", "{", "[", " ", "-"])),
    types.TEXT_DOCUMENT_HOVER: (hover, None),
    types.TEXT_DOCUMENT_DEFINITION: (definition, None),
    types.TEXT_DOCUMENT_REFERENCES: (references, None),
    types.TEXT_DOCUMENT_PREPARE_RENAME: (prepared, None),
    types.TEXT_DOCUMENT_RENAME: (rename, types.RenameOptions(prepare_provider=True)),
    types.TEXT_DOCUMENT_DOCUMENT_SYMBOL: (symbols, None),
    types.TEXT_DOCUMENT_CODE_ACTION: (actions, types.CodeActionOptions([types.CodeActionKind.QuickFix])),
}

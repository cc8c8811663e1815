"""What lays templates out: Jinja, in which they see data only, with each template compiled once."""

from __future__ import annotations

import marshal
import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from importlib.util import MAGIC_NUMBER
from types import CodeType
from typing import Any

import jinja2
from jinja2 import BytecodeCache, Environment, FunctionLoader, StrictUndefined
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame, optimizeconst
from jinja2.nodes import Expr, Getattr
from jinja2.runtime import Context, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from briefgen import cache
from briefgen.diagnostics import did_you_mean

_SYNTAX: dict[str, Any] = {
    "autoescape": True,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "extensions": ["jinja2.ext.i18n"],
}


def environment(files: Mapping[str, str], own: bool) -> Environment:
    """What lays these templates out: those of a project sandboxed, everything escaped, a missing name an error."""

    def load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        text = files.get(name)
        return None if text is None else (text, name, lambda: True)  # its name, for tracebacks

    kind = _Sandbox if own else _Shipped
    return kind(loader=FunctionLoader(load), undefined=_Missing, bytecode_cache=_COMPILED, **_SYNTAX)


class _Compiled(BytecodeCache):
    """Templates as compiled, by their text: every form of every brief is made of the same ones, and the next issue."""

    def __init__(self) -> None:
        self._codes: dict[str, CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what was compiled of the same text under the same name."""
        version = _version(bucket)
        bucket.code = self._codes.get(version)
        if bucket.code is None and (held := cache.recall("templates", version)):
            bucket.code = self._codes[version] = marshal.loads(held)  # noqa: S302 - as kept below

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        if bucket.code is not None:
            version = _version(bucket)
            self._codes[version] = bucket.code
            cache.keep("templates", version, marshal.dumps(bucket.code))


def _version(bucket: Bucket) -> str:
    """What the code of a template depends on: its name and text, and who compiled it, in which way."""
    way = bucket.environment.code_generator_class.__name__
    compiler = (MAGIC_NUMBER.hex(), jinja2.__version__, sorted(_SYNTAX.items()), _WRITE, way)
    return f"{bucket.key} {bucket.checksum} {compiler}"


_COMPILED = _Compiled()


class _Missing(StrictUndefined):
    """What a template names and nothing is; of data it says what there is."""

    @property
    def _undefined_message(self) -> str:
        held, name = self._undefined_obj, self._undefined_name
        if self._undefined_hint or not is_dataclass(held) or not isinstance(name, str):
            return super()._undefined_message
        known = [each.name for each in fields(held)]
        hint = did_you_mean(name, known) or f"it has {', '.join(known)}"
        return f"`{name}` is nothing that a {type(held).__name__.lower()} has; {hint}"


def _written(value: object) -> str:
    """What `escape` makes of a value, as a string like any other: what is put out is joined, and nothing else."""
    if type(value) is Markup or (type(value) is str and not _ESCAPED.search(value)):
        return value
    return escape(value)


_ESCAPED = re.compile("[&<>'\"]")
"""What `escape` makes something else of."""
_WRITE = "environment.written("
"""What the code of a template calls on all that it puts out."""


class _Generator(CodeGenerator):
    """Compiles templates so that what needs no escaping is put out as it is: a twentieth of the time of a page."""

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None:
            self.write(_WRITE)
        else:
            super()._output_child_pre(node, frame, finalize)


class _Direct(_Generator):
    """The same for templates that look at data alone: an attribute is asked for as in Python, by no call."""

    @optimizeconst
    def visit_Getattr(self, node: Getattr, frame: Frame) -> None:  # noqa: N802 - as Jinja has it
        """Write how an attribute is asked for."""
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, which thinks once about each attribute of a type: half the time of a large page otherwise."""

    code_generator_class = _Generator
    written = staticmethod(_written)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._fields: set[tuple[type, str]] = set()
        self._safe: dict[tuple[type, str], bool] = {}

    def getattr(self, obj: Any, attribute: str) -> Any:
        """What a template means by `obj.attribute`. A field of a record holds data, so looking at one is safe."""
        key = type(obj), attribute
        if key in self._fields:
            return getattr(obj, attribute)
        fields = (*getattr(key[0], "__dataclass_fields__", ()), *getattr(key[0], "_fields", ()))  # of named tuples too
        if attribute in fields and not attribute.startswith("_"):
            self._fields.add(key)
        return super().getattr(obj, attribute)

    def call(self, context: Context, called: Any, /, *args: Any, **kwargs: Any) -> Any:
        """What is called in a template: mostly macros and `_`, which are safe; of others Jinja asks more first."""
        macro = type(called) is Macro
        if not macro and called is not self.globals.get("_"):
            return super().call(context, called, *args, **kwargs)
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        return called(context.eval_ctx, *args, **kwargs) if macro else called(*args, **kwargs)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether templates may look at it: depends on the type and the name alone."""
        key = type(obj), attr
        if key not in self._safe:
            self._safe[key] = super().is_safe_attribute(obj, attr, value)
        return self._safe[key]


class _Shipped(_Sandbox):
    """The same for the templates of this package alone, which name nothing that is not data."""

    code_generator_class = _Direct

    def is_safe_callable(self, _: Any) -> bool:
        """All that they call is safe."""
        return True


def shortly(gettext: Callable[[str], str]) -> Callable[..., Markup]:
    """`_` as Jinja has it in its new style, in a third of the time: a label with the values of its placeholders."""
    known: dict[str, Markup] = {}
    alone: dict[str, Markup] = {}

    def label(message: str, /, **values: object) -> Markup:
        if not values and message in alone:
            return alone[message]
        if message not in known:
            known[message] = Markup(gettext(message))  # noqa: S704 - of a catalogue
        made = known[message] % values
        if not values:
            alone[message] = made
        return made

    return label

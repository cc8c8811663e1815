"""Briefs made by the workers of a dask.distributed cluster; what they make comes back, and is written here."""

from __future__ import annotations

import asyncio
import pickle
from collections.abc import Iterator, Sequence
from concurrent import futures
from typing import Any

from briefgen import __version__
from briefgen.beside import one_of_many
from briefgen.build.preparing import NoCluster, Order, Prepared, prepare, trouble
from briefgen.model import Dossier
from briefgen.outputs import printers

SCHEME = "dask://"


def spread(dossier: Dossier, orders: Sequence[Order], address: str) -> Iterator[tuple[int, Prepared]]:
    """What is ordered, each with its number, as soon as it is done. Raises `NoCluster`, with all or some of it undone.

    A worker that dies loses nothing: the scheduler gives what it had to another. The dossier goes to the workers once.
    """
    try:
        import distributed
    except ImportError:
        raise NoCluster("dask.distributed is not installed", "pip install 'briefgen[dask]'") from None
    dask: Any = distributed  # which is not typed
    try:
        client = dask.Client(address.replace(SCHEME, "tcp://", 1), timeout=10, set_as_default=False)
    except (OSError, ValueError):
        raise NoCluster(
            f"no scheduler answers at `{address}`", "start one with `dask scheduler`, and workers"
        ) from None
    left = {at: order.brief for at, order in enumerate(orders)}
    try:
        with client:
            _agree(client, address)
            for at, prepared in _sent(dask, client, dossier, orders):
                del left[at]
                yield at, prepared
    except (futures.CancelledError, asyncio.CancelledError, OSError):  # of a task, or of what is asked meanwhile
        if left:
            words = f"the cluster at `{address}` went away; not made: {', '.join(left.values())}"
            raise NoCluster(words, _AGAIN) from None


_AGAIN = "what is finished stays: start the cluster again, or leave `--executor` out, and build what is left"


def _agree(client: Any, address: str) -> None:
    """Raise `NoCluster` unless there are workers, all with the same briefgen as this."""
    versions = client.run(_version, on_error="return")
    if not versions:
        raise NoCluster(f"the cluster at `{address}` has no workers", "start some with `dask worker`")
    if others := {each if isinstance(each, str) else "none" for each in versions.values()} - {__version__}:
        words = f"workers of the cluster have another briefgen than {__version__}: {', '.join(sorted(others))}"
        raise NoCluster(words, "install the same version everywhere: each would make other bytes")


def _sent(dask: Any, client: Any, dossier: Dossier, orders: Sequence[Order]) -> Iterator[tuple[int, Prepared]]:
    packed = dask.protocol.pickle.dumps(dossier)
    held = client.submit(pickle.loads, packed, pure=False)  # a task, which is done again where what it gave is lost
    tasks = {client.submit(_prepared, held, order, pure=False): at for at, order in enumerate(orders)}
    for task in dask.as_completed(tasks, loop=client.loop):
        at, error = tasks[task], task.exception()
        yield at, Prepared({}, (trouble(error),)) if error else task.result()
        task.release()


def _prepared(dossier: Dossier, order: Order) -> Prepared:
    """What a worker does: by one process, for it may have other orders meanwhile, and with none left that prints."""
    with one_of_many():
        try:
            return prepare(dossier, order)
        finally:
            printers.end()


def _version() -> str:
    return __version__

"""A browser without a screen: asks the server for a page over the raw websocket, as a first visitor does."""

from __future__ import annotations

from collections.abc import Iterable

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect


def visit(port: int, page: str, *, query: str = "", page_hash: str = "") -> list[ForwardMsg]:
    """Run one page from its address; gives every message up to the end of the last run."""
    host = f"127.0.0.1:{port}"
    with connect(
        f"ws://{host}/_stcore/stream", subprotocols=["streamlit"], origin=f"http://{host}", max_size=None
    ) as socket:
        ask = BackMsg()
        ask.rerun_script.page_name = page
        ask.rerun_script.query_string = query
        ask.rerun_script.page_script_hash = page_hash
        socket.send(ask.SerializeToString())
        seen: list[ForwardMsg] = []
        while not seen or not _is_last(seen[-1]):
            message = ForwardMsg()
            message.ParseFromString(socket.recv(timeout=60))
            seen.append(message)
        return seen


def _is_last(message: ForwardMsg) -> bool:
    return (
        message.WhichOneof("type") == "script_finished"
        and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
    )


def titles(seen: Iterable[ForwardMsg]) -> list[str]:
    """Headings of the first level, in the order of arrival."""
    return [
        message.delta.new_element.heading.body
        for message in seen
        if message.delta.new_element.WhichOneof("type") == "heading"
        and message.delta.new_element.heading.tag == "h1"
    ]


def doors(seen: Iterable[ForwardMsg]) -> dict[str, str]:
    """Name and hash of the pages in the navigation that came last: a bare page would send file names."""
    last = [message.navigation for message in seen if message.WhichOneof("type") == "navigation"][-1]
    return {page.page_name: page.page_script_hash for page in last.app_pages}


def texts(seen: Iterable[ForwardMsg]) -> str:
    """Everything that was sent, readable, to search in."""
    return "\n".join(str(message) for message in seen)

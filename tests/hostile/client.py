"""A browser made of bytes: one session kept open, any widget given any value, files parked at will."""

from __future__ import annotations

import http.client
import json
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Block_pb2 import Block
from streamlit.proto.Common_pb2 import FileUploaderState, FileURLs, UploadedFileInfo
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection, connect

TRIGGERS = ("trigger_value", "json_trigger_value")


@dataclass
class Client:
    """One session; `widgets` are those that the last run has drawn, by id."""

    port: int
    socket: ClientConnection
    session: str = ""
    page: str = ""
    query: str = ""
    widgets: dict[str, Element | Block] = field(default_factory=dict)
    states: dict[str, WidgetState] = field(default_factory=dict)
    seen: list[ForwardMsg] = field(default_factory=list)

    @property
    def said(self) -> str:
        """All that the last run has sent, readable."""
        return "\n".join(str(message) for message in self.seen)

    def run(self, *changes: WidgetState) -> str:
        """Send widget values, whatever they are, and wait for the end of the run; gives all that was sent."""
        self.send(*changes)
        self.seen = list(self._messages())
        self.widgets = {}
        for message in self.seen:
            element = message.delta.new_element
            if message.WhichOneof("type") == "new_session":
                self.session = message.new_session.initialize.session_id or self.session
            if (kind := element.WhichOneof("type")) and hasattr(getattr(element, kind), "id"):
                self.widgets[getattr(element, kind).id] = element
            block = message.delta.add_block
            if (kind := block.WhichOneof("type")) and getattr(getattr(block, kind), "id", ""):
                self.widgets[getattr(block, kind).id] = block
        return self.said

    def send(self, *changes: WidgetState) -> None:
        """Send widget values, whatever they are, and wait for nothing; a trigger is sent once."""
        ask = BackMsg()
        ask.rerun_script.page_name, ask.rerun_script.query_string = self.page, self.query
        self.states |= {change.id: change for change in changes}
        ask.rerun_script.widget_states.widgets.extend(self.states.values())
        self.socket.send(ask.SerializeToString())
        self.states = {
            id: state for id, state in self.states.items() if state.WhichOneof("value") not in TRIGGERS
        }

    def _messages(self) -> Iterator[ForwardMsg]:
        while True:
            message = ForwardMsg()
            message.ParseFromString(self.socket.recv(timeout=90))
            yield message
            if message.WhichOneof("type") != "script_finished":
                continue
            if message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                return

    def open(self, page: str, query: str = "") -> str:
        """Go to a page as an address does."""
        self.page, self.query = page, query
        return self.run()

    def find(self, kind: str, label: str = "") -> str:
        """The id of the first widget of a kind whose label holds some words."""
        for id, element in self.widgets.items():
            if element.WhichOneof("type") == kind and label in str(getattr(element, kind)):
                return id
        raise LookupError(
            f"no {kind} “{label}” among {[e.WhichOneof('type') for e in self.widgets.values()]}"
        )

    def press(self, label: str) -> str:
        """Press a button, whether it is disabled or not."""
        return self.run(WidgetState(id=self.find("button", label), trigger_value=True))

    def park(
        self, content: bytes, *, name: str = "list.csv", session: str = "", file_id: str = ""
    ) -> tuple[int, str]:
        """Put a file into the server's memory, of this session or of another one; gives status and words."""
        return park(
            self.port,
            content,
            name=name,
            session=session or self.session,
            file_id=file_id or uuid.uuid4().hex,
        )

    def drop(self, content: bytes, *, name: str) -> str:
        """Upload a file by the uploader of the page that is open."""
        file_id = uuid.uuid4().hex
        status, said = self.park(content, name=name, file_id=file_id)
        assert status == 204, said
        return self.take([(file_id, name, len(content))])

    def take(self, files: list[tuple[str, str, int]]) -> str:
        """Tell the uploader that it holds files, by id, name and size."""
        held = [
            UploadedFileInfo(
                file_id=id, name=name, size=size, file_urls=FileURLs(file_id=id, upload_url="", delete_url="")
            )
            for id, name, size in files
        ]
        box = self.find("file_uploader")
        said = self.run(
            WidgetState(id=box, file_uploader_state_value=FileUploaderState(uploaded_file_info=held))
        )
        self.states.pop(box)  # the page puts an empty one in its place
        return said


@contextmanager
def client(port: int) -> Iterator[Client]:
    """Open a session without a browser, a cookie or a token."""
    host = f"127.0.0.1:{port}"
    with connect(
        f"ws://{host}/_stcore/stream", subprotocols=["streamlit"], origin=f"http://{host}", max_size=None
    ) as socket:
        yield Client(port, socket)


def park(port: int, content: bytes, *, name: str, session: str, file_id: str) -> tuple[int, str]:
    """Upload bytes that no widget has asked for; any visitor gets the token that it takes."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=30) as answer:
        cookie = next(value for name, value in answer.headers.items() if name.lower() == "set-cookie")
    token = cookie.split(";")[0]
    edge = uuid.uuid4().hex
    head = f'--{edge}\r\nContent-Disposition: form-data; name="f"; filename={json.dumps(name)}\r\n\r\n'
    body = head.encode() + content + f"\r\n--{edge}--\r\n".encode()
    headers = {
        "Content-Type": f"multipart/form-data; boundary={edge}",
        "Cookie": token,
        "X-Xsrftoken": token.partition("=")[2],
    }
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=120)) as connection:
        connection.request("PUT", f"/_stcore/upload_file/{session}/{file_id}", body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()

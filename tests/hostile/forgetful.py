"""The server with a second to come back in: `python -m tests.hostile.forgetful --port N`."""

from __future__ import annotations

import sys
from typing import Any

import serve

BACK_SECONDS = 1


def forgetful() -> None:
    """Shorten the time that Streamlit keeps a session after its connection is gone."""
    parse = serve.config.get_config_options

    def parsed(*args: Any, **kwargs: Any) -> Any:
        if flags := kwargs.get("options_from_flags"):
            flags["server.disconnectedSessionTTL"] = BACK_SECONDS
        return parse(*args, **kwargs)

    serve.config.get_config_options = parsed  # type: ignore[assignment] - the same signature


if __name__ == "__main__":
    forgetful()
    sys.exit(serve.main())

"""`python -m pmo_core COMMAND`: import, ask, undo, keep safe."""

from __future__ import annotations

from pmo_core.commands.cli import main

if __name__ == "__main__":
    main()

"""Composition root of the web app: `python app.py`."""

import sys

from assistant.web.server import main

if __name__ == "__main__":
    sys.exit(main())

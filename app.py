"""Composition root of the web app: `python app.py`."""

import sys

from assistant.settings import get_settings
from assistant.web.server import serve

if __name__ == "__main__":
    sys.exit(serve(get_settings()))

"""The web surface: FastAPI routes and the Gradio page. Questions go through assistant.service; below it only types are used."""

from assistant.web.no_stubs import without_stubs

without_stubs()

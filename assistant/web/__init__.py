"""The web surface: FastAPI routes and the Gradio page. It calls assistant.service and nothing below it."""

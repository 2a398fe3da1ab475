"""What keeps Gradio and the hub client quiet. Both read the environment when imported, so this runs first."""

import os

from assistant.settings import Settings


def hush(settings: Settings) -> None:
    """Switch analytics off and keep temporary files inside the data directory, not in a shared /tmp."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    os.environ["DO_NOT_TRACK"] = "1"
    # Gradio sums up its last 10,000 events with pandas after each one, for a page we do not serve.
    os.environ["GRADIO_ANALYTICS_MAX_EVENTS"] = "100"
    os.environ["GRADIO_ANALYTICS_CACHE_FREQUENCY"] = "1000000000"
    if not settings.embedding_allow_download:
        os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ.setdefault("GRADIO_TEMP_DIR", str(settings.data_dir.resolve() / "web"))

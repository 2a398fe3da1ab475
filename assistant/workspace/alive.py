"""Which processes are alive, for those who ask for it here; jobs and uploads lie in folders of their processes."""

from assistant.alive import holds, is_alive, own_token, sweep

__all__ = ["holds", "is_alive", "own_token", "sweep"]

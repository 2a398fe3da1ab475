"""Pictures of papers -> pages: found, turned upright, read, laid out as lines and tables."""

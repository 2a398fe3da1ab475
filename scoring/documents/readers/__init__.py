"""One small file a format: bytes -> pages. A reader raises ReadError and knows no file name."""

"""Speed and quality against peers; every module prints Markdown tables."""

"""Answers questions on GB/T 27922-2011 after-sales-service certification from an indexed corpus, with citations."""

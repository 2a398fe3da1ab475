"""The public questions and answers: what of the curated corpus a stranger may read, search and take along."""

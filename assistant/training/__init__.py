"""Fits what ships as data: the bundled embedding model and the fusion weights. Needs torch; nothing at run time does."""

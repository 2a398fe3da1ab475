"""Answers written by a language model and held to what they cite."""

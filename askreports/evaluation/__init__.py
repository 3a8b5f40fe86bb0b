"""Measures retrieval and answers on questions with gold pages."""

"""Caseworkers on the web: thin handlers, forms, templates."""

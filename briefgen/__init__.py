"""Timelines and situation reports from curated YAML."""

__version__ = "0.1.0"

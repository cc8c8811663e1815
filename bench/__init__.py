"""How fast briefgen is, as ratios to the libraries it stands on: `python -m bench`."""

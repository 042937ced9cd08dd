"""Figures beside those of a peer, in one interleaved run: `make bench` prints them."""

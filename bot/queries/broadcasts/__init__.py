"""Broadcasts, as staff look at them and as people are told of them."""

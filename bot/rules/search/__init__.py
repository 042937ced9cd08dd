"""The caseworkers' query language: what can be asked, and whether it holds of somebody."""

"""Long campaigns that are no part of the tests: `make campaign` runs them and prints figures."""

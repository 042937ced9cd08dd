"""Reports: counted by the database, hidden where they must be, and the rows behind them."""

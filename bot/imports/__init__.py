"""From files (CSV, XLSX) to actions."""

"""Reports: what each figure counts, among whom, and what is hidden from whom."""

"""Reports: on a page, on paper, in a spreadsheet."""

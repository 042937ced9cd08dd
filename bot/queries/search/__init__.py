"""What caseworkers ask in their own words: from the text to the people."""

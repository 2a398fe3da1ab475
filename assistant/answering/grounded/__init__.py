"""What an answer states, and whether what it cites says so too. Pure: text in, faults out."""

"""What is done about a conference: one verb, one transaction, locked and recorded."""

"""What can be done with the messages of a transcript."""

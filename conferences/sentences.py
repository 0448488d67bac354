"""What happened to a conference, in words; the actor stands before each sentence."""

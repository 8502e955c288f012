"""Watching an inbox: files that are whole are claimed, so that no two machines take the same one.

A network share tells nobody what happens on it, so it is looked at every few seconds. What is
asked of it: a rename within it is atomic, and the times that it gives to files that two machines
write at once differ by less than the time after which a claim is taken over.
"""

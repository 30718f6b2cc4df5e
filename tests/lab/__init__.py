"""The laboratory: real browsers, push services and servers of our own, all on the loopback."""

"""The clock: the process that makes reminders due and sends them."""

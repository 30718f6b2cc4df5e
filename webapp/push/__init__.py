"""How it leaves: subscriptions, payloads, encryption and sending."""

"""What `flask doctor` looks at: facts in, findings out; nothing here changes anything."""

"""The Panel's own rules and addresses; being the top, also home and /my/."""

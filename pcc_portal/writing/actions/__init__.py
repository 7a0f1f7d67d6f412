"""The only writers of texts. Every write holds the lock of its text and is one transaction."""

"""Who people are and what they may do: users, persons, organisations, posts, rights. What a right means for a record belongs to that record's rules."""

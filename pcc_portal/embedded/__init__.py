"""Starts, supervises and stops our own Postgres and Valkey.

No Django, no model and no word of the office belongs here: it works before Django is configured.
"""

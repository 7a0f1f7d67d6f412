"""Rounds, applications, assessment, awards, monitoring. Built by later work; holds no code yet."""

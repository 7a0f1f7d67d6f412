"""Measures and observations, forecasts, reports. Built by later work; holds no code yet."""

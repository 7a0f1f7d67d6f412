"""The Board's record: minutes, actions, inspections, decisions, plan. Built by later work; holds no code yet."""

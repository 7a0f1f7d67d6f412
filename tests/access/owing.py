"""What the force owes, in the scene: who has the list. What may stand in it are canaries of what it lists."""

SUBJECT = "owed"

TABLE = """
                                anon    nobody  member  member2 clerk   clerk2  office  force   admin
governance:owed                 302/302 404/405 404/405 404/405 404/405 404/405 200/405 200/405 404/405
governance:owed-csv             302/302 404/405 404/405 404/405 404/405 404/405 200/405 200/405 404/405
governance:owed-xlsx            302/302 404/405 404/405 404/405 404/405 404/405 200/405 200/405 404/405
"""
ALONE: dict = {}
NAMES: set = set()


def about(scene, name):
    """What an address of the list names."""
    return []


def answers(scene):
    return {}

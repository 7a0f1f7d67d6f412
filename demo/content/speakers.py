"""Residents who asked to speak, invented."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Speaker:
    kind: str
    name: str
    address: str
    belongs: str
    subject: str
    words: str
    email: str


LAST = Speaker(
    "question",
    "Alan Wetherby",
    "The Old Forge, Sallow Green, South Arden",
    "lives",
    "How long people in small places wait for an answer",
    "What is the Commissioner doing to satisfy herself that people in small places get the same answer from the police as people in towns, and will she publish how long they wait for it?",
    "alan.wetherby@village.example",
)
ACCEPTED = Speaker(
    "statement",
    "Morwen Tidy",
    "12 Weavers Row, Kingsmere",
    "works",
    "What the night-time levy has paid for",
    "I run a shop on Market Square. I want to say what the wardens have changed, and that they should stay.",
    "morwen.tidy@shop.example",
)
WAITING = Speaker(
    "question",
    "Gil Harrow",
    "Flat 3, Lock House, Wexbury",
    "lives",
    "Closing the counter at Wexbury police station",
    "Was the Commissioner asked before the counter was closed, and what did she say?",
    "gil.harrow@home.example",
)
OPERATIONAL = Speaker(
    "question",
    "Peta Lorne",
    "Rook Cottage, Hollin",
    "lives",
    "Speed checks on the Hollin road",
    "Why are there no speed checks on our road, and when will there be some?",
    "peta.lorne@home.example",
)

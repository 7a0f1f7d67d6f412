"""People outside who want to be told, invented; addresses at gone.example are refused by the demonstration's mail server."""

SUBSCRIBERS = ("reader@village.example", "parish.clerk@hollin.example", "watch@neighbours.example")
INVITED = (
    ("News desk", "The Ardenham Messenger", "newsdesk@messenger.example"),
    ("Josie Tarn", "Radio Ardenshire", "josie.tarn@gone.example"),
)

"""Entry of ./portal once .venv is there."""

import sys

from pcc_portal.embedded.commands import main
from pcc_portal.embedded.supervise import Stopped, stop_signals

if __name__ == "__main__":
    try:
        with stop_signals():
            sys.exit(main(sys.argv[1:]))
    except Stopped:
        sys.exit(1)

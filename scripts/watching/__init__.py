"""What a maintainer should look at next: new pages about the coalition, and cited addresses that are dead or moved.

The only room that asks the network. It reads the records and never writes them.
"""

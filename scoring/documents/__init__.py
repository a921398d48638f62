"""Papers of this room: the table of results, and the sheet that explains one unit's points."""

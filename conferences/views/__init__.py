"""Pages of conferences, by what they show: the conference, its programme, its roll, its ballots, its minutes."""

"""Whose pages are walked; together they are shown the form of every act."""

# lan, vy: secretaries of the two blocs · mai: city board · hoa, long, tuan, giang, an: leaders · quyen: staff
PERSONAS = ["visitor", "lan", "vy", "mai", "hoa", "long", "tuan", "giang", "quyen", "an"]

"""What every page is made of: forms, Vietnamese formats, clock, words and numbers of an address, components."""

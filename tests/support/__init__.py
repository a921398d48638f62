"""What walkers, matrices and stories share: who people are (persona), the site they use (site), its forms (form)."""

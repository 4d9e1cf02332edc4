"""Made-up towns: the same seed gives the same town. Names of people are generated."""

"""The data of SimLane carried over: clubs, teams, races, and who took part in them."""

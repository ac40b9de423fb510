"""What people press and type at Discord, told to us by HTTP: signed, read, answered to them alone."""

"""What is raced in, with what, and where: looked up by everybody, kept by platform admins."""

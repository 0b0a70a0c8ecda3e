"""Balance: does the money sit in the horizon it is meant for?"""

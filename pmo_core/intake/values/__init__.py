"""Text to values, column by column: missing, numbers, money, dates, grades, standard words."""

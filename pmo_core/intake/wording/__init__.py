"""The words people use: header synonyms, units, words of layout, answers on a command line."""

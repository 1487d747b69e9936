"""What dates are called: tables of names as they are printed. Spellings that folding makes one are listed once.

In a table of months the names of one month are parted by `|`, in the order of the year; in all others the key says what
the names mean. A name of several words is also found where it is printed in one.
"""

"""One transaction each: the change, its consequences, the notices it owes."""

"""What a request says: who sends it, in which language it is answered, and what its body asks for."""

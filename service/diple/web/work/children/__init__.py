"""The processes beside a worker that compute answers: how they are made, asked, waited for and ended."""

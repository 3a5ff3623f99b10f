"""The house rules, held by tests instead of by review remarks."""

"""What a judge says, and how it went."""


class Verdicts:
    def __init__(self):
        self.passed = 0
        self.failed = 0

    def say(self, what, problems):
        print(f"{'ok' if not problems else 'FAILED'} {what}")
        for problem in problems:
            print(f"   {problem}")
        if problems:
            self.failed += 1
        else:
            self.passed += 1

    def expect(self, what, found, wanted):
        self.say(what, [] if found == wanted else [f"{found!r}, not {wanted!r}"])

    def sum(self):
        """Prints the sum, and gives the exit code."""
        print(f"{self.passed} passed, {self.failed} failed")
        return 1 if self.failed else 0

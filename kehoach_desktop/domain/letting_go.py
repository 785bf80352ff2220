"""A large plan let go task by task: all of it at once holds up every other thread of the program."""

from kehoach_desktop.domain.plan import Plan, Task


class LettingGo:
    """Holds the tasks of a plan read beside the window until whoever had the plan has let go of it."""

    def __init__(self, plan: Plan | None) -> None:
        appendices = plan.appendices if plan is not None else ()
        self._tasks: list[Task] = [
            task for each in appendices for one in each.activities for task in one.tasks
        ]

    @property
    def held(self) -> int:
        """How many tasks are still held."""
        return len(self._tasks)

    def go(self) -> None:
        """Let them go, each with what is recorded of it."""
        while self._tasks:
            self._tasks.pop()

"""A plan whose first record has files of evidence."""

from dataclasses import replace

from kehoach_desktop.domain.plan import Evidence, Plan


def with_evidence(plan: Plan, *found: Evidence) -> Plan:
    """Return the plan with the evidence at its first record."""
    appendix = plan.appendices[0]
    activity = next(one for one in appendix.activities if any(task.progress for task in one.tasks))
    task = next(one for one in activity.tasks if one.progress)
    record = replace(task.progress[0], evidence=found)
    new_task = replace(task, progress=(record, *task.progress[1:]))
    tasks = tuple(new_task if one is task else one for one in activity.tasks)
    activities = tuple(replace(one, tasks=tasks) if one is activity else one for one in appendix.activities)
    return replace(plan, appendices=(replace(appendix, activities=activities), *plan.appendices[1:]))

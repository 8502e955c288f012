"""Completed investment at the campaign's end, as the pace so far lets expect, with its interval.

Each month's forecast uses only what was known and planned at its end, so forecasts of past months
stay what they were. `course` lays out what was filed, `pace` looks ahead, `interval` looks back at
past errors, and `projects` and `groups` make tables of it.
"""

from campaigns.forecast.course import course
from campaigns.forecast.groups import group_forecasts
from campaigns.forecast.pace import outlooks
from campaigns.forecast.projects import project_forecasts

__all__ = ["course", "group_forecasts", "outlooks", "project_forecasts"]

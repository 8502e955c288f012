"""Return slips 退回单: what is wrong with a filing, cell by cell, for the office that sent it.

A slip is a workbook of its own; beside it lies a copy of the office's workbook with the same cells
marked. Both may hold confidential cells, so they go to the sender and no route of the dashboard
serves them.
"""

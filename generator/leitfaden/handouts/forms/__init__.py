"""The forms of interaction on paper, one module each: what stands on the worksheet, and what on the solution sheet.

Beside each module stands the template that sets its data. Nothing that a worksheet takes knows an answer.
"""

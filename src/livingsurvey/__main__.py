"""`python -m livingsurvey` is `survey`."""

from livingsurvey.cli import main

main(prog_name="survey")

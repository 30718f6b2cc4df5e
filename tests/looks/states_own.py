"""The pages of what is a person's own."""

from tests.looks.states import State, press, run, see

NO_ROUTINE = """document.querySelector('[name=text]').value = '{"format": "recipe"}'"""

OWN = (
    State("own-empty", "/own", "begun"),
    State("own", "/own", "keeper"),
    State("own-routine", "{own:keeper:1}", "keeper"),
    State("own-routine-open", "{own:keeper:1}", "keeper", (press("#item-0 summary"),)),
    State("own-routine-flaws", "{own:keeper:0}", "keeper", (see(".own__hint"),)),
    State(
        "own-routine-add",
        "{own:keeper:1}",
        "keeper",
        (press("#add details:nth-of-type(2) summary"),),
    ),
    State("own-shown", "{routine:keeper:1}", "keeper"),
    State("own-library", "/routines", "keeper"),
    State("own-exercise", "{taught:keeper}", "keeper"),
    State("own-exercise-new", "/own/exercises/new", "keeper"),
    State("own-share", "{share:keeper:1}", "keeper"),
    State(
        "own-shared",
        "{share:keeper:1}",
        "keeper",
        (press("button:has-text('Make a link')"), see(".own__qr")),
    ),
    State("own-import", "/own/import", "keeper"),
    State(
        "own-import-refused",
        "/own/import",
        "keeper",
        (
            press("summary"),
            run(NO_ROUTINE),
            press("button:has-text('Look at it')"),
            see("[role=alert]"),
        ),
    ),
    State("own-preview", "{shared:keeper:0}", "mina"),
    State("own-preview-stranger", "{shared:keeper:0}"),
)

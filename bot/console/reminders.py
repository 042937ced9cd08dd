"""Reminder rules: what people are reminded of, when, and in which words."""

from dataclasses import dataclass

from starlette.responses import Response

from bot.actions import reminders as doing
from bot.console import reminder_form, reminder_words, writing_form
from bot.console.fields import Fields
from bot.console.reminder_form import NAMES, ReminderFields
from bot.console.visit import Visit
from bot.queries import rulebook
from bot.queries.rulebook import Ruled
from bot.queries.writings import Written
from bot.rules.no_shows import MOST
from bot.rules.reminders import Rule, read
from bot.rules.writings import text_field
from bot.texts import reminder_samples
from bot.texts.message import Text
from storage.vocabulary import Anchor, Language, ReminderKind, TranslationState


@dataclass(frozen=True)
class Phone:
    """What a phone shows in one language; with whose words, and how far those can be relied on."""

    language: Language
    text: Text
    is_shipped: bool
    state: TranslationState


def listing(visit: Visit) -> Response:
    """Show all rules; or choose after how many missed sessions a talk takes their place."""
    database = visit.context.database
    found = rulebook.rulebook(database, visit.caller)
    form = Fields({"no_shows": str(found.home.no_shows)})
    if visit.request.method == "POST":
        form = Fields.posted(visit.form, ("no_shows",))
        number = form.whole("no_shows", low=0, high=MOST)
        if not form.errors:
            doing.set_no_shows(database, number, cause=visit.cause())
            return visit.go("reminders", query={"saved": "yes"})
    return visit.page(
        "reminders.html",
        status=422 if form.errors else 200,
        found=found,
        form=form,
        limits={},
        kinds=list(ReminderKind),
        tongues=writing_form.LANGUAGES,
        moment=lambda rule: reminder_words.moment(visit.speech, read(rule)),
        saved=visit.asked("saved"),
    )


def add(visit: Visit) -> Response:
    """Show the form of a new rule, or add it."""
    return _form(visit, None)


def change(visit: Visit) -> Response:
    """Show a rule with what phones show by it, or change it."""
    number = visit.number("rule")
    return _form(visit, rulebook.ruled(visit.context.database, visit.caller, number))


def switch(visit: Visit) -> Response:
    """Switch a rule off, or on again."""
    number, wanted = visit.number("rule"), visit.form.get("wanted", "")
    # The forms of one page share a token, so the cause names the rule too.
    cause = visit.cause().part(f"rule:{number}")
    form = Fields({})
    with form.refusals():
        doing.switch(visit.context.database, number, active=wanted == "on", cause=cause)
        return visit.go("reminders", query={"saved": "yes"})
    found = rulebook.ruled(visit.context.database, visit.caller, number)
    shown = ReminderFields(reminder_form.values_of(found), form.errors)
    return _page(visit, shown, found)


def _form(visit: Visit, found: Ruled | None) -> Response:
    form = ReminderFields(reminder_form.values_of(found))
    if visit.request.method == "POST":
        form = ReminderFields.posted(visit.form, NAMES)
        if _is_saved(visit, form, found):
            return visit.go("reminders", query={"saved": "yes"})
    return _page(visit, form, found)


def _is_saved(visit: Visit, form: ReminderFields, found: Ruled | None) -> bool:
    """Tell whether the form was saved; else it says why, or was only to be looked at."""
    if writing_form.was_helped(visit, form):
        return False
    rule, contents = form.rule(), form.words(_written(found))
    if form.errors or "look" in visit.form:
        return False
    with form.refusals():
        database, cause = visit.context.database, visit.cause()
        if found is None:
            doing.add(database, rule, contents, cause=cause)
        else:
            doing.change(database, found.rule.id or 0, rule, contents, cause=cause)
        return True
    return False


def _page(visit: Visit, form: ReminderFields, found: Ruled | None) -> Response:
    book = rulebook.rulebook(visit.context.database, visit.caller)  # not there for who may not
    return visit.page(
        "reminder_form.html",
        status=422 if form.errors else 200,
        found=found,
        limits=writing_form.LIMITS,
        kinds=list(ReminderKind),
        anchors=list(Anchor),
        courses=book.courses,
        phones=_phones(visit, form, found),
        **writing_form.shown(visit, form, _written(found)),
    )


def _phones(visit: Visit, form: ReminderFields, found: Ruled | None) -> list[Phone]:
    """Return what phones show by what is typed, if that is a rule."""
    typed = ReminderFields(dict(form.values))
    rule = typed.rule()
    if typed.errors:
        return []
    return [_phone(visit, typed, rule, one, found) for one in writing_form.LANGUAGES]


def _phone(
    visit: Visit, form: ReminderFields, rule: Rule, language: Language, found: Ruled | None
) -> Phone:
    """Say it in the own words if they could be relied on once this form is saved."""
    words = form.values[text_field(language)]
    state = form.state_of(language, _written(found))
    is_relied_on = state is TranslationState.REVIEWED
    text = reminder_samples.shown(rule, words if is_relied_on else None, language, visit.now)
    return Phone(language, text, not is_relied_on, state)


def _written(found: Ruled | None) -> Written:
    return found.written if found and found.written else Written()

"""A municipality asks for reasons of its own, in everybody's language."""

from bot.demo.botapi import Phone
from tests.journeys.conftest import Traveller
from tests.support.desk import Desk
from tests.support.world import World

CHILD = {
    "da": "Mit barn er hjemme",
    "en": "My child is at home",
    "ar": "طفلي في البيت",
    "ti": "ውላደይ ኣብ ገዛ ኣሎ",
}


async def test_what_mette_writes_is_what_people_choose_from_and_old_answers_keep_their_words(
    world: World, phone: Phone, who: Traveller
) -> None:
    phone.tap(who.not_coming)
    await world.settle()
    phone.tap(next(label for row in phone.last.labels for label in row if "💼" in label))
    await world.settle()
    desk = Desk(world.home)
    await desk.sign_in("mette@randers.example")
    await desk.open("/console/settings/reasons")
    empty = {f"{language}_3": "" for language in CHILD}
    await desk.submit("", empty)
    child = {f"{language}_4": words for language, words in CHILD.items()} | {"icon_4": "🧒"}
    await desk.submit("", child)
    assert desk.status == 200, desk.page.text
    await world.restart()
    phone.tap(who.coming)
    await world.settle()
    phone.tap(who.not_coming)
    await world.settle()
    offered = [label for row in phone.last.labels for label in row]
    assert len(offered) == 4
    assert offered[3] == f"🧒 {CHILD[who.language]}"
    assert [label for label in offered if "💼" in label] == []
    phone.tap(offered[3])
    await world.settle()
    await desk.open("/console/")
    assert CHILD["da"] in desk.page.text
    await desk.follow(who.name)
    assert "Arbejde" in desk.page.text
    await desk.close()


async def test_a_reason_without_a_word_in_each_language_is_not_kept(
    world: World, phone: Phone, who: Traveller
) -> None:
    desk = Desk(world.home)
    await desk.sign_in("mette@randers.example")
    await desk.open("/console/settings/reasons")
    await desk.submit("", {"ti_2": ""})
    assert desk.status == 422
    assert "Udfyld feltet" in desk.page.text or "Grund 2" in desk.page.text
    await desk.submit("", {"ti_2": "መጓዓዝያ", "da_3": "Jeg er syg"})
    assert desk.status == 422
    assert "Grund 3" in desk.page.text
    assert "syg" in desk.page.text
    phone.tap(who.not_coming)
    await world.settle()
    assert "🚌" in str(phone.last.labels)
    await desk.close()

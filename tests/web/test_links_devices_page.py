"""The devices page: names, signs of life, repair, and nothing of anybody else's."""

from tests.web.phones import a_device, a_test, shown
from webapp.actions import devices
from webapp.storage.devices import find_device, forget_endpoint
from webapp.web.current import now


def test_the_page_tells_name_signs_of_life_and_whether_it_rings(app, mina):
    phone = a_device(mina, "Mina's phone")
    before = mina.get("/devices").text
    shown(app, a_test(mina, phone))
    after = mina.get("/devices").text

    assert "Mina&#39;s phone" in before
    assert "none yet" in before
    assert "none yet" not in after
    assert "Ring only here" not in after  # there is no other one


def test_a_gone_device_tells_since_when_and_offers_repair(app, mina):
    phone = a_device(mina)
    with app.test_request_context():
        device = find_device(mina.person_id, phone)
        with devices.transaction():
            forget_endpoint(device, now())

    page = mina.get("/devices").text

    assert "It stopped taking notifications on" in page
    assert "data-repair" in page
    assert "Stay silent" not in page


def test_jun_sees_none_of_minas_devices(mina, jun):
    a_device(mina, "Mina's phone")

    assert "Mina" not in jun.get("/devices").text


def test_without_a_name_a_device_keeps_the_one_it_has(mina):
    phone = a_device(mina, "Old")

    answer = mina.submit(f"/devices/{phone}", {"label": " " * 3})

    assert answer.status_code == 400
    assert "Write a name of 1 to 80 characters." in answer.text
    assert "Old" in mina.get("/devices").text


def test_after_the_plan_comes_the_way_to_the_first_notification(mina, stranger):
    assert mina.get("/devices?then=plan").location == "/phone"
    assert stranger.get("/phone").location == "/start"
    assert mina.get("/phone").status_code == 200

"""Which device rings, what the desk sees of the phone, and that Jun changes nothing of Mina's."""

from datetime import timedelta

import pytest

from tests.visitor import Visitor
from tests.web.phones import a_device, a_test, ringing, shown
from webapp import clock


def test_a_device_rings_until_it_is_told_to_stay_silent(app, mina):
    phone = a_device(mina)
    assert ringing(app, mina) == [phone]

    answer = mina.submit(f"/devices/{phone}/ringing", {"rings": "no"})
    assert (answer.status_code, answer.location) == (303, "/devices")
    assert ringing(app, mina) == []
    assert "Every device is set to stay silent" in mina.get("/devices").text

    mina.submit(f"/devices/{phone}/ringing", {"rings": "yes"})
    assert ringing(app, mina) == [phone]


def test_only_the_phone_rings_when_that_is_wanted(app, mina):
    desk, phone = a_device(mina, "Desk"), a_device(mina)

    mina.submit(f"/devices/{phone}/ringing", {"rings": "only"})

    assert ringing(app, mina) == [phone]
    assert desk != phone


def test_only_here_also_wakes_a_silent_one(app, mina):
    desk, phone = a_device(mina, "Desk"), a_device(mina)
    mina.submit(f"/devices/{phone}/ringing", {"rings": "no"})

    mina.submit(f"/devices/{phone}/ringing", {"rings": "only"})

    assert ringing(app, mina) == [phone]
    assert desk not in ringing(app, mina)


def test_a_silent_device_still_takes_a_test(mina):
    phone = a_device(mina)
    mina.submit(f"/devices/{phone}/ringing", {"rings": "no"})

    assert mina.post(f"/api/v1/devices/{phone}/test-messages", {}).status_code == 202


def test_what_waits_for_a_device_that_is_silenced_is_not_sent(mina):
    phone = a_device(mina)
    message = a_test(mina, phone)

    mina.submit(f"/devices/{phone}/ringing", {"rings": "no"})

    answer = mina.get(f"/api/v1/devices/{phone}/test-messages/{message}")
    assert answer.json["state"] == "cancelled"


@pytest.mark.parametrize("wish", ["", "maybe", "YES", "1"])
def test_another_word_than_the_pages_changes_nothing(app, mina, wish):
    phone = a_device(mina)

    assert mina.submit(f"/devices/{phone}/ringing", {"rings": wish}).status_code == 400
    assert ringing(app, mina) == [phone]


def test_jun_changes_nothing_of_minas(app, mina, jun):
    phone, other = a_device(mina), a_device(jun)
    message = a_test(mina, phone)
    seen = f"/test-messages/{message}/acknowledgement"

    for rings in ("yes", "no", "only"):
        assert jun.submit(f"/devices/{phone}/ringing", {"rings": rings}).status_code == 404
    assert jun.post(f"/api/v1/devices/{phone}{seen}", {}).status_code == 404
    assert jun.post(f"/api/v1/devices/{other}{seen}", {}).status_code == 404
    assert ringing(app, mina) == [phone]
    assert ringing(app, jun) == [other]


def test_juns_wish_to_ring_alone_leaves_minas_ringing(app, mina, jun):
    phone, other = a_device(mina), a_device(jun)

    jun.submit(f"/devices/{other}/ringing", {"rings": "only"})

    assert ringing(app, mina) == [phone]


def test_a_person_may_say_that_they_saw_the_test(mina):
    phone = a_device(mina)
    message = a_test(mina, phone)
    address = f"/api/v1/devices/{phone}/test-messages/{message}"
    assert mina.get(address).json["shown_at"] is None

    answer = mina.post(f"{address}/acknowledgement", {})
    again = mina.post(f"{address}/acknowledgement", {})

    assert (answer.status_code, again.status_code) == (200, 200)
    assert mina.get(address).json["shown_at"] == answer.json["shown_at"] is not None


@pytest.mark.parametrize("body", [{"x": 1}, [], "yes"])
def test_an_acknowledgement_says_nothing_else(mina, body):
    phone = a_device(mina)
    message = a_test(mina, phone)

    address = f"/api/v1/devices/{phone}/test-messages/{message}/acknowledgement"
    assert mina.post(address, body).status_code == 422


def test_the_desk_sees_the_phone_from_the_link_to_the_test(app, mina, set_clock):
    a_device(mina, "Desk")
    link = mina.post("/api/v1/links", {}).json
    progress = f"/api/v1/links/{link['id']}"
    phone = Visitor(app.test_client())
    token = phone.get("/link").text.split('name="csrf_token" value="')[1].split('"')[0]
    stages = [mina.get(progress).json["stage"]]

    set_clock(clock.now() + timedelta(seconds=9))
    phone.client.post("/link", data={"code": link["code"], "csrf_token": token})
    stages.append(mina.get(progress).json["stage"])
    phone.join()
    device = a_device(phone, "Chrome, Android")
    stages.append(mina.get(progress).json["stage"])
    shown(app, a_test(phone, device))

    assert stages == ["waiting", "joined", "connected"]
    assert mina.get(progress).json == {
        "id": link["id"],
        "stage": "arrived",
        "device": {"id": device, "label": "Chrome, Android"},
    }

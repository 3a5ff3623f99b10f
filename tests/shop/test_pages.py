"""What a visitor of the good shop gets."""

from __future__ import annotations

import re

from django_otp.oath import totp

from tests.shop.conftest import Browser


def test_home_page_comes_over_tls_with_the_shops_own_headers(browser: Browser) -> None:
    answer = browser.get("/")
    assert answer.status_code == 200
    assert "Made by hand · Hill &amp; Harbour" in answer.text
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"
    assert "unsafe-inline" not in answer.headers["Content-Security-Policy"]
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "Server" not in answer.headers


def test_plain_http_is_redirected_to_the_same_address(browser: Browser) -> None:
    answer = browser.get("http://shop.test/search/?q=mug")
    assert answer.status_code == 301
    assert answer.headers["Location"] == "https://shop.test/search/?q=mug"


def test_www_leads_to_the_shop(browser: Browser) -> None:
    answer = browser.get("https://www.shop.test/cart/")
    assert (answer.status_code, answer.headers["Location"]) == (301, "https://shop.test/cart/")


def test_unknown_host_is_refused(browser: Browser) -> None:
    answer = browser.get("/", headers={"Host": "evil.example"})
    assert answer.status_code == 421
    assert "evil.example" not in answer.text


def test_health_is_ok(browser: Browser) -> None:
    answer = browser.get("/health/")
    assert answer.status_code == 200
    told = answer.json()
    assert re.fullmatch(r"[0-9a-f]{40}", told.pop("release"))
    assert told == {"status": "ok", "components": {"database": "ok", "cache": "ok"}}


def test_order_can_be_placed_and_tracked(browser: Browser) -> None:
    product = "/product/ash-mug/"
    action = re.search(r'action="(/cart/add/\d+/)"', browser.get(product).text)
    assert action is not None
    assert browser.post(action[1], {"quantity": "2"}, product).headers["Location"] == "/cart/"
    assert browser.post("/cart/promo/", {"code": "welcome10"}, "/cart/").status_code == 302
    assert "Discount" in browser.get("/cart/").text

    buyer = {"name": "Eve", "phone": "+44 20 7946 0001", "email": "eve@shop.test", "address": "1 Quay\nOban"}
    unpaid = browser.post("/checkout/", buyer, "/checkout/")
    assert (unpaid.status_code, "This field is required." in unpaid.text) == (200, True)
    placed = browser.post("/checkout/", {**buyer, "payment_method": "cod"}, "/checkout/")
    assert placed.headers["Location"] == "/checkout/done/"
    number = re.search(r'id="order-number">(\w{10})<', browser.get("/checkout/done/").text)
    assert number is not None

    tracked = browser.post("/track/", {"number": number[1], "phone": buyer["phone"]}, "/track/")
    assert "2 × Ash mug" in tracked.text
    stranger = browser.post("/track/", {"number": number[1], "phone": "+44 20 0000 0000"}, "/track/")
    assert "There is no order with this number and phone." in stranger.text


def test_promo_codes_that_are_over_are_refused(browser: Browser) -> None:
    product = "/product/ash-bowl/"
    action = re.search(r'action="(/cart/add/\d+/)"', browser.get(product).text)
    assert action is not None
    browser.post(action[1], {"quantity": "1"}, product)
    for code, refusal in {
        "SUMMER-2019": "This promo code has expired.",
        "FIRST5": "This promo code has been used up.",
        "NONSENSE": "There is no such promo code.",
    }.items():
        browser.post("/cart/promo/", {"code": code}, "/cart/")
        assert refusal in browser.get("/cart/").text


def test_form_without_token_is_refused_with_the_shops_page(browser: Browser) -> None:
    answer = browser.session.post("https://shop.test/login/", data={"username": "x"}, timeout=30)
    assert answer.status_code == 403
    assert "<h1>Not allowed</h1>" in answer.text


def test_too_many_logins_are_refused(browser: Browser) -> None:
    # Twice the limit and one: a minute may end in between.
    tries = [browser.post("/login/", {"username": "x"}, "/login/").status_code for _ in range(41)]
    assert tries[0] == 200
    assert 429 in tries
    assert browser.get("/").status_code == 200


def test_customer_and_owner_can_log_in(browser: Browser) -> None:
    env = browser.env
    login = {"username": env["SHOP_CUSTOMER"], "password": env["SHOP_CUSTOMER_PASSWORD"]}
    assert browser.post("/login/", login, "/login/").headers["Location"] == "/"
    assert "SEED000000" in browser.get("/orders/").text
    assert browser.get("/api/v1/orders/").json()["results"]
    owner = {"username": env["SHOP_OWNER"], "password": env["SHOP_OWNER_PASSWORD"]}
    page = "/back-office-7f3a/login/"
    browser.session.cookies.clear()
    asked = browser.post(page, owner, page)
    assert asked.status_code == 200
    assert "Please enter your OTP token." in asked.text
    device = re.search(r'value="(otp_totp\.[^"]+)"', asked.text)
    assert device is not None
    token = f"{totp(bytes.fromhex(env['SHOP_OWNER_TOTP_KEY'])):06}"
    assert browser.post(page, {**owner, "otp_device": device[1], "otp_token": token}, page).status_code == 302
    assert browser.get("/back-office-7f3a/store/order/").status_code == 200
    assert browser.get("/admin/").status_code == 404


def test_api_refuses_strangers_and_nonsense(browser: Browser) -> None:
    assert browser.get("/api/v1/orders/").status_code == 401
    assert browser.get("/api/v1/products/?category=lamps").json()["count"] == 40
    product = browser.get("/api/v1/products/").json()["results"][0]["id"]
    url = "https://shop.test/api/v1/cart/items/"
    good = browser.session.post(url, json={"product": product, "quantity": 3}, timeout=30)
    assert (good.status_code, good.json()["items"]) == (201, {str(product): 3})
    for body in ({}, [], {"product": product, "quantity": -1}, {"product": True, "quantity": "3"}, {"product": 0}):
        assert browser.session.post(url, json=body, timeout=30).status_code == 400
    assert "/api/v1/cart/items/" in browser.get("/api/schema/").json()["paths"]
    assert 'id="swagger-ui"' in browser.get("/api/docs/").text


def test_media_are_images_or_downloads_and_never_listed(browser: Browser) -> None:
    image = browser.get("/media/products/bags.png")
    assert (image.status_code, image.headers["Content-Type"]) == (200, "image/png")
    assert image.headers["X-Content-Type-Options"] == "nosniff"
    assert browser.get("/media/products/").status_code == 404
    assert browser.get("/media/private/invoice-SEED000001.txt").status_code == 403
    assert browser.get("/media/%2e%2e/site/.env.production").status_code == 404


def test_static_files_have_hashed_names_and_are_cached_for_long(browser: Browser) -> None:
    sheet = re.search(r'href="(/static/store/shop\.min\.[0-9a-f]{12}\.css)"', browser.get("/").text)
    assert sheet is not None
    answer = browser.get(sheet[1])
    assert answer.status_code == 200
    assert "max-age=315360000" in answer.headers["Cache-Control"]
    assert (answer.headers["Content-Encoding"], answer.headers["Vary"]) == ("gzip", "Accept-Encoding")


def test_every_page_of_the_sitemap_is_there(browser: Browser) -> None:
    urls = re.findall(r"<loc>([^<]+)</loc>", browser.get("/sitemap.xml").text)
    assert len(urls) == 6 + 7 + 241
    assert {url: browser.get(url).status_code for url in urls[::8]} == dict.fromkeys(urls[::8], 200)
    assert "Sitemap: https://shop.test/sitemap.xml" in browser.get("/robots.txt").text


def test_unknown_page_has_the_shops_own_404(browser: Browser) -> None:
    answer = browser.get("/no-such-page/")
    assert answer.status_code == 404
    assert "There is no page at this address." in answer.text

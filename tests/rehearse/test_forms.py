"""What a rehearsal participant reads in a picture."""

from __future__ import annotations

from seminar.rehearse.forms import (
    ChoiceField,
    NumberField,
    OrderField,
    ShareField,
    TextField,
    TickField,
    read_fields,
    read_hidden_fields,
)

PICTURE = """
<article><input type="hidden" name="step" value="r1.answer">
<fieldset><legend>Energi</legend>
  <label class="option"><input type="radio" name="r1.energy/value" value="1">
    <span>Lite</span></label>
  <label class="option"><input type="radio" name="r1.energy/value" value="2" checked>
    <span>Mye</span></label>
  <label class="option quiet"><input type="radio" name="r1.energy/value" value="unsure">
    <span>Vet ikke</span></label>
</fieldset>
<input type="text" name="r1.word/text" data-limit="20">
<textarea name="r1.more/text" rows="4" data-limit="200">før</textarea>
<input type="text" inputmode="numeric" name="r1.people/value" data-low="0" data-high="40">
<textarea data-stays="s6.plan/if" data-limit="200"></textarea>
</article>
"""


def test_every_field_is_read_in_the_order_of_the_page() -> None:
    assert read_fields(PICTURE) == (
        ChoiceField("r1.energy/value", ("1", "2", "unsure"), frozenset(("unsure",))),
        TextField("r1.word/text", 20),
        TextField("r1.more/text", 200, 4),
        NumberField("r1.people/value", 0, 40),
    )


def test_the_parts_of_a_field_are_read_together() -> None:
    picture = """
    <fieldset data-most="2"><legend>Hva</legend>
      <label class="option"><input type="checkbox" name="s2.glimpse/value.joy" value="yes"></label>
      <label class="option"><input type="checkbox" name="s2.glimpse/value.calm" value="yes"></label>
      <label class="option quiet">
        <input type="checkbox" name="s2.glimpse/value.unsure" value="yes"></label>
    </fieldset>
    <fieldset><select name="x1.first/value.a"></select>
      <select name="x1.first/value.b"></select></fieldset>
    <fieldset data-share="3" data-by="1">
      <input type="text" name="s5.dots/value.a" data-low="0" data-high="3" data-part>
    <input type="text" name="s5.dots/value.b" data-low="0" data-high="3" data-part></fieldset>
    """
    joy, calm, unsure = (f"s2.glimpse/value.{one}" for one in ("joy", "calm", "unsure"))
    assert read_fields(picture) == (
        TickField("s2.glimpse/value", (joy, calm, unsure), 2, frozenset((unsure,))),
        OrderField("x1.first/value", ("x1.first/value.a", "x1.first/value.b")),
        ShareField("s5.dots/value", ("s5.dots/value.a", "s5.dots/value.b"), 3, 1),
    )


def test_buttons_that_send_themselves_are_read_as_one_choice() -> None:
    picture = """
    <button type="submit" name="s3.smile/value" value="smile" data-tap>Et smil</button>
    <button type="submit" name="s3.smile/value" value="thanks" data-tap>Takk</button>
    <button type="button" data-go="on">Videre</button>
    """
    assert read_fields(picture) == (ChoiceField("s3.smile/value", ("smile", "thanks")),)


def test_text_that_stays_on_the_phone_is_not_asked_for() -> None:
    assert not any("s6" in field.name for field in read_fields(PICTURE))


def test_hidden_fields_are_found_by_name() -> None:
    page = '<form><input type="hidden" name="csrf_token" value="a&amp;b">'
    page += '<input type="hidden" name="op" value="1"></form>'
    assert read_hidden_fields(page) == {"csrf_token": "a&b", "op": "1"}


def test_a_slide_asks_nothing() -> None:
    assert read_fields("<article><h1>Velkommen</h1></article>") == ()

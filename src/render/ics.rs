//! A calendar file (RFC 5545): the day by which a document must be there, and a day on which to ask
//! again if nobody has answered. All in civil time, as people say it: no time zone is guessed.

use icalendar::{Alarm, Calendar, Component, Event, EventLike, Property, Trigger};
use jiff::civil::{Date, DateTime};
use rapidhash::v3::rapidhash_v3;

use crate::document::{Closes, Document};
use crate::text::words::one_line;

/// The document's days as a calendar.
pub fn ics(document: &Document) -> String {
    let mut calendar = Calendar::empty();
    calendar.append_property(Property::new("VERSION", "2.0"));
    calendar.append_property(Property::new("PRODID", "-//sayso//sayso//EN"));
    calendar.append_property(Property::new("CALSCALE", "GREGORIAN"));
    if let Some(due) = document.due {
        calendar.push(deadline(document, due));
    }
    calendar.push(no_answer_yet(document));
    calendar.to_string()
}

fn deadline(document: &Document, due: Closes) -> Event {
    let summary = format!("Send by now: {}", one_line(&document.title));
    let mut event = event(document, "due", &summary, "-P1D");
    match due.at {
        Some(at) => {
            let moment = stamp(due.day.to_datetime(at));
            event.add_property("DTSTART", &moment).add_property("DTEND", &moment);
        }
        None => all_day(&mut event, due.day),
    }
    event
}

/// The day on which to ask again.
fn no_answer_yet(document: &Document) -> Event {
    let summary = format!("No answer yet? {}", one_line(&document.title));
    let mut event = event(document, "answer", &summary, "PT9H");
    event.description("If nobody has answered, a short reminder is fine.");
    all_day(&mut event, document.answer_by);
    event
}

/// An event with its alarm, so long before or after its start as RFC 5545 writes a duration.
fn event(document: &Document, what: &str, summary: &str, trigger: &str) -> Event {
    // One letter's events are the same ones however often it is written.
    let of = [&document.title, &document.dated.to_string(), &document.recipient.join("\n")];
    let hash = rapidhash_v3(of.map(String::as_str).join("\0").as_bytes());
    let uid = format!("{hash:016x}-{what}@sayso.invalid");
    let stamp = format!("{}Z", stamp(document.dated.at(0, 0, 0, 0)));
    let at_start = Trigger::after_start(Default::default());
    let mut alarm = Alarm::display(&one_line(&document.title), at_start);
    alarm.add_property("TRIGGER", trigger);
    // Where these are missing, the library takes them of the clock and of chance.
    alarm.add_property("UID", &uid).add_property("DTSTAMP", &stamp);
    let mut event = Event::new();
    event.uid(&uid).summary(summary).alarm(alarm.done());
    event.add_property("DTSTAMP", &stamp).add_property("TRANSP", "TRANSPARENT");
    event
}

fn all_day(event: &mut Event, day: Date) {
    // The end is the first day that is not in it; RFC 5545 takes one day where none is stated.
    for (name, day) in [("DTSTART", Some(day)), ("DTEND", day.tomorrow().ok())] {
        let Some(day) = day else { continue };
        let mut property = Property::new(name, day.strftime("%Y%m%d").to_string());
        event.append_property(property.add_parameter("VALUE", "DATE").done());
    }
}

fn stamp(at: DateTime) -> String {
    at.strftime("%Y%m%dT%H%M%S").to_string()
}

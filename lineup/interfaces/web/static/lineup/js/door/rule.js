// The rule of the door, as domains/onsite/door/rule.py has it: the table decides, this says what it looks at.
// Both answer tests/domains/onsite/door/vectors.json alike.

const NOBODY = { role: "none", place: "none", fee: "none", arrived: false, gone: false, room: null, sessions: {} };
const NO_BOOKING = { place: "none", fee: "none" };

export function decide(table, situation) {
  const found = facts(table, situation);
  const row = table.rows.find((one) => fits(one.when, found));
  return { reason: row.reason, session: found.session_id, expected_in: found.expected_in, ...table.reasons[row.reason] };
}

function fits(when, found) {
  return Object.entries(when).every(([name, wanted]) => (
    Array.isArray(wanted) ? wanted.includes(found[name]) : found[name] === wanted
  ));
}

export function facts(table, { now, badge, way, event, controller, room, person, sessions }) {
  const who = person ?? NOBODY;
  const lead = table.lead_seconds;
  const session = atTheDoor(sessions, room, who, now, lead);
  const booking = (session && who.sessions[session.id]) ?? NO_BOOKING;
  const expected = expectedIn(sessions, room, who, now, lead);
  return {
    badge,
    way,
    event: event.on ? "on" : "off",
    day: day(event, now),
    duty: onDuty(controller, room, now),
    where: room ? "room" : "entrance",
    role: who.role,
    place: who.place,
    fee: who.fee,
    qualified: isQualified(who, now),
    arrived: who.arrived || !event.check_in_first,
    gone: who.gone,
    here: room ? who.room === room.id : who.arrived && !who.gone,
    elsewhere: who.room !== null,
    full: full(room),
    session: session?.kind ?? "none",
    session_id: session?.id ?? null,
    session_place: booking.place,
    session_fee: booking.fee,
    session_qualified: isQualified(booking, now),
    expected_elsewhere: expected !== null,
    expected_in: expected,
  };
}

function onDuty(controller, room, now) {
  if (controller.organiser) return true;
  const running = controller.slots.filter((slot) => slot.begins <= now && now < slot.ends);
  return running.some((slot) => !room || slot.room === room.id);
}

function atTheDoor(sessions, room, who, now, lead) {
  const there = sessions.filter((one) => room && one.room === room.id && isNear(one, now, lead));
  return first(there, (one) => [!isBooked(one, who), one.begins > now, one.begins, one.id]);
}

function expectedIn(sessions, room, who, now, lead) {
  const there = sessions.filter((one) => (
    room && one.room && one.room !== room.id && isNear(one, now, lead) && isBooked(one, who)
  ));
  return first(there, (one) => [one.begins > now, one.begins, one.id])?.room ?? null;
}

function isNear(session, now, lead) {
  return session.begins - lead <= now && now < session.ends;
}

function isBooked(session, who) {
  return (who.sessions[session.id] ?? NO_BOOKING).place === "confirmed";
}

function isQualified(booking, now) {
  return booking.qualified_until === undefined || now < booking.qualified_until;
}

function day(event, now) {
  if (now < event.opens) return "before";
  return now >= event.closes ? "after" : "on";
}

function full(room) {
  if (!room || room.capacity === null || room.inside < room.capacity) return "no";
  return room.when_full;
}

function first(rows, key) {
  return [...rows].sort((one, other) => compare(key(one), key(other)))[0] ?? null;
}

function compare(one, other) {
  for (let at = 0; at < one.length; at += 1) {
    if (one[at] < other[at]) return -1;
    if (one[at] > other[at]) return 1;
  }
  return 0;
}

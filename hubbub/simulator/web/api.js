// Requests to the simulator; a refusal becomes an Error with the sentence to show.
const ROOT = '/simulator/api';

export async function get(path) {
  return read(await fetch(ROOT + path));
}

export async function send(method, path, body) {
  const response = await fetch(ROOT + path, {
    method,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  return read(response);
}

async function read(response) {
  if (response.status === 204) return null;
  const body = await response.json();
  if (response.ok) return body;
  throw new Error(body.errors?.map((error) => error.message).join(' ') || body.detail);
}

// Shows why something did not work in `element`, or hides it again.
export function explain(element, error) {
  element.hidden = !error;
  element.textContent = error ? sentence(error) : '';
}

function sentence(error) {
  return error instanceof TypeError ? 'The simulator does not answer. Is it running?' : error.message;
}

// An element with text and attributes; text from outside never becomes markup.
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null && value !== false) element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}

export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  use.setAttribute('href', `#i-${name}`);
  svg.append(use);
  return svg;
}

// A phone number in groups, as people read it.
export function spaced(number) {
  if (!number.startsWith('+')) return number;
  const american = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(number);
  if (american) return `+1 ${american.slice(1).join(' ')}`;
  const digits = number.slice(1);
  return `+${digits.replace(/\B(?=(\d{3})+$)/g, ' ')}`;
}

const CLOCK = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const DAY = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });

export function when(time) {
  const date = new Date(time);
  const isToday = date.toDateString() === new Date().toDateString();
  return isToday ? CLOCK.format(date) : DAY.format(date);
}

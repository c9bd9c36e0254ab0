// The list of phones: who they are, what they got last, and which one is in your hand.
import { get, make, spaced, when } from './api.js';

const SEEN = 'hubbub-simulator-seen';
const list = document.getElementById('phones');

export async function loadPhones(current) {
  const phones = await get('/phones');
  showPhones(phones, current);
  return phones;
}

export function showPhones(phones, current) {
  const focused = document.activeElement?.closest?.('#phones a')?.hash;
  list.replaceChildren(...phones.map((phone) => row(phone, phone.number === current)));
  if (focused) list.querySelector(`a[href="${CSS.escape(focused)}"], a[href="${focused}"]`)?.focus();
}

// Everything on this phone up to now has been read.
export function markSeen(number, at) {
  const seen = allSeen();
  seen[number] = at;
  localStorage.setItem(SEEN, JSON.stringify(seen));
}

function row(phone, isCurrent) {
  const isUnread = !isCurrent && phone.last_text && !phone.is_last_own && phone.at > (allSeen()[phone.number] ?? '');
  const link = make(
    'a',
    { href: `#${phone.number}`, 'aria-current': isCurrent && 'true', class: isUnread ? 'row unread' : 'row' },
    avatar(phone.number),
    make('span', { class: 'row-number' }, spaced(phone.number)),
    make('time', { class: 'row-time', datetime: phone.at }, when(phone.at)),
    make('span', { class: 'row-text' }, phone.last_text ?? 'No texts yet'),
  );
  if (isUnread) link.append(make('span', { class: 'unseen' }, ' (new reply)'));
  return make('li', {}, link);
}

function avatar(number) {
  const hue = [...number].reduce((sum, digit) => (sum * 31 + digit.charCodeAt(0)) % 6, 7);
  return make('span', { class: `avatar hue-${hue}`, 'aria-hidden': 'true' }, number.slice(-2));
}

function allSeen() {
  try {
    return JSON.parse(localStorage.getItem(SEEN)) ?? {};
  } catch {
    return {};
  }
}

// The texts on one phone with one number, kept in place while they change.
import { icon, make, when } from './api.js';

const STATES = {
  waiting: ['clock', 'Waiting for the contact centre'],
  accepted: ['ticks', 'Taken by the contact centre'],
};
const NEAR = 80;
const log = document.getElementById('thread');
const bubbles = new Map();
let shown = '';

export function showThread(phone, number, texts, hasNumbers) {
  const place = `${phone} ${number}`;
  const isNew = place !== shown;
  if (isNew) clear(place);
  const wasAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR;
  const mine = texts.filter((text) => text.number === number);
  showEmpty(mine.length === 0, phone, hasNumbers);
  for (const text of mine) put(text, isNew);
  if (isNew || wasAtEnd) log.scrollTop = log.scrollHeight;
}

function clear(place) {
  // Not announced: a screen reader hears what arrives, not a thread that is opened.
  log.setAttribute('aria-live', 'off');
  bubbles.clear();
  log.replaceChildren();
  shown = place;
  setTimeout(() => log.setAttribute('aria-live', 'polite'), 300);
}

function put(text, isOpening) {
  const old = bubbles.get(text.id);
  if (old?.dataset.state === text.state) return;
  const bubble = render(text);
  if (old) old.replaceWith(bubble);
  else log.append(bubble);
  if (!old && !isOpening) bubble.classList.add('fresh');
  bubbles.set(text.id, bubble);
}

function render(text) {
  const meta = make('span', { class: 'meta' }, make('time', { datetime: text.at }, when(text.at)));
  if (text.parts > 1) meta.append(make('span', {}, `· ${text.parts} parts`));
  if (text.is_own) meta.append(tick(text.state));
  const bubble = make(
    'div',
    { class: text.is_own ? 'bubble own' : 'bubble', 'data-state': text.state, 'data-id': text.id },
    make('span', { class: 'unseen' }, text.is_own ? 'You: ' : 'Reply: '),
    make('p', { dir: 'auto' }, text.text),
    meta,
  );
  return bubble;
}

function tick(state) {
  const [name, meaning] = STATES[state];
  return make('span', { class: `tick ${state}`, title: meaning }, icon(name), make('span', { class: 'unseen' }, meaning));
}

function showEmpty(isEmpty, phone, hasNumbers) {
  const old = log.querySelector('.empty');
  old?.remove();
  if (!isEmpty) return;
  const [title, hint] = emptyWords(phone, hasNumbers);
  log.append(make('div', { class: 'empty' }, make('strong', {}, title), make('span', {}, hint)));
}

function emptyWords(phone, hasNumbers) {
  if (!phone) return ['Pick up a phone', 'Make a new one on the list, or type a number of your own.'];
  if (!hasNumbers) return ['Nobody to text yet', 'Sign up in Hubbub. Its number appears here by itself.'];
  return ['Say hello', 'What you write arrives in Hubbub as a text from this phone.'];
}

// Puts the page together: which phone is in the hand, what it texts, and what has changed since.
import { explain, get, make, send, spaced } from './api.js';
import { loadKnobs, watchKnobs } from './network.js';
import { loadPhones, markSeen } from './phones.js';
import { showThread } from './thread.js';

const byId = (id) => document.getElementById(id);
const numberField = byId('number');
const textField = byId('text');
const state = { phone: '', phones: [], numbers: [], texts: [], chosen: {} };

const current = () => decodeURIComponent(location.hash.slice(1));

async function refreshPhones() {
  state.phones = await loadPhones(state.phone);
}

async function refreshNumbers() {
  state.numbers = await get('/numbers');
  showNumbers();
  showTexts();
}

async function refreshThread() {
  const phone = state.phone;
  if (!phone) return;
  try {
    const { texts } = await get(`/phones/${encodeURIComponent(phone)}`);
    if (phone !== state.phone) return;
    state.texts = texts;
  } catch {
    state.texts = [];
  }
  markSeen(phone, state.texts.at(-1)?.at ?? '');
  showTexts();
}

async function refreshAll() {
  await Promise.all([refreshPhones(), refreshNumbers(), loadKnobs()]);
  if (!current() && state.phones.length) location.replace(`#${state.phones[0].number}`);
  else await openPhone();
  byId('offline').hidden = true;
}

async function openPhone() {
  if (state.phone !== current()) state.texts = [];
  state.phone = current();
  byId('phone-number').textContent = state.phone ? spaced(state.phone) : 'No phone yet';
  await Promise.all([refreshPhones(), refreshThread()]);
  showNumbers();
  showTexts();
}

// A name that texts come from has letters, and nobody can write to it.
const isName = (sender) => /[a-z]/i.test(sender);

function showNumbers() {
  const names = new Set(state.texts.map(({ number }) => number).filter(isName));
  const known = [...state.numbers.map(({ number }) => number), ...names];
  const last = state.phones.find(({ number }) => number === state.phone)?.last_number;
  const wanted = state.chosen[state.phone] ?? last;
  numberField.replaceChildren(...known.map((number) => make('option', { value: number }, spaced(number))));
  numberField.value = known.includes(wanted) ? wanted : (known[0] ?? '');
  numberField.disabled = known.length === 0;
  const canAnswer = Boolean(state.phone) && !isName(numberField.value);
  for (const field of [textField, byId('compose').querySelector('button')]) field.disabled = !canAnswer;
  textField.placeholder = isName(numberField.value) ? 'Nobody can answer to a name' : 'Text message';
  const link = byId('link');
  if (isName(numberField.value)) {
    link.dataset.state = 'off';
    link.textContent = 'A name: it takes no answers';
    return;
  }
  const chosen = state.numbers.find(({ number }) => number === numberField.value);
  link.dataset.state = chosen?.is_connected ? 'on' : 'off';
  link.textContent = chosen ? (chosen.is_connected ? 'Hubbub is connected' : 'Hubbub is not connected; texts wait') : 'No numbers yet';
}

function showTexts() {
  showThread(state.phone, numberField.value, state.texts, state.numbers.length > 0);
  // As many as the simulator tells at once.
  byId('cut').hidden = state.texts.length < 500;
}

async function sendText(event) {
  event.preventDefault();
  const text = textField.value.trim();
  if (!text) return;
  try {
    await send('POST', '/texts', { from: state.phone, to: numberField.value, text });
    textField.value = '';
    growField();
    explain(byId('send-error'), null);
    await Promise.all([refreshThread(), refreshPhones()]);
    byId('thread').scrollTop = byId('thread').scrollHeight;
  } catch (error) {
    explain(byId('send-error'), error);
  }
}

async function addPhone(number) {
  try {
    const added = await send('POST', '/phones', { number });
    explain(byId('own-number-error'), null);
    byId('own-number').reset();
    location.hash = added.number;
    textField.focus();
  } catch (error) {
    explain(byId('own-number-error'), error);
  }
}

function growField() {
  textField.rows = Math.min(6, textField.value.split('\n').length);
}

function listen() {
  const events = new EventSource('/simulator/api/events');
  events.addEventListener('hello', () => refreshAll().catch(showOffline));
  events.addEventListener('changed', ({ data }) => refresh(data).catch(showOffline));
  events.addEventListener('error', showOffline);
}

function showOffline() {
  byId('offline').hidden = false;
}

async function refresh(topic) {
  if (topic === 'numbers') await refreshNumbers();
  else if (topic === 'knobs') await loadKnobs();
  else {
    await Promise.all([refreshPhones(), topic === `phone:${state.phone}` && refreshThread()]);
    // Only now is known both what came and from where the last text was.
    showNumbers();
    showTexts();
  }
}

function showClock() {
  const now = new Date();
  byId('clock').textContent = `${now.getHours()}:${String(now.getMinutes()).padStart(2, '0')}`;
}

byId('compose').addEventListener('submit', sendText);
textField.addEventListener('input', growField);
textField.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  byId('compose').requestSubmit();
});
numberField.addEventListener('change', () => {
  state.chosen[state.phone] = numberField.value;
  showNumbers();
  showTexts();
});
byId('invent').addEventListener('click', () => addPhone(null));
byId('own-number').addEventListener('submit', (event) => {
  event.preventDefault();
  addPhone(byId('own-number-field').value);
});
window.addEventListener('hashchange', () => openPhone().catch(showOffline));
setInterval(showClock, 10_000);
showClock();
watchKnobs();
listen();

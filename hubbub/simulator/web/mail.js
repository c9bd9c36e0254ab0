// The mail page: the list of what was caught, the open letter, and what comes in meanwhile.
import { get, make, send, when } from './api.js';

const byId = (id) => document.getElementById(id);
const list = byId('mails');
let shown = '';
let asText = false;

const current = () => location.hash.slice(1);

async function refresh() {
  const mails = await get('/mails');
  const focused = document.activeElement?.closest?.('#mails a')?.hash;
  list.replaceChildren(...mails.map(row));
  if (focused) list.querySelector(`a[href="${CSS.escape(focused)}"], a[href="${focused}"]`)?.focus();
  byId('nothing').hidden = mails.length > 0;
  if (mails.length === 0) {
    shown = '';
    byId('open').hidden = true;
  } else if (!mails.some(({ id }) => String(id) === current())) {
    location.replace(`#${mails[0].id}`);
  } else await open();
  byId('offline').hidden = true;
}

function row(mail) {
  const isCurrent = String(mail.id) === current();
  const isUnread = !mail.is_read && !isCurrent;
  const link = make(
    'a',
    { href: `#${mail.id}`, 'aria-current': isCurrent && 'true', class: isUnread ? 'row unread' : 'row' },
    make('span', { class: 'row-number' }, mail.recipient),
    make('time', { class: 'row-time', datetime: mail.at }, when(mail.at)),
    make('span', { class: 'row-text' }, mail.subject),
  );
  if (isUnread) link.append(make('span', { class: 'unseen' }, ' (unread)'));
  return make('li', {}, link);
}

async function open() {
  const id = current();
  if (!id || shown === id) return;
  const mail = await get(`/mails/${id}`);
  shown = id;
  byId('subject').textContent = mail.subject;
  byId('from').textContent = mail.sender;
  byId('to').textContent = mail.recipient;
  byId('at').textContent = new Date(mail.at).toLocaleString();
  byId('text').replaceChildren(...linked(mail.text));
  byId('html').src = mail.has_html ? `/simulator/api/mails/${id}/html` : 'about:blank';
  if (!mail.has_html) asText = true;
  show();
  // Not before it is there: an empty heading says nothing to whoever hears the page.
  byId('open').hidden = false;
}

// The addresses in a plain text as links, like mail programs make them.
function linked(text) {
  return text.split(/(https?:\/\/\S+)/).map((part, index) =>
    index % 2 ? make('a', { href: part, target: '_blank', rel: 'noreferrer' }, part) : part,
  );
}

function show() {
  byId('html').hidden = asText;
  byId('text').hidden = !asText;
  byId('as-html').setAttribute('aria-pressed', String(!asText));
  byId('as-text').setAttribute('aria-pressed', String(asText));
}

for (const [id, value] of [['as-html', false], ['as-text', true]]) {
  byId(id).addEventListener('click', () => {
    asText = value;
    show();
  });
}
byId('clear').addEventListener('click', () => void send('POST', '/mails/clear', {}));
addEventListener('hashchange', () => void refresh());

const events = new EventSource('/simulator/api/events');
events.addEventListener('hello', () => void refresh());
events.addEventListener('changed', ({ data }) => {
  if (data === 'mails') void refresh();
});
events.addEventListener('error', () => {
  byId('offline').hidden = false;
});

// The knobs of the carrier: shown as they are, sent as soon as they are turned.
import { explain, get, send } from './api.js';

const GOOD = { delay: 0.3, failure_rate: 0, undelivered: 0, receipts: true, throttle: null, silent: false, approval: 3, refuse_orders: false, lose_orders: false };
const form = document.getElementById('knobs');
const error = document.getElementById('knobs-error');

export async function loadKnobs() {
  showKnobs(await get('/knobs'));
}

export function watchKnobs() {
  form.addEventListener('input', showOutputs);
  form.addEventListener('change', () => turn(readKnobs()));
  form.addEventListener('submit', (event) => event.preventDefault());
  document.getElementById('reset').addEventListener('click', () => turn(GOOD));
}

async function turn(knobs) {
  try {
    showKnobs(await send('PUT', '/knobs', knobs));
    explain(error, null);
  } catch (problem) {
    explain(error, problem);
  }
}

function readKnobs() {
  const { delay, failure_rate, undelivered, receipts, throttle, silent, approval, refuse_orders, lose_orders } = form.elements;
  return {
    delay: delay.valueAsNumber,
    failure_rate: failure_rate.valueAsNumber,
    undelivered: undelivered.valueAsNumber,
    receipts: receipts.checked,
    throttle: Number.isNaN(throttle.valueAsNumber) ? null : throttle.valueAsNumber,
    silent: silent.checked,
    approval: approval.valueAsNumber,
    refuse_orders: refuse_orders.checked,
    lose_orders: lose_orders.checked,
  };
}

function showKnobs(knobs) {
  for (const [name, value] of Object.entries(knobs)) {
    const field = form.elements[name];
    if (field.type === 'checkbox') field.checked = value;
    else if (field !== document.activeElement || field.type === 'range') field.value = value ?? '';
  }
  showOutputs();
}

function showOutputs() {
  for (const output of form.querySelectorAll('output')) {
    const field = form.elements[output.htmlFor.value];
    const words = field.name === 'delay' || field.name === 'approval' ? `${field.valueAsNumber} s` : `${Math.round(field.valueAsNumber * 100)} %`;
    output.textContent = words;
    field.setAttribute('aria-valuetext', words);
  }
}

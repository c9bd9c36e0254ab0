// A carrier on npm's smpp with one phone: POST /text sends a text in parts as deliver_sm, every
// part of an answer is acknowledged, reported delivered, and joined; GET /received shows them.
const http = require('http');
const smpp = require('smpp');
let bound = null;
let count = 0;
const parts = new Map();
const received = [];

const decode = (coding, buffer) => {
  if (coding === 8) return Buffer.from(buffer).swap16().toString('utf16le');
  return buffer.toString('latin1');
};

const keep = (pdu) => {
  const raw = pdu.short_message.message;
  const buffer = Buffer.isBuffer(raw) ? raw : Buffer.from(raw, pdu.data_coding === 8 ? 'utf16le' : 'latin1');
  if (!Buffer.isBuffer(raw) && pdu.data_coding === 8) buffer.swap16();
  const udh = Buffer.concat((pdu.short_message.udh || []).map((x) => Buffer.from(x)));
  if (!udh.length) { received.push(decode(pdu.data_coding, buffer)); return; }
  const [reference, total, number] = [...udh.subarray(-3)];
  const held = parts.get(reference) || new Map();
  held.set(number, buffer);
  parts.set(reference, held);
  if (held.size === total) {
    const whole = Buffer.concat([...held.entries()].sort((a, b) => a[0] - b[0]).map((x) => x[1]));
    parts.delete(reference);
    received.push(decode(pdu.data_coding, whole));
  }
};

const server = smpp.createServer((session) => {
  session.on('bind_transceiver', (pdu) => {
    const right = pdu.system_id === 'us' && pdu.password === 'right';
    session.send(pdu.response({ command_status: right ? 0 : smpp.ESME_RINVPASWD }));
    if (right) bound = session;
  });
  session.on('enquire_link', (pdu) => session.send(pdu.response()));
  session.on('unbind', (pdu) => { session.send(pdu.response()); session.close(); });
  session.on('error', () => {});
  session.on('submit_sm', (pdu) => {
    const id = `f-${++count}`;
    keep(pdu);
    session.send(pdu.response({ message_id: id }));
    session.deliver_sm({
      source_addr: pdu.destination_addr, destination_addr: pdu.source_addr, esm_class: 4,
      short_message: `id:${id} sub:001 dlvrd:001 submit date:2601021504 done date:2601021505 stat:DELIVRD err:000 text:`,
    });
  });
});

const send = (from, to, text) => {
  const whole = Buffer.from(text, 'utf16le').swap16();
  const size = 134;
  const total = Math.ceil(whole.length / size);
  const reference = ++count & 0xff;
  const answers = [];
  for (let i = 0; i < total; i++) {
    answers.push(new Promise((resolve) => bound.deliver_sm({
      source_addr: from, source_addr_ton: 1, source_addr_npi: 1,
      destination_addr: to, dest_addr_ton: 1, dest_addr_npi: 1, esm_class: 0x40, data_coding: 8,
      short_message: {
        udh: Buffer.from([5, 0, 3, reference, total, i + 1]),
        message: whole.subarray(i * size, (i + 1) * size),
      },
    }, (pdu) => resolve(pdu.command_status))));
  }
  return Promise.all(answers);
};

const web = http.createServer((request, response) => {
  if (request.method === 'GET') { response.end(JSON.stringify(received)); return; }
  let body = '';
  request.on('data', (chunk) => { body += chunk; });
  request.on('end', async () => {
    const { from, to, text } = JSON.parse(body);
    const answers = await send(from, to, text);
    response.statusCode = answers.every((status) => status === 0) ? 200 : 502;
    response.end(JSON.stringify(answers));
  });
});

server.listen(0, '127.0.0.1', () => web.listen(0, '127.0.0.1', () => {
  console.log(server.address().port, web.address().port);
}));

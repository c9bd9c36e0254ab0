// An SMSC on npm's smpp: takes binds of us/right, answers submits with ids, sends each text back
// as one deliver_sm a submit, and reports each as delivered once its deliver_sm was answered.
const smpp = require('smpp');
let count = 0;
const server = smpp.createServer((session) => {
  const bind = (pdu) => {
    const right = pdu.system_id === 'us' && pdu.password === 'right';
    session.send(pdu.response({ command_status: right ? 0 : smpp.ESME_RINVPASWD, system_id: 'npm' }));
  };
  session.on('bind_transceiver', bind);
  session.on('enquire_link', (pdu) => session.send(pdu.response()));
  session.on('unbind', (pdu) => { session.send(pdu.response()); session.close(); });
  session.on('error', () => {});
  session.on('submit_sm', (pdu) => {
    const id = `npm-${++count}`;
    session.send(pdu.response({ message_id: id }));
    const elements = Buffer.concat(pdu.short_message.udh || []);
    const udh = elements.length ? Buffer.concat([Buffer.from([elements.length]), elements]) : null;
    session.deliver_sm({
      source_addr: pdu.destination_addr, source_addr_ton: 1, source_addr_npi: 1,
      destination_addr: pdu.source_addr, dest_addr_ton: 1, dest_addr_npi: 1,
      esm_class: pdu.esm_class, data_coding: pdu.data_coding,
      short_message: { udh, message: pdu.short_message.message },
    }, () => {
      session.deliver_sm({
        source_addr: pdu.destination_addr, destination_addr: pdu.source_addr, esm_class: 4,
        receipted_message_id: id, message_state: 2,
        short_message: `id:${id} sub:001 dlvrd:001 submit date:2601021504 done date:2601021505 stat:DELIVRD err:000 text:`,
      });
    });
  });
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));

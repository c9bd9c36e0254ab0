// The vendor's own client for JavaScript, as its readme says to use it; what came of it goes out
// as one line of JSON.
const { Infobip, AuthType } = require("@infobip-api/sdk");

const [baseUrl, apiKey, from, to] = process.argv.slice(2);

async function run() {
  const client = new Infobip({ baseUrl, authType: AuthType.ApiKey, apiKey });
  const sms = client.channels.sms;
  const sent = await sms.send({
    type: "text",
    bulkId: "js",
    messages: [{ from, destinations: [{ to, messageId: "js-1" }], text: "Ćao" }],
  });
  const reports = await sms.reports.get({ bulkId: "js" });
  const logs = await sms.logs.get({ bulkId: ["js"] });
  const inbox = await sms.get(5);
  const preview = await sms.preview({ text: "Ćao" });
  return {
    sent: sent.data.messages.map((each) => [each.messageId, each.to, each.status.name]),
    reports: reports.data.results.map((each) => each.messageId),
    logs: logs.data.results.map((each) => [each.messageId, each.text]),
    inbox: inbox.data.results.map((each) => each.text),
    preview: preview.data.previews[0].messageCount,
  };
}

run().then((told) => console.log(JSON.stringify(told)));

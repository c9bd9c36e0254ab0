// The vendor's own client for JavaScript, as its readme says to use it; what came of it goes out
// as one line of JSON.
const { Infobip, AuthType } = require("@infobip-api/sdk");

const [baseUrl, username, password] = process.argv.slice(2);

async function run() {
  const client = (secret) =>
    new Infobip({ baseUrl, authType: AuthType.Basic, username, password: secret });
  const session = await client(password).auth.ibsso.create();
  const oauth = await client(password).auth.oauth2.create();
  const asked = async (scheme, token) =>
    (await fetch(`${baseUrl}/settings/2/api-keys`, { headers: { Authorization: `${scheme} ${token}` } }))
      .status;
  const used = [
    await asked("IBSSO", session.data.token),
    await asked("Bearer", oauth.data.access_token),
  ];
  const destroyed = await client(password).auth.ibsso.destroy(session.data.token);
  // This client gives errors back instead of throwing them.
  const wrong = await client("wrong").auth.oauth2.create();
  return {
    used,
    destroyed: destroyed.status,
    after: await asked("IBSSO", session.data.token),
    wrong: [wrong.response.status, wrong.response.data.error],
  };
}

run().then((told) => console.log(JSON.stringify(told)));

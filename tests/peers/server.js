// Starts the Bot API server of the npm package telegram-test-api: node server.js PACKAGE PORT
//
// The package is not quite as strict as Telegram. Where it leaves out or gets wrong what the Bot API
// promises, and python-telegram-bot believes the promise, the answer is put right here, and only here.
'use strict';

const [folder, port] = process.argv.slice(2);
const axios = require(require.resolve('axios', { paths: [folder] }));
const answering = require(`${folder}/lib/modules/sendResult`);

const putRight = {
  // User.is_bot is not optional.
  getMe: (bot) => ({ ...bot, is_bot: true }),
  // Dates are seconds, not milliseconds.
  sendMessage: (message) => ({ ...message, date: Math.floor(message.date / 1000) }),
  // An edit answers with the message or true, never with null.
  editMessageText: () => true,
  getUpdates: (updates) => updates.map(asTelegramSends),
};

// CallbackQuery.chat_instance is not optional.
function asTelegramSends(update) {
  const tap = update.callback_query;
  return tap ? { ...update, callback_query: { chat_instance: '1', ...tap } } : update;
}

const original = answering.sendResult;
answering.sendResult = (req, res, next) => original(req, res, () => {
  const send = res.sendResult;
  const method = /^\/bot[^/]+\/(\w+)$/.exec(req.path)?.[1]; // the fake user's own paths have no token
  res.sendResult = (body) => send(
    putRight[method] && body.ok ? { ...body, result: putRight[method](body.result) } : body,
  );
  next();
});

const TelegramServer = require(folder);
const server = new TelegramServer({ port: Number(port), host: '127.0.0.1', storeTimeout: 3600 });

// A webhook is called with the secret that the bot gave with it.
axios.interceptors.request.use((call) => {
  const webhook = Object.values(server.webhooks).find(({ url }) => url === call.url);
  if (webhook?.secret_token) {
    call.headers['X-Telegram-Bot-Api-Secret-Token'] = webhook.secret_token;
  }
  return { ...call, data: asTelegramSends(call.data) };
});

// What came while there was no webhook is brought to it once there is one.
server.setWebhook = async (webhook, token) => {
  TelegramServer.prototype.setWebhook.call(server, webhook, token);
  for (const data of server.getUpdates(token)) await axios({ url: webhook.url, method: 'POST', data });
};

// A webhook that fails is a line here, not the end of the server.
process.on('unhandledRejection', (reason) => console.error(reason.message));
server.start().then(() => console.log('ready'));

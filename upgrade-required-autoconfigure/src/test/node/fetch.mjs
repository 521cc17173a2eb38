// Asks for what is refused and for what is not in turn, with the built-in fetch, and prints what comes back and which
// port the server saw: node fetch.mjs <url>
setTimeout(() => process.exit(1), 20_000).unref();

async function ask(method, path) {
  const body = method === 'POST' ? 'hello' : undefined;
  const response = await fetch(process.argv[2] + path, { method, body });
  const text = await response.text();
  const answer = response.status === 426
    ? `${response.headers.get('upgrade')} ${JSON.parse(text).protocols}`
    : text;
  // fetch lets go of its connection a moment after the body has been read
  await new Promise((next) => setImmediate(next));
  console.log(`${response.headers.get('x-remote-port')} ${response.status} ${answer}`);
}

for (const method of ['GET', 'POST']) {
  await ask(method, '/ws/echo');
  await ask(method, '/open');
}

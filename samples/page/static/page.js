'use strict';

const byId = (id) => document.getElementById(id);
let socket = null;

function show(id, text) {
  byId(id).textContent = text;
  byId(id).hidden = text === '';
}

function choose(button) {
  document.querySelectorAll('.cases button').forEach((other) => {
    other.setAttribute('aria-pressed', String(other === button));
  });
  if (socket !== null) {
    socket.onclose = null;
    socket.close();
    socket = null;
  }
  byId('echo').hidden = true;
  if (matchMedia('(max-width: 48rem)').matches) {
    document.querySelector('.exchange').scrollIntoView({ behavior: 'smooth' });
  }
}

// The version is in no header; the browser notes it beside its timings
function version(url) {
  const entries = performance.getEntriesByName(url);
  const protocol = entries.length > 0 ? entries[entries.length - 1].nextHopProtocol : '';
  return protocol.replace(/^h(\d)$/, 'HTTP/$1').replace(/^http/, 'HTTP');
}

function pretty(text, type) {
  return type.includes('problem+json') ? JSON.stringify(JSON.parse(text), null, 2) : text;
}

async function send(path, fields) {
  const headers = { Accept: byId('accept').value, ...fields };
  show('request', `GET ${path}\n` + Object.entries(headers).map(([name, value]) => `${name}: ${value}`).join('\n'));
  const response = await fetch(path, { headers, cache: 'no-store' });
  const body = await response.text();
  show('status', `${version(response.url)} ${response.status} ${response.statusText}`.trim());
  show('headers', Array.from(response.headers, ([name, value]) => `${name}: ${value}`).join('\n'));
  show('body', pretty(body, response.headers.get('Content-Type') ?? ''));
  await showRules();
}

const ENDPOINT = 'actuator/upgraderequired';

function cell(content) {
  const element = document.createElement('td');
  element.append(content);
  return element;
}

function modes(rule) {
  const select = document.createElement('select');
  select.setAttribute('aria-label', `Mode of ${rule.name}`);
  ['enforce', 'report', 'off'].forEach((mode) => select.add(new Option(mode, mode, false, mode === rule.mode)));
  select.addEventListener('change', () => switchMode(rule.name, select.value));
  return select;
}

async function showRules() {
  const { rules } = await (await fetch(ENDPOINT, { cache: 'no-store' })).json();
  byId('rules').replaceChildren(...rules.map((rule) => {
    const row = document.createElement('tr');
    row.append(cell(rule.name), cell(modes(rule)), cell(rule.counts.refused), cell(rule.counts.reported));
    return row;
  }));
}

async function switchMode(rule, mode) {
  const headers = { 'Content-Type': 'application/json' };
  await fetch(`${ENDPOINT}/${rule}`, { method: 'POST', headers, body: JSON.stringify({ mode }) });
  await showRules();
}

async function reset() {
  const { rules } = await (await fetch(ENDPOINT, { cache: 'no-store' })).json();
  await fetch(ENDPOINT, { method: 'DELETE' });
  await Promise.all(rules.map(({ name }) => fetch(`${ENDPOINT}/${name}`, { method: 'DELETE' })));
  await showRules();
}

function open(path) {
  const url = new URL(path, location.href);
  url.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
  show('request', `GET ${path}\nConnection: Upgrade\nUpgrade: websocket\nSec-WebSocket-Version: 13`);
  show('status', 'opening …');
  show('headers', '');
  show('body', '');
  socket = new WebSocket(url);
  socket.onopen = () => {
    show('status', '101 Switching Protocols');
    byId('echo').hidden = false;
  };
  socket.onmessage = (event) => show('body', `${byId('body').textContent}echo: ${event.data}\n`);
  socket.onclose = (event) => {
    show('status', `closed with code ${event.code}`);
    byId('echo').hidden = true;
  };
}

document.querySelectorAll('.cases button').forEach((button) => {
  button.addEventListener('click', () => {
    choose(button);
    if (button.dataset.socket) {
      open(button.dataset.socket);
    } else {
      const client = { 'X-Client': `${byId('app').value}/${byId('version').value}` };
      send(button.dataset.path, 'app' in button.dataset ? client : {}).catch((error) => show('status', String(error)));
    }
  });
});

byId('echo').addEventListener('submit', (event) => {
  event.preventDefault();
  socket.send(byId('message').value);
});

byId('close').addEventListener('click', () => socket.close());

byId('configured').addEventListener('click', reset);

showRules();

// Connects over one transport, sends a message, closes, and prints what happens: node sockjs.cjs <url> <transport>
const SockJS = require('sockjs-client');

setTimeout(() => process.exit(1), 20_000).unref();

const [url, transport] = process.argv.slice(2);
const socket = new SockJS(url, null, { transports: [transport] });
socket.onopen = () => {
  console.log(`open ${socket.transport}`);
  socket.send('hello');
};
socket.onmessage = (event) => {
  console.log(`message ${event.data}`);
  socket.close();
};
socket.onclose = (event) => console.log(`close ${event.code}`);

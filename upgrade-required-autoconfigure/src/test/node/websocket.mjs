// Opens a WebSocket, sends a message, closes, and prints what happens: node websocket.mjs <url>
import WebSocket from 'ws';

setTimeout(() => process.exit(1), 20_000).unref();

const socket = new WebSocket(process.argv[2]);
socket.on('open', () => {
  console.log('open');
  socket.send('hello');
});
socket.on('message', (data) => {
  console.log(`message ${data}`);
  socket.close(1000);
});
socket.on('close', (code) => console.log(`close ${code}`));
socket.on('error', (error) => console.log(`error ${error.message}`));
socket.on('unexpected-response', async (_, response) => {
  console.log(`unexpected-response ${response.statusCode}`);
  console.log(`upgrade ${response.headers.upgrade}`);
  console.log(`connection ${response.headers.connection}`);
  let body = '';
  for await (const chunk of response) {
    body += chunk;
  }
  console.log(`protocols ${JSON.parse(body).protocols}`);
  // The server keeps the connection, and ws leaves it to its user to end it
  socket.terminate();
});

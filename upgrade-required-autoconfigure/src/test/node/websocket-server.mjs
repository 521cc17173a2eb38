// A server that takes WebSockets only, on the port that it is told
import { WebSocketServer } from 'ws';

new WebSocketServer({ host: '127.0.0.1', port: Number(process.argv[2]) }, () => console.log('listening'));

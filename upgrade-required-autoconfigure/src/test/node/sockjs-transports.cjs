// Prints the name of each transport that SockJS has in Node
const transports = require('sockjs-client/lib/transport-list');

transports.filter((transport) => transport.enabled({ nullOrigin: false }))
  .forEach((transport) => console.log(transport.transportName));

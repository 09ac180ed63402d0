// The Kubernetes client library, as far as it is used. Bundled into a file of its own and imported
// at first use: named exports keep the bundle small, and nothing of it costs time at activation.
export { Exec } from '@kubernetes/client-node';
export { SocksClient } from 'socks';
export { default as WebSocket } from 'ws';

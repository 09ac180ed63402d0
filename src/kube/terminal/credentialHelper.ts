// A credential plugin of kubectl: asks the VS Code window that its terminal belongs to.
import { connect } from 'node:net';
import { type CredentialAnswer, SECRET_VARIABLE } from './credentialProtocol.ts';

const CLOSED =
  'The VS Code window of this terminal is closed, or does not know the terminal: open it anew with AKS Sandbox: Open Terminal for This Cluster.';

const [address = ''] = process.argv.slice(2);
let text = '';
const socket = connect(address, () => {
  socket.write(`${JSON.stringify({ secret: process.env[SECRET_VARIABLE] ?? '' })}\n`);
});
socket.setEncoding('utf8');
socket.on('data', (data: string) => {
  text += data;
});
socket.on('error', () => {});
socket.on('close', () => {
  const answer: CredentialAnswer = text === '' ? { problem: CLOSED } : JSON.parse(text);
  if ('problem' in answer) {
    process.stderr.write(`AKS Sandbox: ${answer.problem}\n`);
    process.exitCode = 1;
    return;
  }
  const { status } = answer;
  const apiVersion = 'client.authentication.k8s.io/v1';
  process.stdout.write(JSON.stringify({ kind: 'ExecCredential', apiVersion, status }));
});

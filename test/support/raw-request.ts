import { connect } from 'node:net';

/** What comes back for bytes as no fetch would send them, until the connection is closed. */
export const rawRequest = (url: string, text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
    socket.write(text);
  });

/** The head of a request, and its body. */
export const rawHead = (lines: readonly string[], body = ''): string =>
  `${[...lines, 'Connection: close'].join('\r\n')}\r\n\r\n${body}`;

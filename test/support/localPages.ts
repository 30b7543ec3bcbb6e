import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * The server build of the editor sends pages on this machine through a front of its own, which is not started here. In its place: sends
 * the browser straight to the port in the first part of the path, on loopback and nowhere else.
 */
export async function startLocalPages(): Promise<{ readonly template: string; stop(): void }> {
  const server = createServer((request, response) => {
    const [, port, rest = '/'] = /^\/(\d{1,5})(\/.*)?$/s.exec(request.url ?? '') ?? [];
    const found = port !== undefined && Number(port) <= 65_535;
    response.writeHead(found ? 302 : 404, found ? { Location: `http://127.0.0.1:${port}${rest}`, Connection: 'close' } : {}).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  server.unref();
  const { port } = server.address() as AddressInfo;
  return {
    template: `http://127.0.0.1:${port}/{{port}}/`,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

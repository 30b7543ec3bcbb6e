import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect, type AddressInfo, type Server as NetServer, type Socket } from 'node:net';
import type { TestCertificate } from './certificate';

/** How a proxy deals with whoever asks it for a tunnel: refuses with a status, or opens it into its own TLS. */
type ProxyManner = { readonly answers: 403 | 407 } | { readonly inspectsWith: TestCertificate };

export interface Proxy {
  readonly address: string;
  /** The hosts and ports that tunnels were asked for, in order. */
  readonly asked: readonly string[];
  stop(): Promise<void>;
}

async function listening(server: NetServer): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

function refuse(socket: Socket, status: 403 | 407): void {
  const challenge = status === 407 ? 'Proxy-Authenticate: Basic realm="proxy"\r\n' : '';
  socket.end(`HTTP/1.1 ${status} No\r\n${challenge}Content-Length: 0\r\n\r\n`);
}

function join(socket: Socket, port: number): void {
  const inside = connect(port, '127.0.0.1', () => {
    socket.write('HTTP/1.1 200 OK\r\n\r\n');
    socket.pipe(inside).pipe(socket);
  });
  inside.on('error', () => socket.destroy());
}

/** A proxy on this machine. */
export async function startProxy(manner: ProxyManner): Promise<Proxy> {
  const asked: string[] = [];
  const open = new Set<Socket>();
  const servers: NetServer[] = [];
  const keep = (socket: Socket): void => {
    open.add(socket.on('error', () => socket.destroy()));
    socket.once('close', () => open.delete(socket));
  };
  const proxy: Server = createServer((_request, response) => response.writeHead(403).end());
  proxy.on('connect', ({ url }, socket: Socket) => {
    asked.push(url ?? '');
    if ('answers' in manner) {
      refuse(socket, manner.answers);
    } else {
      join(socket, insidePort);
    }
  });
  servers.push(proxy);
  const insidePort = 'inspectsWith' in manner ? await listening(inspecting(manner.inspectsWith, servers)) : 0;
  servers.forEach((server) => server.on('connection', keep));
  const port = await listening(proxy);
  return {
    address: `http://127.0.0.1:${port}`,
    asked,
    stop: async () => {
      open.forEach((socket) => socket.destroy());
      await Promise.all(servers.filter(({ listening: on }) => on).map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}

function inspecting({ certificate, privateKey }: TestCertificate, servers: NetServer[]): NetServer {
  const server = createTlsServer({ cert: certificate, key: privateKey }, (_request, response) => response.end('{}'));
  servers.push(server);
  return server;
}

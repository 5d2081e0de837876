import type { AddressInfo } from "node:net";
import { createServer, type Socket } from "node:net";

/**
 * A server that speaks PostgreSQL's protocol (version 3.0) as far as a client needs it: start-up without password, simple and prepared queries. Each query answers with one row of what
 * `answer` says; an error where it says so. The client and its instrumentation are the real ones.
 */
export async function startPostgres(answer: (query: string) => { readonly row: string } | { readonly error: string }) {
  const server = createServer((socket) => serve(socket, answer));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { port: (server.address() as AddressInfo).port, stop: () => server.close() };
}

function serve(socket: Socket, answer: (query: string) => { readonly row: string } | { readonly error: string }): void {
  let rest = Buffer.alloc(0);
  let isStarted = false;
  let query = "";
  socket.on("data", (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      const head = isStarted ? 1 : 0;
      if (rest.length < head + 4) return;
      const length = head + rest.readUInt32BE(head);
      if (rest.length < length) return;
      const kind = isStarted ? String.fromCharCode(rest[0] ?? 0) : "start";
      const body = rest.subarray(head + 4, length);
      rest = rest.subarray(length);
      isStarted = true;
      if (kind === "start") socket.write(Buffer.concat([message("R", int32(0)), ready]));
      else if (kind === "Q") socket.write(Buffer.concat([...result(text(body)), ready]));
      else if (kind === "P") query = text(body.subarray(body.indexOf(0) + 1));
      else if (kind === "S") socket.write(Buffer.concat([message("1"), message("2"), ...result(query), ready]));
      else if (kind === "X") socket.end();
    }
  });

  function result(of: string): Buffer[] {
    const said = answer(of);
    if ("error" in said) return [message("E", Buffer.from(`SERROR\0C23505\0M${said.error}\0\0`))];
    const value = Buffer.from(said.row);
    const column = Buffer.concat([
      Buffer.from("note\0"),
      int32(0),
      Buffer.from([0, 0]),
      int32(25),
      Buffer.from([0xff, 0xff]),
      int32(-1),
      Buffer.from([0, 0]),
    ]);
    return [
      message("T", Buffer.concat([Buffer.from([0, 1]), column])),
      message("D", Buffer.concat([Buffer.from([0, 1]), int32(value.length), value])),
      message("C", Buffer.from("SELECT 1\0")),
    ];
  }
}

const ready = message("Z", Buffer.from("I"));

function message(kind: string, body: Buffer = Buffer.alloc(0)): Buffer {
  return Buffer.concat([Buffer.from(kind), int32(4 + body.length), body]);
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

/** Up to the zero byte. */
function text(bytes: Buffer): string {
  return bytes.toString("utf8", 0, bytes.indexOf(0));
}

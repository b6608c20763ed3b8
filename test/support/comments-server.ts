import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

export interface StoredComment {
  readonly id: number;
  body: string;
  /** Comments of others cannot be changed. */
  readonly foreign?: boolean;
}

export interface CommentsServer {
  readonly url: string;
  readonly comments: StoredComment[];
  /** Every call, `METHOD path`, with the authorization it came with. */
  readonly calls: { readonly call: string; readonly authorization: string | undefined }[];
  /** Answers the next calls with these codes instead. */
  readonly failures: number[];
  close(): Promise<void>;
}

/** A stand-in for the part of GitHub's API that holds the comments of pull request 7 of acme/blog. */
export async function startCommentsServer(comments: StoredComment[] = []): Promise<CommentsServer> {
  const calls: { call: string; authorization: string | undefined }[] = [];
  const failures: number[] = [];
  const server = createServer(async (request, response) => {
    calls.push({ call: `${request.method} ${request.url}`, authorization: request.headers.authorization });
    const answer = (status: number, data: unknown): void => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(data));
    };
    const failure = failures.shift();
    if (failure !== undefined) return answer(failure, { message: "not now" });
    const url = new URL(request.url ?? "", "http://x");
    if (request.method === "GET" && url.pathname === "/repos/acme/blog/issues/7/comments") {
      const size = Number(url.searchParams.get("per_page"));
      const start = (Number(url.searchParams.get("page")) - 1) * size;
      return answer(200, comments.slice(start, start + size));
    }
    const { body = "" } = JSON.parse((await readBody(request)) || "{}") as { body?: string };
    if (request.method === "POST" && url.pathname === "/repos/acme/blog/issues/7/comments") {
      comments.push({ id: 1000 + comments.length, body });
      return answer(201, comments.at(-1));
    }
    const id = Number(/^\/repos\/acme\/blog\/issues\/comments\/(\d+)$/.exec(url.pathname)?.[1]);
    const comment = comments.find((one) => one.id === id);
    if (request.method !== "PATCH" || comment === undefined) return answer(404, { message: "Not Found" });
    if (comment.foreign === true) return answer(403, { message: "Forbidden" });
    comment.body = body;
    answer(200, comment);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    comments,
    calls,
    failures,
    close: () => new Promise((done) => void server.close(() => done())),
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

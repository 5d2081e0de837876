import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Agent, buildConnector, type Dispatcher } from "undici";
import { limits } from "../../base/index.ts";
import { LineSplitter } from "../lines/line-splitter.ts";
import type { KubernetesSettings } from "./settings.ts";

/** Why the API gave no answer that can be used: an HTTP status where there was one. Nothing of the answer's text is kept. */
export class ApiError extends Error {
  readonly status: number | undefined;

  constructor(status?: number) {
    super("the Kubernetes API");
    this.status = status;
  }
}

/**
 * Reads from the Kubernetes API server over TLS that the cluster's own authority vouches for; no redirect is followed. The token is read anew for each request: the
 * kubelet replaces it hourly. Only metadata is asked for where that is enough (PartialObjectMetadata): a pod's specification may hold secrets.
 */
export class ApiClient {
  readonly #settings: KubernetesSettings;
  readonly #agent: Agent;
  readonly #signal: AbortSignal;

  private constructor(settings: KubernetesSettings, ca: Buffer, signal: AbortSignal) {
    this.#settings = settings;
    this.#signal = signal;
    this.#agent = new Agent({ connections: 1, connect: buildConnector({ ca, timeout: limits.kubernetesRequestMs }) });
  }

  static async open(settings: KubernetesSettings, signal: AbortSignal): Promise<ApiClient> {
    return new ApiClient(settings, await readFile(join(settings.credentials, "ca.crt")), signal);
  }

  async close(): Promise<void> {
    await this.#agent.destroy().catch(() => undefined);
  }

  /** Throws ApiError, or what the connection threw. */
  async get(path: string, accept: string): Promise<unknown> {
    const { body } = await this.#request(path, accept, limits.kubernetesRequestMs);
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of body as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > limits.kubernetesAnswerBytesMax) throw new ApiError();
      chunks.push(chunk);
    }
    return JSON.parse(Buffer.concat(chunks, size).toString());
  }

  /** Hands over each object of a watch until the server ends it, which it does after `limits.kubernetesWatchMs`. */
  async watch(path: string, accept: string, onObject: (object: unknown) => void): Promise<void> {
    const { body } = await this.#request(path, accept, limits.kubernetesWatchMs + limits.kubernetesRequestMs);
    const lines = new LineSplitter(limits.kubernetesEventBytesMax, 0);
    for await (const chunk of body as AsyncIterable<Buffer>)
      lines.feed(chunk, (line, _start, _end, leftOut) => {
        if (leftOut > 0) throw new ApiError();
        if (line.length > 0) onObject(JSON.parse(line.toString()));
      });
  }

  async #request(path: string, accept: string, bodyTimeout: number): Promise<Dispatcher.ResponseData> {
    const token = (await readFile(join(this.#settings.credentials, "token"), "utf8")).trim();
    const answer = await this.#agent.request({
      origin: new URL(this.#settings.server).origin,
      path,
      method: "GET",
      headers: { accept, authorization: `Bearer ${token}` },
      headersTimeout: limits.kubernetesRequestMs,
      bodyTimeout,
      signal: this.#signal,
    });
    if (answer.statusCode !== 200) {
      answer.body.on("error", () => undefined).destroy();
      throw new ApiError(answer.statusCode);
    }
    return answer;
  }
}

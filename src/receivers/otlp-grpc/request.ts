import {
  type Metadata,
  ServerInterceptingCall,
  type ServerInterceptingCallInterface,
  type ServerInterceptor,
  type ServerMethodDefinition,
  status,
} from "@grpc/grpc-js";
import { type ErrorCode, limits } from "../../base/index.ts";
import type { Turnstile } from "../turnstile.ts";
import { type CallStatus, isOwn, libraryRefusalCode, refusalStatus } from "./answer.ts";

/** What decides over a call before its message is read. */
export interface Gate {
  /** Looked at once, when the metadata is there: a code turns the call away. */
  check(authorization: string | undefined): ErrorCode | undefined;
  /** Every call that was let in leaves once, however it ends. */
  opened(): void;
  closed(): void;
  refused(code: ErrorCode): void;
  /** How long the message may take from its turn to its end, ms. */
  readonly requestMs: number;
  /**
   * grpc-js gathers and decompresses a whole message before anyone sees it, so that memory is bounded by how many calls may do so at once.
   * The others' bytes wait in HTTP/2's flow control.
   */
  readonly reception: Turnstile;
}

/** Stands before the handler: checks the metadata, waits for a turn to be received, and puts every refusal into our words. */
export function createGateInterceptor(gate: Gate): ServerInterceptor {
  return (_method: ServerMethodDefinition<unknown, unknown>, call: ServerInterceptingCallInterface) => {
    const admission = new Admission(gate, call);
    return new ServerInterceptingCall(call, {
      start: (next) =>
        next({
          onReceiveMetadata: (metadata, pass) => admission.begin(metadata, pass),
          onReceiveHalfClose: (pass) => {
            admission.received();
            pass();
          },
          onCancel: () => admission.end(),
        }),
    });
  };
}

/** The life of one call: let in, its turn, received, ended. grpc-js reports every end, a good one too, as a cancel. */
class Admission {
  readonly #gate: Gate;
  readonly #call: ServerInterceptingCallInterface;
  readonly #send: (refusal: CallStatus) => void;
  #leave: (() => void) | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isOpen = false;
  #isReceived = false;
  #isAnswered = false;

  constructor(gate: Gate, call: ServerInterceptingCallInterface) {
    this.#gate = gate;
    this.#call = call;
    // grpc-js gives its own refusals (size, decompression, deadline) to this method without asking an interceptor.
    this.#send = call.sendStatus.bind(call);
    call.sendStatus = (refusal) => this.#sendInOurWords(refusal);
  }

  begin(metadata: Metadata, pass: (metadata: Metadata) => void): void {
    const [authorization] = metadata.get("authorization");
    const tooLong = metadataBytes(metadata) > limits.headerBytesMax;
    const code = tooLong ? "receiver.headers" : this.#gate.check(typeof authorization === "string" ? authorization : undefined);
    if (code !== undefined) {
      this.#refuse(code);
      return;
    }
    this.#isOpen = true;
    this.#gate.opened();
    this.#timer = setTimeout(() => this.#refuse("receiver.busy"), limits.receptionWaitMs);
    this.#leave = this.#gate.reception.enter(() => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#refuse("receiver.timeout"), this.#gate.requestMs);
      pass(metadata);
    });
  }

  /** The whole message is there: the turn is the next one's. */
  received(): void {
    this.#isReceived = true;
    this.#leave?.();
    clearTimeout(this.#timer);
  }

  end(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#gate.closed();
    if (!this.#isReceived && !this.#isAnswered) this.#gate.refused("receiver.body_aborted");
    this.received();
  }

  #refuse(code: ErrorCode): void {
    this.#gate.refused(code);
    this.#call.sendStatus(refusalStatus(code, false));
  }

  #sendInOurWords(given: CallStatus): void {
    if (this.#isAnswered) return;
    this.#isAnswered = true;
    if (given.code === status.OK || isOwn(given)) {
      this.#send(given);
      return;
    }
    const code = libraryRefusalCode(given);
    this.#gate.refused(code);
    this.#send(refusalStatus(code, false));
  }
}

/** Names and values as HTTP/2 counts them (RFC 9113, 6.5.2), without the 32 bytes of overhead each. */
function metadataBytes(metadata: Metadata): number {
  let bytes = 0;
  for (const [name, values] of Object.entries(metadata.toHttp2Headers())) {
    for (const value of Array.isArray(values) ? values : [values]) bytes += name.length + String(value ?? "").length;
  }
  return bytes;
}

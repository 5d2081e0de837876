/** Texts longer than this are not remembered: they seldom come again. */
const textBytesMax = 16 * 1024;
/** Texts up to this long are compared here, longer ones by a native call. */
const shortBytesMax = 96;
/** Words of a text that its hash is made of. */
const sampledWords = 16;
const slotsCount = 1 << 14;
const waitingCount = 1 << 15;

/**
 * Texts of earlier batches in which no rule found anything: telemetry says the same again and again (routes, models, system prompts, the turns of a conversation).
 * Equality is of the bytes, never of a hash alone. A text is kept when it comes for the second time. Bounded: what is full is emptied.
 */
export class CleanTexts {
  readonly #arena: Buffer;
  readonly #arenaView: DataView;
  readonly #offsets = new Int32Array(slotsCount);
  readonly #lengths = new Int32Array(slotsCount);
  readonly #hashes = new Int32Array(slotsCount);
  /** Hashes of texts that came once. */
  readonly #waiting = new Int32Array(waitingCount);
  #arenaEnd = 0;
  #viewed: Uint8Array;
  #view: DataView;

  constructor(arenaBytes: number) {
    this.#arena = Buffer.allocUnsafeSlow(arenaBytes);
    this.#arenaView = new DataView(this.#arena.buffer, 0, arenaBytes);
    this.#viewed = this.#arena;
    this.#view = this.#arenaView;
  }

  /** Of a text in `bytes`, neither 0 nor -1; 0 for one that is not remembered. */
  hashOf(bytes: Uint8Array, start: number, end: number): number {
    const length = end - start;
    if (length > textBytesMax) return 0;
    if (length < 4) return shortHash(bytes, start, end);
    const view = this.#viewOf(bytes);
    const last = end - 4;
    const step = length <= sampledWords * 4 ? 4 : Math.floor((length - 4) / (sampledWords - 1));
    let hash = Math.imul(length, 0x9e3779b1);
    for (let at = start; at < last; at += step) {
      hash = Math.imul(hash ^ view.getInt32(at, true), 0x85ebca6b);
      hash ^= hash >>> 15;
    }
    hash = Math.imul(hash ^ view.getInt32(last, true), 0x85ebca6b);
    hash ^= hash >>> 15;
    return hash === 0 || hash === -1 ? 1 : hash;
  }

  has(hash: number, bytes: Buffer, start: number, end: number): boolean {
    const slot = hash & (slotsCount - 1);
    const length = end - start;
    if (this.#hashes[slot] !== hash || this.#lengths[slot] !== length) return false;
    const offset = this.#offsets[slot] as number;
    if (length > shortBytesMax) return bytes.compare(this.#arena, offset, offset + length, start, end) === 0;
    const view = this.#viewOf(bytes);
    let i = 0;
    for (; i + 4 <= length; i += 4) if (this.#arenaView.getInt32(offset + i) !== view.getInt32(start + i)) return false;
    for (; i < length; i++) if (this.#arena[offset + i] !== bytes[start + i]) return false;
    return true;
  }

  add(hash: number, bytes: Buffer, start: number, end: number): void {
    const wait = (hash >>> 8) & (waitingCount - 1);
    if (this.#waiting[wait] !== hash) {
      this.#waiting[wait] = hash;
      return;
    }
    const length = end - start;
    if (this.#arenaEnd + length > this.#arena.length) {
      this.#arenaEnd = 0;
      this.#lengths.fill(0);
    }
    const slot = hash & (slotsCount - 1);
    this.#hashes[slot] = hash;
    this.#lengths[slot] = length;
    this.#offsets[slot] = this.#arenaEnd;
    this.#arenaEnd += bytes.copy(this.#arena, this.#arenaEnd, start, end);
  }

  #viewOf(bytes: Uint8Array): DataView {
    if (bytes !== this.#viewed) {
      this.#viewed = bytes;
      this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    }
    return this.#view;
  }
}

/** Of less than four bytes: `GET`, `200`, `1.1`. */
function shortHash(bytes: Uint8Array, start: number, end: number): number {
  let hash = end - start;
  for (let at = start; at < end; at++) hash = (hash << 8) | (bytes[at] as number);
  hash = Math.imul(hash, 0x9e3779b1);
  hash ^= hash >>> 15;
  return hash === -1 ? 1 : hash;
}

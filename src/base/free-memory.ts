/**
 * Gives the memory of a buffer that is read to its end back at once: the next one of its size gets it while it is still in the processor's cache, and the collector, which
 * looks at the whole heap once so much has come, has less to come for. Whoever still holds the buffer finds no byte in it. One that shares its memory with others is left alone.
 *
 * Only for a buffer that no operation of the system (a write under way, another thread) still reads from.
 */
export function freeMemory(bytes: Uint8Array): void {
  const { buffer } = bytes;
  if (bytes.length > 0 && buffer instanceof ArrayBuffer && buffer.byteLength === bytes.length) buffer.transfer(0);
}

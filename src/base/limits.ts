/** Every bound of the product, each with the reason for its number. Sizes in bytes, times in ms, depths and counts bare. */
export const limits = {
  /** A collector's default is 20 MiB on the wire; LLM traces are larger. Configurable as body_bytes_max. */
  bodyBytesMax: 64 * 1024 * 1024,
  /** Nesting of AnyValue (arrays and maps). protobuf's own default recursion limit is 100. */
  anyValueDepthMax: 64,
  /** JSON inside strings inside JSON: how many times a text is decoded again. */
  nestedTextDepthMax: 8,
  /** Depth of objects and arrays inside one JSON text. Past it the text is scanned as plain text. */
  jsonDepthMax: 128,
  /** Text leaves of one batch: 64 MiB of 4-byte attributes. Past it the batch is refused. */
  leavesMax: 8_000_000,
  /** Attribute keys remembered between batches; the table is emptied when full, so its memory is bounded. */
  keysMax: 32_768,
  /** Longest attribute key that is remembered; a longer one is scanned each time. */
  keyBytesMax: 256,
  /** Arrays of at least this many floats are taken for embeddings (the smallest published models give 64). */
  embeddingLengthMin: 32,
  /** Requests of one receiver handled at once; more wait in the kernel's accept queue or get 503. */
  requestsInFlightMax: 256,
  /** Bytes of all bodies held by one receiver at once, on the wire and decompressed: bounds memory under a flood. */
  bodiesBytesMax: 512 * 1024 * 1024,
  /** HTTP request headers (Node's default is 16 KiB; gRPC metadata the same). */
  headerBytesMax: 16 * 1024,
  /** Bytes that wait for one destination in memory. */
  queueBytesMax: 128 * 1024 * 1024,
  /** Batches that wait for one destination in memory: bounds the bookkeeping of very small batches. */
  queueBatchesMax: 10_000,
  /** Longest Retry-After or RetryInfo that is honoured: a vendor's rate window, not a vendor's mistake. */
  retryAfterMsMax: 10 * 60 * 1000,
  /** What a sender is told to wait at most while the queues are full. */
  busyRetryMsMax: 30_000,
  /** Bytes of a destination's answer that are read: a partial-success body is far smaller. */
  answerBytesMax: 64 * 1024,
  /** Bytes at the end of an output file searched for the start of a line that a crash cut off: one batch as JSON. */
  fileTailBytesMax: 256 * 1024 * 1024,
  /** How long a stopping agent waits for its queues to drain. */
  drainMs: 25_000,
} as const;

/** Every bound of the product, each with the reason for its number. Sizes in bytes, times in ms, depths and counts bare. */
export const limits = {
  /** A collector's default is 20 MiB on the wire; LLM traces are larger. Configurable as body_bytes_max. */
  bodyBytesMax: 64 * 1024 * 1024,
  /** Nesting of AnyValue (arrays and maps). protobuf's own default recursion limit is 100. */
  anyValueDepthMax: 64,
  /** JSON inside strings inside JSON: how many times a text is decoded again. */
  nestedTextDepthMax: 8,
  /** Traces and nested documents of one batch that each have a memory of the names found in them; those beyond share the last one. About 36 kB each. */
  nameMemoriesMax: 512,
  /** JSON values in the middle of one text that are read as structure, and how far one may reach: bounds the work on text made to look like JSON. */
  embeddedJsonMax: 4096,
  embeddedJsonBytesMax: 32 * 1024,
  /** Depth of objects and arrays inside one JSON text. Past it the text is scanned as plain text. */
  jsonDepthMax: 128,
  /** Text leaves of one batch: 64 MiB of 4-byte attributes. Past it the batch is refused. */
  leavesMax: 8_000_000,
  /** Stretches of text that one detector looks at in one native call: of a usual batch all of them; bounds what text made of near-matches costs. */
  sideBytesMax: 1024 * 1024,
  /** Attribute keys remembered between batches; the table is emptied when full, so its memory is bounded. */
  keysMax: 32_768,
  /** Longest attribute key that is remembered; a longer one is scanned each time. */
  keyBytesMax: 256,
  /** Longest name that an object gives to the value beside it (`{"key": …, "value": …}`); longer strings are texts, no names. */
  valueNameBytesMax: 120,
  /** Arrays of at least this many floats are taken for embeddings (the smallest published models give 64). */
  embeddingLengthMin: 32,
  /** Requests of one receiver handled at once; more wait in the kernel's accept queue or get 503. */
  requestsInFlightMax: 256,
  /** Bytes of all bodies held by one receiver at once, on the wire and decompressed: bounds memory under a flood. */
  bodiesBytesMax: 512 * 1024 * 1024,
  /** Connections of one receiver open at once: a node's applications, each with a few; each costs some 30 kB. */
  connectionsMax: 4096,
  /** gRPC calls at once on one connection: the default of gRPC's own servers. */
  streamsPerConnectionMax: 100,
  /** How long a client may take to send its request headers: they are small, so this is generous (slowloris). */
  headersMs: 15_000,
  /** How long a client may take to send a whole request: 64 MiB at about 1 MB/s. OpenTelemetry SDKs give up after 10 s. */
  requestMs: 60_000,
  /** How long an idle connection stays open: longer than the 60 s between two exports of a metrics reader. */
  keepAliveMs: 90_000,
  /** How long a gRPC call waits for its turn to be received before it is told to come again; below the SDKs' 10 s. */
  receptionWaitMs: 5_000,
  /** After a refusal, the rest of the body is read and thrown away this long, so that the client can read the answer. */
  lingerMs: 2_000,
  /** Told to a sender that has to come again where nobody knows better. */
  retryAfterMs: 1_000,
  /** How long a stopping receiver lets the requests in flight end. */
  receiverStopMs: 10_000,
  /** zstd window, log2: 8 MiB, what RFC 9659 allows for Content-Encoding. */
  zstdWindowLogMax: 23,
  /** One step of decompression: how far past a size limit a bomb can get, and the cost of a thread hop (about 30 us) spread. */
  decompressChunkBytes: 128 * 1024,
  /** Values of one metric label. Past it a value is counted as "other", so that the metrics' memory is bounded. */
  labelValuesMax: 512,
  /** The same log line is written once in this time; the next one says how many were left out. */
  logRepeatMs: 1_000,
  /** Connections to the metrics and health port: a scraper and a few probes. */
  healthConnectionsMax: 64,
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
  /** Tokens of the in-memory vault: about 200 bytes each. */
  tokensMax: 1_000_000,
  /** How long a stopping agent waits for its queues to drain. */
  drainMs: 25_000,
  /** Sealed records in one commit: one sync is shared by as many requests as came during the sync before. */
  commitBytesMax: 32 * 1024 * 1024,
  /** Accepted bodies that are kept in memory until they are delivered, so that they need not be read back and opened. */
  hotBytesMax: 64 * 1024 * 1024,
  /** Scrubbed views of destinations that lag behind the others; past it they are made again from the sealed record. */
  viewBytesMax: 64 * 1024 * 1024,
  /** Data keys held in memory at once: the one that seals now, and those of records being read back. */
  dataKeysMax: 4,
  /** A data key's time slice: retention over 72, within these bounds. Shorter slices are shredded sooner and need more keys. */
  sliceMsMin: 60_000,
  sliceMsMax: 60 * 60 * 1000,
  /** How often is looked for slices whose time is over. */
  sweepMs: 5_000,
  /** Room kept free on the buffer's disk for shredding when the disk is full: deleting needs a little room too. */
  ballastBytes: 4 * 1024 * 1024,
  /** Pages given back to the file system in one go: 16 MiB, so that a commit never waits long for it. */
  vacuumPagesMax: 1024,
  /** Waiting for another process (a command) that holds the buffer. */
  databaseBusyMs: 10_000,
  /** A key command (KMS, Vault) has this long unless the configuration says otherwise. */
  keyCommandMs: 10_000,
  /** Answer of a key command: a wrapped key of a KMS is some 200 bytes. */
  keyCommandBytesMax: 16 * 1024,
  /** Terms (trace ids, services) of one record that can be looked up; a batch has 512 spans. */
  termsMax: 8192,
  /** How often disclosures are summed up in the audit chain. */
  disclosureMs: 60_000,
  /** How long a broken audit chain or buffer is left alone before the next try. */
  recoverMs: 1_000,
  /** How long one session of a principal lasts, and a break-glass grant. */
  sessionMs: 15 * 60 * 1000,
  /** Records that one raw command lists at most. */
  rawListMax: 1000,
  /** Working memory a transcoder keeps between batches; a larger batch's is given back. Ten times a usual batch (about 750 kB). */
  scratchBytesMax: 8 * 1024 * 1024,
  /** The longest protobuf message that is moved up to make room for its length; longer ones are put right in the final copy. A first-level-cache size. */
  protobufMoveBytesMax: 4096,
  /** Characters of a configuration file: a fleet's largest are some 100 kB. */
  configBytesMax: 1024 * 1024,
  /** Characters of a file that ${file:PATH} puts in: a certificate chain is some 10 kB. */
  configSecretBytesMax: 64 * 1024,
  /** Nodes of a configuration with every alias unfolded: stops alias bombs. */
  configNodesMax: 50_000,
  /** Nesting of a configuration; the deepest key has 6 levels. */
  configDepthMax: 32,
  /** Errors of one configuration that are reported at once. */
  configIssuesMax: 100,
  /** The command line clears this much of JSON or JSON lines in one go: as large as a usual batch. */
  cliGroupBytes: 1024 * 1024,
  /** A JSON value of a file up to this size is cleared whole; a larger one is split at its elements. */
  cliValueBytesMax: 4 * 1024 * 1024,
  /** The largest piece that cannot be split (a span, a string, a line of --jsonl): what the receivers take as one body. */
  cliPartBytesMax: 64 * 1024 * 1024,
  /** Plain text is scanned in blocks of this size, so that the bound on JSON values in one text (embeddedJsonMax) is never met by real text. */
  cliBlockBytes: 64 * 1024,
  /** What a block sees of the text before and after it: longer than any detector's match (a PEM private key, about 3.7 kB). */
  cliContextBytes: 4096,
  /** A run without white space or punctuation is not cut below this size; base64 longer than that is read in pieces. */
  cliTokenBytesMax: 1024 * 1024,
  /** Errors of one run of a command that are written out; the others are counted. */
  cliErrorsMax: 20,
  /** Lines joined to one record: a stack trace of a deep recursion has 1024 frames. */
  joinedLinesMax: 2048,
  /** A line read for its fields; a longer one is text, scanned as any other. */
  structuredLineBytesMax: 256 * 1024,
  /** Attributes taken from one line: OpenTelemetry's own default for a record. */
  lineAttributesMax: 128,
  /** One turn of a file: a noisy one gets no more before the others have had theirs. */
  tailTurnBytes: 256 * 1024,
  /** A request made of lines: about a usual batch (750 kB). */
  tailBatchBytes: 1024 * 1024,
  /** Bytes of incomplete lines kept in memory for all files; past it they are read again. */
  tailHeldBytesMax: 64 * 1024 * 1024,
  /** Files open at once; more are opened in turn. Linux gives a process 1024. */
  tailOpenFilesMax: 256,
  /** How often a file is looked at that has just grown, and one that has long been quiet. */
  tailPollMs: 200,
  tailPollMsMax: 2_000,
  /** How often is looked for new files and rotations. */
  tailDiscoverMs: 1_000,
  /** A file that was rotated away may still be written to until its program opens the new one. */
  tailQuietMs: 5_000,
  /** How often positions are written: after a crash so much is read again. */
  tailCheckpointMs: 1_000,
  /** How long is waited for lines that may belong to a stack trace. */
  tailJoinMs: 500,
  /** The Kubernetes API: one answer, and the longest a watch stays open (the server's own is 30 to 60 minutes). */
  kubernetesRequestMs: 15_000,
  kubernetesWatchMs: 5 * 60 * 1000,
  /** After a failure it is asked again, later each time, up to 64 times this. */
  kubernetesRetryMs: 1_000,
  /** A page of pods' metadata: about 10 kB each, with what the server manages; etcd takes objects up to 1.5 MiB. */
  podsPageMax: 250,
  kubernetesAnswerBytesMax: 16 * 1024 * 1024,
  kubernetesEventBytesMax: 4 * 1024 * 1024,
  /** Pods known at once, those that are gone included: Kubernetes is made for 110 a node. */
  podsMax: 2048,
  podLabelsMax: 64,
  /** What is left of a deleted pod's log is read long before. */
  podGoneMs: 10 * 60 * 1000,
  /** How long a new file waits to be told which pod it is of; the first list takes a few round trips. */
  podWaitMs: 5_000,
  /** Destinations of one agent: each costs an edit of every batch, and its id is a metric label. */
  destinationsMax: 64,
  /** Agreements of one configuration: a large vendor list, region by region. */
  agreementsMax: 1000,
  /** Custom detectors of one configuration: all patterns share one automaton. */
  customDetectorsMax: 200,
  /** Threads that scan; by default as many as there are cores beside the one of the sockets, up to two: each has some 150 MB, and a container's memory is not known. */
  scanThreadsMax: 64,
  scanThreadsDefaultMax: 2,
  /** Batches that a thread is sent before it has answered: the next one waits there, so that it has always work. With a model a thread reads for several at once. */
  scanOrdersMax: 2,
  scanModelOrdersMax: 16,
  /** A batch whose thread dies is tried on a new one; the second death is the batch's doing. */
  scanTriesMax: 2,
  /** Free text that the model reads in one go: a second or so, so that a thread that hangs is found soon. */
  modelJobBytes: 16 * 1024,
  /** Free text of one batch that the model reads: at 20 kB/s some seven minutes. A batch with more is held back. */
  modelBatchBytesMax: 8 * 1024 * 1024,
  /** A thread loads the runtime and 15 MB of weights in half a second; a cold disk takes longer. */
  modelLoadMs: 30_000,
  /** A hundred times the usual 0.05 ms a byte: a machine that swaps is not a thread that hangs. */
  modelMsPerByteMax: 5,
  /** How long a stop waits for the window that a thread is at: 25 ms, and the machine's other work. */
  modelEndMs: 5_000,
  /** A job whose thread dies is tried on a new one; the second death is the text's doing. */
  modelTriesMax: 2,
  /** JavaScript's part of a model thread: the vocabulary and one window. */
  modelHeapMegabytes: 256,
  /** What the model said of texts, kept for when they come again: characters, with the texts themselves. */
  modelCacheCharacters: 32 * 1024 * 1024,
  /** Threads of the model: one each of a large machine's cores. */
  modelThreadsMax: 64,
  /** A part of a text that the model reads as one; a longer line is cut behind a sentence or a word. */
  freeTextPartBytesMax: 8 * 1024,
} as const;

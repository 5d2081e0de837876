/**
 * buffer: accepted batches, sealed, until every destination has its view of them, and for as long as the owner wants to look back. It promises that a record is
 * on disk before `append` resolves, that the disk holds ciphertext only, that a destroyed data key opens nothing any more, and that a record which
 * was not delivered goes at the operator's word only. It must not know OTLP, destinations' connections, or what a finding is.
 */
export { type CheckReport, checkBuffer, type RepairReport, repairBuffer } from "./check.ts";
export { databaseExists } from "./database.ts";
export type { Disclosure, PendingDisclosure } from "./disclosures.ts";
export { createKeyFile } from "./file-key.ts";
export { type FoundRecord, findRecords, forgetDestination, type RecordFilter, readRecord, releaseFromQuarantine } from "./find.ts";
export type { KeySettings } from "./key-provider.ts";
export { type BufferStatus, bufferStatus, type DestinationStatus, type DueSlice, dueSlices, shredSlices } from "./retention.ts";
export { rotateKeys } from "./rotate.ts";
export type { RecordMetadata, Terms } from "./seal.ts";
export { openSealedBuffer, type SealedBuffer } from "./sealed-buffer.ts";
export {
  type Appended,
  type BufferSettings,
  type NewRecord,
  SealedStore,
  type Settlement,
  type StoredRecord,
} from "./store.ts";

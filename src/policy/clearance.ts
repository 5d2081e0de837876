import type { ErrorCode, Signal } from "../base/index.ts";
import { jsonToProtobuf } from "../otlp/index.ts";
import {
  createKeySelector,
  createScanner,
  createTokenVault,
  type Detection,
  type Plan,
  type Rule,
  type ScannerSettings,
  type TokenVault,
} from "../scrub/index.ts";
import { createReleaser, type Release } from "./release.ts";

/**
 * From a request's bytes to what each destination may have: scanned once, one view per destination. Scanning and all its views are one synchronous step,
 * because they share the scanner's tables: no other batch can come between.
 */
export interface Clearance {
  readonly rules: readonly Rule[];
  /** Destinations are those whose plan was given and that take the signal; `refused` means that nothing was scanned. Throws only on a bug. */
  clear(signal: Signal, encoding: "protobuf" | "json", body: Buffer, destinations: readonly string[]): Clearing;
}

export type Clearing =
  | { readonly kind: "refused"; readonly code: ErrorCode }
  | { readonly kind: "cleared"; readonly itemsCount: number; readonly leavesCount: number; readonly views: ReadonlyMap<string, Release> };

export function createClearance(plans: readonly Plan[], detection: Detection, vault: TokenVault = createTokenVault()): Clearance {
  const settings: ScannerSettings = {
    ...detection,
    isSelectedKey: createKeySelector(plans),
    times: plans.some((plan) => plan.recordTime !== "keep"),
    ids: plans.some((plan) => plan.ids !== "keep"),
  };
  const scanner = createScanner(settings);
  const checker = createScanner(settings);
  const releasers = new Map(plans.map((plan) => [plan.destination, createReleaser(plan, vault, checker)]));

  return {
    rules: scanner.rules,
    clear(signal, encoding, body, destinations) {
      let protobuf = body;
      let json: Buffer | null = null;
      if (encoding === "json") {
        const transcoded = jsonToProtobuf(signal, body);
        if (transcoded.kind === "refused") return transcoded;
        protobuf = transcoded.protobuf;
        if (transcoded.exact) json = body;
      }
      const result = scanner.scan(signal, protobuf);
      if (result.code !== null) return { kind: "refused", code: result.code };
      const views = new Map<string, Release>();
      for (const destination of destinations) {
        const releaser = releasers.get(destination);
        if (releaser !== undefined) views.set(destination, releaser.release(result.scanned, json));
      }
      return { kind: "cleared", itemsCount: result.scanned.items, leavesCount: result.scanned.texts.count, views };
    },
  };
}

/**
 * names: people's names in a text (45 CFR 164.514(b)(2)(i)(A)), from a dictionary and the words around, without a model. It must not know batches, segments of a
 * scan or actions.
 */

export { labelKind } from "./label-keys.ts";
export { createModelVet, type ModelSpan, type ModelVet, modelRule } from "./model-names.ts";
export { type DetectorName, type NameDetector, type NameReport, nameDetectors } from "./name-detectors.ts";
export { createNameFinder, type NameFinder } from "./name-finder.ts";
export { createNameMemory, type NameMemory } from "./name-memory.ts";

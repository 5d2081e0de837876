import type { PhiType } from "./phi-type.ts";

/**
 * What an attribute's, map's or JSON key says about its value.
 *   telling    the value is an identifier of this type, whatever its form; `test`, where there is one, must hold for it
 *   technical  the value is no identifier of these types (a time stamp's date, a pod's address), or of none at all
 */
export type KeyClass =
  | { readonly kind: "telling"; readonly type: PhiType; readonly test?: (value: string) => boolean }
  | { readonly kind: "technical"; readonly suppresses: ReadonlySet<PhiType> | "all" };

/** Where the providers list an answer's tokens one by one, with their probabilities: an identifier is cut over them. */
const names = new Set(["logprobs", "logprobsResult", "top_logprobs"]);

/** The same without such lists. */
export function withoutTokenLists<T>(json: T): T {
  if (typeof json !== "object" || json === null) return json;
  if (Array.isArray(json)) return json.map(withoutTokenLists) as T;
  if ((Object.getPrototypeOf(json) ?? Object.prototype) !== Object.prototype) return json;
  const entries = Object.entries(json).map(([name, value]) => [name, names.has(name) ? emptied(value) : withoutTokenLists(value)]);
  return Object.fromEntries(entries) as T;
}

function emptied(value: unknown): unknown {
  if (Array.isArray(value)) return [];
  return typeof value === "object" ? null : value;
}

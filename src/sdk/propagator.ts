import type { PolicyOptions } from "./request-clearing.ts";
import { createValueClearing } from "./text-clearing.ts";

/** What is used of the API's TextMapPropagator. */
export interface InnerPropagator {
  inject(context: never, carrier: unknown, setter: never): void;
  extract(context: never, carrier: unknown, getter: never): unknown;
  fields(): string[];
}

interface Setter {
  set(carrier: unknown, key: string, value: string): void;
}

/**
 * A propagator that lets no identifier out in headers: members of `baggage` that hold one are left out, any other header that holds one is not set. Headers of
 * hexadecimal ids (W3C Trace Context, B3, Jaeger, X-Ray) are told by their format. What comes in is not changed.
 */
export function phiPropagator<P extends InnerPropagator>(inner: P, options: PolicyOptions = {}): P {
  const clear = createValueClearing(options);
  const own = {
    inject(context: unknown, carrier: unknown, setter: Setter) {
      const guarded: Setter = {
        set(target, key, value) {
          const name = key.toLowerCase();
          const safe = isOfIds(name, value) ? value : name === "baggage" ? cleanMembers(value) : isClean(name, value) ? value : "";
          if (safe !== "") setter.set(target, key, safe);
        },
      };
      inner.inject(context as never, carrier, guarded as never);
    },
  };
  return new Proxy(inner, {
    get(target, name) {
      if (name === "inject") return own.inject;
      const value = Reflect.get(target, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });

  function cleanMembers(header: string): string {
    return header
      .split(",")
      .filter((member) => {
        const [pair = "", ...properties] = member.split(";");
        const at = pair.indexOf("=");
        return (
          isClean(pair.slice(0, at).trim(), decoded(pair.slice(at + 1).trim())) &&
          properties.every((property) => isClean("property", property))
        );
      })
      .join(",");
  }

  function isClean(key: string, value: string): boolean {
    const cleared = clear(`${key}=${value}`, { [key]: value });
    return cleared !== undefined && cleared.body === `${key}=${value}` && cleared.attributes[key] === value;
  }
}

/** Where a number that is random may look like an identifier. */
const idHeaders = new Map([
  ["traceparent", /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/],
  ["b3", /^(?:[01d]|[0-9a-f]{16,32}-[0-9a-f]{16}(?:-[01d](?:-[0-9a-f]{16})?)?)$/],
  ["x-b3-traceid", /^[0-9a-f]{16,32}$/],
  ["x-b3-spanid", /^[0-9a-f]{16}$/],
  ["x-b3-parentspanid", /^[0-9a-f]{16}$/],
  ["x-b3-sampled", /^[01d]$/],
  ["x-b3-flags", /^1$/],
  ["uber-trace-id", /^[0-9a-f]{1,32}(?::|%3A)[0-9a-f]{1,16}(?::|%3A)[0-9a-f]{1,16}(?::|%3A)[0-9a-f]{1,2}$/i],
  ["x-amzn-trace-id", /^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=[01]$/],
]);

function isOfIds(name: string, value: string): boolean {
  return idHeaders.get(name)?.test(value) === true;
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

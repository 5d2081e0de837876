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
 * A propagator that lets no identifier out in headers: members of `baggage` that hold one are left out, any other header that holds one is not set. `traceparent` is hexadecimal ids
 * by its format (W3C Trace Context) and is not read. What comes in is not changed.
 */
export function phiPropagator<P extends InnerPropagator>(inner: P, options: PolicyOptions = {}): P {
  const clear = createValueClearing(options);
  const own = {
    inject(context: unknown, carrier: unknown, setter: Setter) {
      const guarded: Setter = {
        set(target, key, value) {
          const name = key.toLowerCase();
          const safe = name === "traceparent" ? value : name === "baggage" ? cleanMembers(value) : isClean(name, value) ? value : "";
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

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
